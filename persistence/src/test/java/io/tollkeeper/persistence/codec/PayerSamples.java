package io.tollkeeper.persistence.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Item;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;

/** Of all that a payer is told or orders one sample with everything that it can carry, and one with as little as possible. Never changed. */
final class PayerSamples {

  private static final Period PERIOD = new Period(Samples.AT, Samples.AT.plusSeconds(2_678_400));
  private static final Credits CREDITS = new Credits(Long.MAX_VALUE);

  static final Notice PAYMENT = new Notice.Payment("in_1", Samples.AT, Notice.Payment.Phase.PAID, 1_990, "eur",
      List.of(
          new Notice.Line("il_1", new Notice.Sold.Price("price_1"), 2, 1_990, Optional.of(PERIOD), true,
              Optional.of("sub_1")),
          new Notice.Line("il_2", new Notice.Sold.NamedPack("small"), 1, -5, Optional.empty(), false,
              Optional.empty())),
      Optional.of("sub_1"), Optional.of("c1"));

  private PayerSamples() {}

  static PayerEvent noticed(Notice notice) {
    return new PayerEvent.Noticed(Samples.AT, "evt_1", notice);
  }

  /** By what each shows of an event that has a sample in {@link Samples} already. */
  static Map<String, PayerEvent> variants() {
    var all = new HashMap<String, PayerEvent>();
    notices().forEach((name, notice) -> all.put("noticed_v1_" + name, noticed(notice)));
    all.put("noticed_v1_chosen", noticed(new Notice.Linked("c1", true)));
    orders().forEach((name, order) -> all.put("order_taken_v1_" + name,
        new PayerEvent.OrderTaken(Samples.AT, "evt_1", order)));
    return all;
  }

  private static Map<String, Notice> notices() {
    return Map.of(
        "linked", new Notice.Linked("c1"),
        "unlinked", new Notice.Unlinked(Samples.AT),
        "alias", new Notice.Alias(Set.of("ch_1", "in_1", "pi_1")),
        "open", new Notice.Payment("cs_1", Samples.AT, Notice.Payment.Phase.OPEN, 0, "usd", List.of(),
            Optional.empty(), Optional.empty()),
        "refunded_in_all", new Notice.RefundedInAll("ch_1", 995, "eur"),
        "refund", new Notice.Refund("re_1", Set.of("ch_1", "pi_1"), 995, "eur", Notice.Refund.Phase.SUCCEEDED),
        "dispute", new Notice.Dispute("dp_1", Set.of("ch_1", "pi_1"), Samples.AT, 1_990, "eur",
            Notice.Dispute.Phase.LOST),
        "credit_note", new Notice.CreditNote("cn_1", "in_1", 500, "eur", Map.of("il_1", 300L, "il_2", 120L), 100, true),
        "subscription", new Notice.Subscription("sub_1", Samples.AT, true, Notice.Subscription.Standing.PAST_DUE,
            List.of(new Notice.Subscription.Item("price_1", 2, PERIOD)), Optional.of(Samples.AT.plusSeconds(1)),
            Optional.of(Samples.AT.plusSeconds(2)), Map.of("status", "past_due", "cancel_at", "null"),
            Map.of("status", "active")),
        "bare_subscription", new Notice.Subscription("sub_1", Samples.AT, false,
            Notice.Subscription.Standing.ENDED, List.of(), Optional.empty(), Optional.empty(), Map.of(), Map.of()));
  }

  private static Map<String, Order> orders() {
    return Map.of(
        "link_payer", new Order("c1", 3, new Command.LinkPayer("cus_1")),
        "pay_period", new Order("c1", 3, new Command.PayPeriod("stripe:in_1:il_1", "sub_1", new Terms("pro", 3),
            CREDITS, PERIOD, Command.PayPeriod.Kind.PART)),
        "reverse", new Order("c1", 3,
            new Command.Reverse("stripe:in_1:il_1", 2, CREDITS, new Credits(1), new Credits(2), true)),
        "untrusted", new Order("c1", 3,
            new Command.Reverse("stripe:cs_1:small", 1, CREDITS, CREDITS, Credits.ZERO, false, false)),
        "put_subscription", new Order("c1", 3, new Command.PutSubscription("sub_1", 4,
            List.of(new Item("pro", 2), new Item("seats", 1)), PERIOD,
            new Status.PastDue(Samples.AT, Optional.of(Samples.AT.plusSeconds(3))))),
        "put_active", new Order("c1", 3, new Command.PutSubscription("sub_1", 1, List.of(), PERIOD,
            new Status.Active(Optional.empty()))),
        "put_inactive", new Order("c1", 3, new Command.PutSubscription("sub_1", 1, List.of(new Item("pro", 1)),
            PERIOD, new Status.Inactive())));
  }
}
