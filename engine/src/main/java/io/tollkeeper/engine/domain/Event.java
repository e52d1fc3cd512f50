package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened to a customer, complete enough never to be decided again: it carries the command as it was accepted and every choice
 * that was made. Stored as part of a {@link Fact}.
 */
public sealed interface Event {

  /** What this event is found by when an id comes again, or when something asks for what became of an id. */
  default List<Name> names() {
    return switch (this) {
      case CustomerPut _,GrantStarted _,PlanAhead _,PlanEnded _,OverridePut _,OverrideRemoved _,Suspended _,Resumed _,Reversed _,SubscriptionPut _,TopUpChanged _ ->
        List.of();
      case PlanAssigned _,PeriodStarted _,CreditsIncluded _ ->
        grants().stream().map(grant -> new Name(IdSpace.GRANT, grant.id())).toList();
      // Credits of subscriptions may end before the time that was known when they were given.
      case PeriodPaid paid -> Stream.concat(grants().stream().map(grant -> new Name(IdSpace.GRANT, grant.id())),
          paid.ended().stream().map(grant -> new Name(IdSpace.GRANT_END, grant))).toList();
      case GrantExpired(var grant) -> List.of(new Name(IdSpace.GRANT_END, grant));
      case GrantAdded added -> List.of(added.command().name());
      case GrantVoided(var grant, var _) -> List.of(new Name(IdSpace.GRANT_END, grant));
      case AdjustedUp adjusted -> List.of(adjusted.command().name());
      case AdjustedDown adjusted -> List.of(adjusted.command().name());
      case Consumed consumed -> List.of(consumed.command().name());
      case GaugeMoved moved -> List.of(moved.command().name());
      case Reserved reserved -> List.of(reserved.command().name());
      case Extended extended -> List.of(extended.command().name());
      case Settled settled -> settled.allNames();
      case Released released -> List.of(new Name(IdSpace.RESOLUTION, released.reservation().id()));
      case ReservationExpired(var reservation, var _) -> List.of(new Name(IdSpace.RESOLUTION, reservation.id()));
      case Refunded refunded -> refunded.allNames();
      case RunOpened opened -> List.of(opened.command().name());
      case BudgetRaised raised -> List.of(raised.command().name());
      case RunsEnded(var runs) -> names(IdSpace.RUN_END, runs);
    };
  }

  /** The grants that it makes, or brings back into memory. */
  default List<Grant> grants() {
    return switch (this) {
      case GrantAdded added -> List.of(added.grant());
      case AdjustedUp adjusted -> List.of(adjusted.grant());
      case Refunded refunded -> refunded.recalled();
      case PlanAssigned assigned -> assigned.included();
      case PeriodStarted started -> with(started.included(), started.rolledOver());
      case CreditsIncluded given -> with(given.included(), given.rolledOver());
      case PeriodPaid paid -> with(List.of(paid.grant()), paid.rolledOver());
      case CustomerPut _,GrantStarted _,GrantExpired _,GrantVoided _,AdjustedDown _,Consumed _,GaugeMoved _,Reserved _,Extended _,Settled _,Released _,ReservationExpired _,RunOpened _,BudgetRaised _,RunsEnded _,PlanAhead _,PlanEnded _,OverridePut _,OverrideRemoved _,Suspended _,Resumed _,Reversed _,SubscriptionPut _,TopUpChanged _ ->
        List.of();
    };
  }

  /** The command that it records, if a repetition of that is answered from it. */
  default Optional<Command> asked() {
    return switch (this) {
      case GrantAdded added -> Optional.of(added.command());
      case AdjustedUp adjusted -> Optional.of(adjusted.command());
      case AdjustedDown adjusted -> Optional.of(adjusted.command());
      case Consumed consumed -> Optional.of(consumed.command());
      case GaugeMoved moved -> Optional.of(moved.command());
      case Reserved reserved -> Optional.of(reserved.command());
      case Extended extended -> Optional.of(extended.command());
      case Settled settled -> Optional.of(settled.command());
      case Released released -> Optional.of(new Command.Release(released.reservation().id()));
      case Refunded refunded -> Optional.of(refunded.command());
      case RunOpened opened -> Optional.of(opened.command());
      case BudgetRaised raised -> Optional.of(raised.command());
      case PeriodPaid paid -> Optional.of(paid.command());
      case CustomerPut _,GrantStarted _,GrantExpired _,GrantVoided _,ReservationExpired _,RunsEnded _,PlanAssigned _,PlanAhead _,PeriodStarted _,PlanEnded _,CreditsIncluded _,OverridePut _,OverrideRemoved _,Suspended _,Resumed _,Reversed _,SubscriptionPut _,TopUpChanged _ ->
        Optional.empty();
    };
  }

