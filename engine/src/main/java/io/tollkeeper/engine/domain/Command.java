package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may ask of a customer. Plain data in canonical form: two commands are the same content exactly when they are equal.
 * Those that carry an id of the caller's are remembered by it ({@link Identified}); the others are idempotent by state.
 */
public sealed interface Command {

  /** A command that takes effect once for each id. */
  sealed interface Identified extends Command {

    /** The id that the caller chose, and where it is unique. */
    Name name();
  }

  /** Create the customer, or update the parts that are given. */
  record PutCustomer(Optional<String> name, Optional<Metadata> metadata,
      Optional<String> stripeCustomer) implements Command {}

  /**
   * Add credits.
   *
   * @param effectiveAt from when they can be spent; absent for at once
   * @param expiry when they end; absent for never
   */
  record AddGrant(String id, Credits credits, GrantKind kind, int priority, Optional<Instant> effectiveAt,
      Optional<Expiry> expiry,
      Set<String> features, String source, String reason) implements Identified {

    public AddGrant {
      features = Set.copyOf(features);
    }

    @Override
    public Name name() {
      return new Name(IdSpace.GRANT, id);
    }
  }

  /** When a grant ends. */
  sealed interface Expiry {

    /** At an instant. */
    record At(Instant time) implements Expiry {}

    /** A while after it becomes effective. */
    record After(Term term) implements Expiry {}
  }

  /** End the unused part of a grant. */
  record VoidGrant(String grant, String reason) implements Command {}

