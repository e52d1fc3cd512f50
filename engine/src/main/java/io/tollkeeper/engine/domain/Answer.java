package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "may this customer do this?", with the numbers that it was decided by.
 *
 * @param refusal why not; empty if it is allowed
 * @param run the run that says no, if it is one
 * @param customer who asked
 * @param feature for what; empty where the refusal came before that was known
 * @param name the id of what was or would have been done; empty if it has none
 * @param required the price; empty if it was refused before it was priced
 * @param charged what was taken
 * @param uncollected the part of the price that could not be taken
 * @param draws from which grants it was taken, in which it is held, or to which it was given back
 * @param balance the balance afterwards
 * @param after how the customer stands afterwards; its limit is the one that says no, if one does
 * @param reservation the reservation that it is about, as it was afterwards
 * @param refunded what was given back, if something was
 * @param level the level of the gauge afterwards, if it is about one
 * @param catalogueVersion the publication that it was decided by
 * @param seq the number of the customer's last ledger entry, 0 if there is none
 * @param at when it was decided
 */
public record Answer(Optional<Refusal> refusal, Optional<String> run, CustomerKey customer, Optional<String> feature,
    Optional<Name> name, Optional<Credits> required, Credits charged, Credits uncollected, List<Draw> draws,
    Balance balance,
    Afterwards after, Optional<Reservation> reservation, Optional<Credits> refunded,
    Optional<Long> level, int catalogueVersion, long seq, Instant at) {

  public Answer {
    draws = List.copyOf(draws);
  }

  public boolean allowed() {
    return refusal.isEmpty();
  }

  /** The same answer, with the number of another entry as the last one. */
  Answer withSeq(long number) {
    return number == seq
        ? this
        : new Answer(refusal, run, customer, feature, name, required, charged, uncollected, draws, balance, after,
            reservation, refunded, level, catalogueVersion, number, at);
  }

  /** A yes to work that was not done. */
  static Answer allowed(Case decided, Demand demand, Verdict.Passed passed) {
    var customer = decided.customer();
    return new Answer(Optional.empty(), Optional.empty(), customer.key(), Optional.of(demand.feature()),
        Optional.empty(),
        Optional.of(passed.required()), Credits.ZERO, Credits.ZERO, List.of(), customer.balance(),
        Afterwards.of(decided, customer.grants(), demand.feature(), new Counted(0, decided.now())),
        Optional.empty(),
        Optional.empty(), Optional.empty(), decided.catalogue().version(), customer.seq(), decided.now());
  }

  /** A no. */
  static Answer refused(Case decided, Optional<String> feature, Optional<Name> name, Optional<Reservation> reservation,
      Verdict.Failed failed) {
    var customer = decided.customer();
    return new Answer(Optional.of(failed.refusal()), failed.run(), customer.key(), feature, name, failed.required(),
        Credits.ZERO, Credits.ZERO, List.of(), customer.balance(), after(decided, feature, failed.limit()), reservation,
        Optional.empty(), Optional.empty(), decided.catalogue().version(), customer.seq(), decided.now());
  }

  private static Afterwards after(Case decided, Optional<String> feature, Optional<LimitUse> limit) {
    var grants = decided.customer().grants();
    if (feature.isEmpty()) return new Afterwards(grants.free(), Entitling.isLow(decided, grants.free()), limit);
    var now = Afterwards.of(decided, grants, feature.get(), new Counted(0, decided.now()));
    return limit.isEmpty() ? now : new Afterwards(now.available(), now.low(), limit);
  }

  /** The answer that was given when this fact was recorded: the same whenever it is asked for. Empty if none was. */
  static Optional<Answer> of(CustomerKey customer, Fact fact) {
    return switch (fact.event()) {
      case Event.Consumed consumed -> Optional.of(of(customer, fact, consumed.command().demand().feature(),
          consumed.command().name(), Optional.of(consumed.required()), consumed.charged(), consumed.uncollected(),
          consumed.after(), Optional.empty(), Optional.empty(), Optional.empty(),
          consumed.catalogueVersion()));
      case Event.GaugeMoved moved -> Optional.of(of(customer, fact, moved.command().feature(), moved.command().name(),
          Optional.of(Credits.ZERO), Credits.ZERO, Credits.ZERO, moved.after(), Optional.empty(),
          Optional.empty(), Optional.of(moved.level()), moved.catalogueVersion()));
      case Event.Reserved reserved ->
        Optional.of(of(customer, fact, reserved.reservation(), Optional.of(reserved.required()),
            Credits.ZERO, Credits.ZERO, reserved.after()));
      case Event.Extended extended -> Optional.of(of(customer, fact, extended.reservation(),
          Optional.of(Draw.total(extended.more())), Credits.ZERO, Credits.ZERO, extended.after()));
      case Event.Settled settled ->
        Optional.of(of(customer, fact, settled.reservation(), Optional.of(settled.required()),
            settled.charged(), settled.uncollected(), settled.after()));
      case Event.Released released ->
        Optional.of(of(customer, fact, released.reservation(), Optional.empty(), Credits.ZERO,
            Credits.ZERO, released.after()));
      case Event.ReservationExpired expired -> Optional.of(of(customer, fact, expired.reservation(), Optional.empty(),
          Credits.ZERO, Credits.ZERO, new Afterwards(expired.available(), false, Optional.empty())));
      case Event.Refunded refunded -> Optional.of(of(customer, fact, refunded.feature(), refunded.command().name(),
          Optional.empty(), Credits.ZERO, Credits.ZERO, refunded.after(), refunded.reservation(),
          Optional.of(refunded.amount()), Optional.empty(), refunded.catalogueVersion()));
      case Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        Optional.empty();
    };
  }

  /** The answer to giving up what has expired: nothing is held any more since this fact, so nothing is done. */
  static Answer expired(CustomerKey customer, Fact fact) {
    var answer = of(customer, fact).orElseThrow();
    return fact.event() instanceof Event.Settled ? answer.withNothingTaken() : answer;
  }

  private Answer withNothingTaken() {
    return new Answer(refusal, run, customer, feature, name, Optional.empty(), Credits.ZERO, Credits.ZERO, List.of(),
        balance, after, reservation, refunded, level, catalogueVersion, seq, at);
  }

  /** The reservation that an event is about, as it was afterwards. */
  static Optional<Reservation> reservation(Event event) {
    return switch (event) {
      case Event.Reserved reserved -> Optional.of(reserved.reservation());
      case Event.Extended extended -> Optional.of(extended.reservation());
      case Event.Settled settled -> Optional.of(settled.reservation());
      case Event.Released released -> Optional.of(released.reservation());
      case Event.ReservationExpired expired -> Optional.of(expired.reservation());
      case Event.Refunded refunded -> refunded.reservation();
      case Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.Consumed _,Event.GaugeMoved _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        Optional.empty();
    };
  }

  private static Answer of(CustomerKey customer, Fact fact, Reservation reservation, Optional<Credits> required,
      Credits charged, Credits uncollected, Afterwards after) {
    return of(customer, fact, reservation.demand().feature(), new Name(IdSpace.RESERVATION, reservation.id()), required,
        charged, uncollected, after, Optional.of(reservation), Optional.empty(), Optional.empty(),
        reservation.catalogueVersion());
  }

  private static Answer of(CustomerKey customer, Fact fact, String feature, Name name, Optional<Credits> required,
      Credits charged, Credits uncollected, Afterwards after,
      Optional<Reservation> reservation,
      Optional<Credits> refunded, Optional<Long> level, int catalogueVersion) {
    return new Answer(Optional.empty(), Optional.empty(), customer, Optional.of(feature), Optional.of(name), required,
        charged,
        uncollected, fact.entries().isEmpty() ? List.of() : fact.entries().getFirst().draws(), fact.balance(), after,
        reservation, refunded, level, catalogueVersion, fact.seq(), fact.at());
  }
}