  /** The feature that it is about, if it is about one. */
  default Optional<String> featureKey() {
    return switch (this) {
      case Consumed consumed -> Optional.of(consumed.command().demand().feature());
      case GaugeMoved moved -> Optional.of(moved.command().feature());
      case Reserved reserved -> Optional.of(reserved.reservation().demand().feature());
      case Extended extended -> Optional.of(extended.reservation().demand().feature());
      case Settled settled -> Optional.of(settled.reservation().demand().feature());
      case Released released -> Optional.of(released.reservation().demand().feature());
      case ReservationExpired(var ended, var _) -> Optional.of(ended.demand().feature());
      case Refunded refunded -> Optional.of(refunded.feature());
      case CustomerPut _,GrantAdded _,GrantStarted _,GrantExpired _,GrantVoided _,AdjustedUp _,AdjustedDown _,RunOpened _,BudgetRaised _,RunsEnded _,PlanAssigned _,PlanAhead _,PeriodStarted _,PlanEnded _,CreditsIncluded _,OverridePut _,OverrideRemoved _,Suspended _,Resumed _,Reversed _,SubscriptionPut _,TopUpChanged _,PeriodPaid _ ->
        Optional.empty();
    };
  }

  /** The run that it is part of, if it is part of one. */
  default Optional<String> runId() {
    return switch (this) {
      case Consumed consumed -> consumed.command().run();
      case Reserved reserved -> reserved.command().run();
      case Extended extended -> extended.reservation().run();
      case Settled settled -> settled.reservation().run();
      case Released released -> released.reservation().run();
      case ReservationExpired(var ended, var _) -> ended.run();
      case Refunded refunded -> refunded.runs().stream().findFirst();
      case CustomerPut _,GrantAdded _,GrantStarted _,GrantExpired _,GrantVoided _,AdjustedUp _,AdjustedDown _,GaugeMoved _,RunOpened _,BudgetRaised _,RunsEnded _,PlanAssigned _,PlanAhead _,PeriodStarted _,PlanEnded _,CreditsIncluded _,OverridePut _,OverrideRemoved _,Suspended _,Resumed _,Reversed _,SubscriptionPut _,TopUpChanged _,PeriodPaid _ ->
        Optional.empty();
    };
  }

  /** The customer was created, or its profile changed: how it is since then. */
  record CustomerPut(Profile profile) implements Event {}

  /** A grant was accepted. Its {@code grant} entry is part of this fact, or of {@link GrantStarted} if it becomes effective later. */
  record GrantAdded(Command.AddGrant command, Grant grant) implements Event {}

  /** A grant that was accepted earlier became effective. */
  record GrantStarted(String grant) implements Event {}

  /** A grant expired; the entry says how much was lost. */
  record GrantExpired(String grant) implements Event {}

  /** The unused part of a grant was taken back, or one that was still to start was called off. */
  record GrantVoided(String grant, String reason) implements Event {}

  /** The balance was corrected upwards, by this grant. */
  record AdjustedUp(Command.Adjust command, Grant grant) implements Event {}

  /** The balance was corrected downwards. */
  record AdjustedDown(Command.Adjust command) implements Event {}

  /**
   * A piece of work was accepted and charged.
   *
   * @param catalogueVersion the publication that it was decided by
   * @param price the price that applied
   * @param required what it cost
   * @param borrowed the part of that which was charged on credit
   * @param uncollected the part of that which could not be charged
   * @param runs the run that it is part of, then that one's parents
   */
  record Consumed(Command.Consume command, int catalogueVersion, Price price, Credits required, Credits borrowed,
      Credits uncollected, List<String> runs, Afterwards after) implements Event {

    public Consumed {
      runs = List.copyOf(runs);
    }

    public Credits charged() {
      return required.minus(uncollected);
    }
  }