  /** Correct the balance by hand: a positive amount becomes a grant that never expires, a negative one is drawn by burn-down. */
  record Adjust(String id, long micros, String reason) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.ADJUSTMENT, id);
    }
  }

  /**
   * Do something and pay for it.
   *
   * @param id the usage id
   * @param run the run it is part of, if any
   * @param occurredAt when the caller says that it happened; recorded only
   */
  record Consume(String id, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Optional<Instant> occurredAt, Metadata metadata) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.USAGE, id);
    }
  }

  /**
   * Hold credits for work to come.
   *
   * @param id the reservation id
   * @param run the run that it is part of, if any
   * @param ttl for how long
   * @param partial whether less may be held if there is less
   */
  record Reserve(String id, Demand demand, Optional<String> run, Duration ttl, boolean partial,
      Metadata metadata) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.RESERVATION, id);
    }
  }

  /**
   * Charge what was held for work that is done. Without credits, quantity and dimensions: all that is held.
   *
   * @param settle the id of this settle inside the reservation; without one it takes effect once because it is the last
   * @param last whether what is not charged is given back
   * @param credits the price if the caller names it
   * @param quantity how many units were used, as far as this settle says
   * @param dimensions what the price depends on
   */
  record Settle(String reservation, Optional<String> settle, boolean last, Optional<Credits> credits,
      Optional<Long> quantity, Dimensions dimensions, OnInsufficient onInsufficient) implements Command {

    Optional<Name> name() {
      return settle.map(id -> Name.inside(IdSpace.SETTLE, reservation, id));
    }
  }

  /** Give up a reservation: nothing of it is charged any more. */
  record Release(String reservation) implements Command {}

  /**
   * Hold a reservation for longer, or hold more.
   *
   * @param id the id of this extension inside the reservation
   * @param ttl from now; never shortens
   * @param credits how much more
   */
  record Extend(String id, String reservation, Optional<Duration> ttl,
      Optional<Credits> credits) implements Identified {

    @Override
    public Name name() {
      return Name.inside(IdSpace.EXTEND, reservation, id);
    }
  }

  /**
   * Give back what was charged.
   *
   * @param credits how much; absent for all that has not been given back
   */
  record Refund(String id, Target target, Optional<Credits> credits, String reason) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.REFUND, id);
    }
  }

  /** What is refunded. */
  sealed interface Target {

    /** The charge of a usage id. */
    record Usage(String id) implements Target {}

    /** What the settles of a reservation charged. */
    record Reservation(String id) implements Target {}
  }

  /** Change the level of a gauge. */
  record MoveGauge(String id, String feature, Move move) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.USAGE, id);
    }
  }

  /** How a level changes. */
  sealed interface Move {

    /** To this level. */
    record To(long level) implements Move {}

    /** By so much, up or down. */
    record By(long change) implements Move {}
  }

  /**
   * Begin a run.
   *
   * @param parent the run that it is part of, if any
   * @param ttl after how long it ends by itself
   */
  record OpenRun(String id, Credits budget, Optional<String> parent, Duration ttl,
      Metadata metadata) implements Identified {

    @Override
    public Name name() {
      return new Name(IdSpace.RUN, id);
    }
  }

  /**
   * Give a run a larger budget.
   *
   * @param id the id of this raise inside the run
   */
  record RaiseBudget(String id, String run, Credits more) implements Identified {

    @Override
    public Name name() {
      return Name.inside(IdSpace.BUDGET, run, id);
    }
  }

  /** End a run and all runs inside it. */
  record CloseRun(String run) implements Command {}

  /**
   * Give the customer a plan; putting the plan that it has already goes on with it.
   *
   * @param trialUntil until when it is a trial, if it is one
   */
  record AssignPlan(String plan, When when, Optional<Instant> trialUntil) implements Command {}

  /** Take the customer's plan away. */
  record CancelPlan(When when) implements Command {}

  /** When a change of plan takes effect. The wire form is the lower-case name. */
  enum When {
    NOW, PERIOD_END
  }

  /** Make an exception for this customer, in place of an earlier one for the same feature. */
  record PutOverride(String feature, EntitlementOverride.Effect effect, Optional<String> value, Optional<Limit> limit,
      Optional<Instant> expiresAt, String reason, String author) implements Command {}

  /** Take an exception back. */
  record RemoveOverride(String feature) implements Command {}

  /** Let the customer do nothing until it is resumed. */
  record Suspend(String reason) implements Command {}

  /** Let a customer that was suspended go on. */
  record Resume(String reason) implements Command {}

  /**
   * Say how a subscription at the payment provider is now. A state, not a step: repeating it changes nothing, and one with a lower
   * revision than the last of this subscription is outdated and passed over.
   *
   * @param id the provider's id of it
   * @param revision counts what its payer says of it
   * @param items what it is for
   * @param period the billing period that it is in
   */
  record PutSubscription(String id, long revision, List<Item> items, Period period, Status status) implements Command {

    public PutSubscription {
      items = List.copyOf(items);
    }

    /** A plan, and how many of it. */
    public record Item(String plan, long quantity) {}

    /** Whether it gives its plans to the customer. */
    public sealed interface Status {

      /** It does, until then if it is known to end. */
      record Active(Optional<Instant> until) implements Status {}

      /** It was not paid since then: the plan says what that means. */
      record PastDue(Instant since, Optional<Instant> until) implements Status {}

      /** It does not: it has ended, is paused, or was never paid. */
      record Inactive() implements Status {}
    }
  }

  /**
   * Give the credits of a period of a subscription that was paid for. It is never too late for that: what a period brings that is over
   * already ends at once, but for what goes on of it into the next.
   *
   * @param id of the grant
   * @param subscription the provider's id of the subscription
   * @param terms the plan, as it was sold
   * @param credits how much, more than zero
   * @param period what was paid for; a part of the billing period if the plan was changed inside it, or if credits are given each month
   *        of a year
   * @param kind what the period is followed by
   */
  record PayPeriod(String id, String subscription, Terms terms, Credits credits, Period period,
      Kind kind) implements Identified {

    /** What a paid period is followed by. The wire form is the lower-case name. */
    public enum Kind {
      /** The next one, once that is paid: until then its credits stay usable for a while, and some may go on. */
      RENEWED,
      /** Another part of the same paid period: its credits end with it. */
      PART,
      /** What comes after a trial: its credits end with it. */
      TRIAL
    }

    @Override
    public Name name() {
      return new Name(IdSpace.GRANT, id);
    }
  }

  /**
   * Say how much of a grant is to be taken back because its payment was, and whether the payment is disputed. A state, not a step, as
   * {@link PutSubscription}: undoing it is to say less.
   *
   * @param grant which one
   * @param revision counts what its payer says of it
   * @param refunded how much of its credits was paid back
   * @param lost how much of them was lost in disputes
   * @param trimmed how much of them was given back for a part of the period in which the plan was not used any more: only what is unused
   *        is taken for that, be it that it comes back later, and never owed
   * @param disputed whether a dispute is open: what is unused cannot be spent until it is closed
   * @param trusted whether whoever paid is known to pay for this customer: only then can a dispute suspend it
   */
  record Reverse(String grant, long revision, Credits refunded, Credits lost, Credits trimmed, boolean disputed,
      boolean trusted) implements Command {

    /** Of what was paid by whoever is known to pay for the customer. */
    public Reverse(String grant, long revision, Credits refunded, Credits lost, Credits trimmed, boolean disputed) {
      this(grant, revision, refunded, lost, trimmed, disputed, true);
    }
  }

  /** Link the customer to a customer of the payment provider, unless it is linked to one already. */
  record LinkPayer(String payer) implements Command {}

  /** Buy credits whenever they run low. */
  record PutAutoTopUp(TopUp.Settings settings) implements Command {}

  /** Do not buy credits by itself any more. One that is being paid goes on. */
  record RemoveAutoTopUp() implements Command {}

  /** Say what became of a top-up: it was paid, or it will not be. */
  record EndTopUp(String id, boolean paid) implements Command {}

  /** Write what the clock has made due, and nothing else. */
  record WriteDue() implements Command {}
}
