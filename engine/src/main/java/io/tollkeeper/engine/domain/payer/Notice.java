package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Period;

/**
 * What a message of a payment provider says about a payer: that something is so, or was at that time. Never a step: notices may come
 * late, more than once and in any order. Money is in the smallest unit of its currency.
 */
public sealed interface Notice {

  /**
   * The payer pays for this customer.
   *
   * @param chosen whether the buyer may have chosen the customer himself, so that it may be anybody's
   */
  record Linked(String customer, boolean chosen) implements Notice {

    /** As somebody says who knows it. */
    public Linked(String customer) {
      this(customer, false);
    }
  }

  /** The provider has forgotten the payer: nothing links it to a customer any more. */
  record Unlinked(Instant at) implements Notice {}

  /** These are names of one and the same payment: a payment intent, a charge, an invoice, a checkout session. */
  record Alias(Set<String> ids) implements Notice {

    public Alias {
      ids = Set.copyOf(ids);
    }
  }

  /**
   * Something was sold: an invoice, or a checkout session or payment that has none.
   *
   * @param id its name, an alias of the money that pays it
   * @param at when it was like this
   * @param total what it comes to, taxes and discounts included
   * @param currency in lower case
   * @param subscription the subscription that it is for, if it is for one
   * @param customer who gets it if it says so itself; otherwise whom the payer pays for
   */
  record Payment(String id, Instant at, Payment.Phase phase, long total, String currency, List<Line> lines,
      Optional<String> subscription, Optional<String> customer) implements Notice {

    public Payment {
      lines = List.copyOf(lines);
    }

    /** How far it got. */
    public enum Phase {
      /** The money has still to come. */
      OPEN,
      /** It was tried, in vain. */
      FAILED,
      /** It will not come any more. */
      VOID,
      /** It came: that is never undone, only reversed. */
      PAID
    }
  }

  /**
   * A line of a payment.
   *
   * @param id unique inside the payment
   * @param amount what it comes to; negative where something is given back
   * @param period what it is for, if it is for a while
   * @param proration whether it is for a part of a period, because something was changed inside it
   * @param subscription the subscription that it is for, if it is for one
   */
  record Line(String id, Sold sold, long quantity, long amount, Optional<Period> period, boolean proration,
      Optional<String> subscription) {}

  /** What was sold. */
  sealed interface Sold {

    /** What the catalogue sells by this price of the provider. */
    record Price(String id) implements Sold {}

    /** This pack, by its own name. */
    record NamedPack(String key) implements Sold {}
  }

  /** So much of a charge was refunded in all, up to then. It never becomes less. */
  record RefundedInAll(String charge, long amount, String currency) implements Notice {}

  /**
   * Money was given back.
   *
   * @param of names of the payment that it was given back of
   */
  record Refund(String id, Set<String> of, long amount, String currency, Refund.Phase phase) implements Notice {

    public Refund {
      of = Set.copyOf(of);
    }

    /** How far it got: the later ones are final. */
    public enum Phase {
      PENDING, SUCCEEDED, FAILED
    }
  }

  /**
   * The buyer's bank asks for the money back.
   *
   * @param of names of the payment that it is about
   * @param at when it was like this
   */
  record Dispute(String id, Set<String> of, Instant at, long amount, String currency,
      Dispute.Phase phase) implements Notice {

    public Dispute {
      of = Set.copyOf(of);
    }

    /** How far it got: won and lost are final. */
    public enum Phase {
      /** Only a question so far. */
      INQUIRY,
      OPEN, WON, LOST
    }
  }

  /**
   * What an invoice comes to was reduced.
   *
   * @param payment the invoice
   * @param lines how much of which line, before taxes; empty if it does not say
   * @param refunded how much of it was given back by refunds, which have notices of their own
   */
  record CreditNote(String id, String payment, long amount, String currency, Map<String, Long> lines, long refunded,
      boolean voided) implements Notice {

    public CreditNote {
      lines = Map.copyOf(lines);
    }
  }

  /**
   * How a subscription is.
   *
   * @param at when it was like this
   * @param fetched whether it was asked for, rather than told by a message
   * @param standing what it amounts to
   * @param values what the provider says of it, by the names of its fields, as canonical text
   * @param previous what it said before this change, as far as that was different
   */
  record Subscription(String id, Instant at, boolean fetched, Standing standing, List<Item> items,
      Optional<Instant> trialEnd, Optional<Instant> cancelAt, Map<String, String> values,
      Map<String, String> previous) implements Notice {

    public Subscription {
      items = List.copyOf(items);
      values = Map.copyOf(values);
      previous = Map.copyOf(previous);
    }

    /** What a subscription's status amounts to. */
    public enum Standing {
      /** Not paid yet for the first time: no access. */
      INCOMPLETE,
      /** Paused, or unpaid for so long that the provider gave up: no access. */
      STOPPED,
      /** Not paid this time: the plan says what follows. */
      PAST_DUE, TRIAL, ACTIVE,
      /** Over, for good. */
      ENDED
    }

    /** What it is for. */
    public record Item(String price, long quantity, Period period) {}
  }
}