  /** The level of a gauge was set. */
  record GaugeMoved(Command.MoveGauge command, int catalogueVersion, long level, Afterwards after) implements Event {}

  /**
   * Credits were held.
   *
   * @param price the price that applied
   * @param required what the work was expected to cost: more than is held if less was enough for the caller
   * @param reservation how it is since then
   */
  record Reserved(Command.Reserve command, Price price, Credits required, Reservation reservation,
      Afterwards after) implements Event {}

  /** A reservation was given more time, or holds more: these draws. */
  record Extended(Command.Extend command, List<Draw> more, Reservation reservation, Afterwards after) implements Event {

    public Extended {
      more = List.copyOf(more);
    }
  }

  /**
   * Work that credits were held for was charged.
   *
   * @param price the price that applied; empty if all that was held was charged
   * @param required what it cost
   * @param held what of it was taken from the hold
   * @param released what else is not held any more
   * @param beyond what was charged beyond the hold
   * @param uncollected what could not be charged
   * @param late whether the reservation had expired before
   * @param counted by how much the count of the feature changed
   * @param reservation how it is since then
   * @param runs runs that had ended before, with this charge in what they spent
   */
  record Settled(Command.Settle command, Optional<Price> price, Credits required, List<Draw> held, List<Draw> released,
      Charge beyond, Credits uncollected, boolean late, Counted counted, Reservation reservation, List<Run> runs,
      Afterwards after) implements Event {

    public Settled {
      held = List.copyOf(held);
      released = List.copyOf(released);
      runs = List.copyOf(runs);
    }

    public Credits charged() {
      return required.minus(uncollected);
    }

    private List<Name> allNames() {
      var names = new ArrayList<Name>(2);
      command.name().ifPresent(names::add);
      if (reservation.status() != Reservation.Status.OPEN)
        names.add(new Name(IdSpace.RESOLUTION, reservation.id()));
      names.addAll(Event.names(IdSpace.RUN_CHANGE, runs));
      return names;
    }
  }

  /**
   * A reservation was given up by the caller.
   *
   * @param released what it held
   * @param counted by how much the count of the feature changed
   */
  record Released(List<Draw> released, Counted counted, Reservation reservation, Afterwards after) implements Event {

    public Released {
      released = List.copyOf(released);
    }
  }

  /**
   * A reservation ended by the clock, or with its run.
   *
   * @param ended what it was before
   */
  record ReservationExpired(Reservation ended, Credits available) implements Event {

    /** How it is since then. */
    public Reservation reservation() {
      return ended.ended(Reservation.Status.EXPIRED);
    }
  }

  /**
   * What was charged was given back.
   *
   * @param feature what it was charged for
   * @param catalogueVersion the publication that the charge was decided by
   * @param amount how much
   * @param restored what of it can be spent again; the rest went to grants that have ended, and ended at once, or lowered the debt
   * @param recalled grants that can be spent again and were no longer in memory, or that are made of what had been borrowed and repaid
   * @param repaid by how much it lowered the debt
   * @param rest what of the charge has not been given back
   * @param total what of the charge has been given back in all
   * @param counted by how much the count of the feature changed
   * @param runs the run that was charged, then its parents
   * @param ended those of them that had ended before, with this refund in what they spent
   */
  record Refunded(Command.Refund command, String feature, int catalogueVersion, Credits amount, List<Draw> restored,
      List<Grant> recalled, Credits repaid, Charge rest, Credits total, Counted counted, List<String> runs,
      List<Run> ended, Optional<Reservation> reservation, Afterwards after) implements Event {

    public Refunded {
      restored = List.copyOf(restored);
      recalled = List.copyOf(recalled);
      runs = List.copyOf(runs);
      ended = List.copyOf(ended);
    }

    private List<Name> allNames() {
      var names = new ArrayList<Name>(2);
      names.add(command.name());
      names.add(ofTarget(command.target()));
      names.addAll(Event.names(IdSpace.RUN_CHANGE, ended));
      return names;
    }

    /** Under which the last refund of this target is found. */
    static Name ofTarget(Command.Target target) {
      return switch (target) {
        case Command.Target.Usage(var id) -> new Name(IdSpace.REFUND_OF_USAGE, id);
        case Command.Target.Reservation(var id) -> new Name(IdSpace.REFUND_OF_RESERVATION, id);
      };
    }
  }

  /** A run began. */
  record RunOpened(Command.OpenRun command, Run run) implements Event {}

  /** A run was given a larger budget: how it is since then. */
  record BudgetRaised(Command.RaiseBudget command, Run run) implements Event {}

  /** A run ended, with all runs inside it: how they are since then, itself first. */
  record RunsEnded(List<Run> runs) implements Event {

    public RunsEnded {
      runs = List.copyOf(runs);
    }
  }

  /** The customer was given a plan, in place of another if it had one: how that is since then, and the credits that come with it. */
  record PlanAssigned(Subscription subscription, List<Grant> included) implements Event {

    public PlanAssigned {
      included = List.copyOf(included);
    }
  }

  /** It was decided what becomes of a plan at the end of its period. */
  record PlanAhead(Subscription subscription) implements Event {}

  /**
   * A period of a plan began, or a month of credits inside it.
   *
   * @param included the credits of it
   * @param rolledOver what goes on of the credits of the period before, as the last of the grants; empty if nothing does
   */
  record PeriodStarted(Subscription subscription, List<Grant> included, Optional<Grant> rolledOver) implements Event {

    public PeriodStarted {
      included = List.copyOf(included);
    }
  }

  /** The customer has no plan of its own any more. */
  record PlanEnded(Subscription subscription) implements Event {}

  /** Credits that the default plan includes were given. As in {@link PeriodStarted}. */
  record CreditsIncluded(String plan, int catalogueVersion, Period period, List<Grant> included,
      Optional<Grant> rolledOver) implements Event {

    public CreditsIncluded {
      included = List.copyOf(included);
    }
  }

  /** An exception was made. */
  record OverridePut(EntitlementOverride override) implements Event {}

  /** An exception was taken back. */
  record OverrideRemoved(String feature) implements Event {}

  /** The customer may do nothing. */
  record Suspended(String reason) implements Event {}

  /** The customer may go on. */
  record Resumed(String reason) implements Event {}

  /** Topping up was wanted, or not wanted any more, asked for, or has come to an end: how it stands since then. */
  record TopUpChanged(TopUp topUp) implements Event {}

  private static List<Grant> with(List<Grant> included, Optional<Grant> rolledOver) {
    return Stream.concat(included.stream(), rolledOver.stream()).toList();
  }

  /**
   * A period of a subscription at the payment provider was paid for.
   *
   * @param grant its credits
   * @param ended the grants that end with it: those of periods before it, or itself if it is over already
   * @param carried what of grants that have ended unused goes on
   * @param rolledOver that, as the last of the grants; empty if nothing goes on
   */
  record PeriodPaid(Command.PayPeriod command, Grant grant, List<String> ended, List<Draw> carried,
      Optional<Grant> rolledOver) implements Event {

    public PeriodPaid {
      ended = List.copyOf(ended);
      carried = List.copyOf(carried);
    }
  }

  /**
   * A subscription at the payment provider is so since then.
   *
   * @param dated grants that it paid for and that have another end now
   */
  record SubscriptionPut(PaidSubscription subscription, List<Grant> dated) implements Event {

    public SubscriptionPut {
      dated = List.copyOf(dated);
    }
  }

  /**
   * More or less is wanted back of a grant whose payment was reversed or disputed, or more of that was taken.
   *
   * @param claim how that is since then
   * @param taken what was taken of what was free of the grant
   * @param restored what of it can be spent again
   * @param recalled the grant, if it can be spent again and was no longer in memory
   */
  record Reversed(Claim claim, List<Draw> taken, List<Draw> restored, Optional<Grant> recalled) implements Event {

    public Reversed {
      taken = List.copyOf(taken);
      restored = List.copyOf(restored);
    }
  }

  private static List<Name> names(IdSpace space, List<Run> runs) {
    return runs.stream().map(run -> new Name(space, run.id())).toList();
  }
}
