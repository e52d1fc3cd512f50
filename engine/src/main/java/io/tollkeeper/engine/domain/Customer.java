package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one customer, as its facts add up to it. Immutable: {@link #evolve} is the only way to the next state.
 *
 * @param key who it is
 * @param exists whether it has been created
 * @param profile what the tenant tells of it
 * @param createdAt when it was created; the epoch before that
 * @param lastAt when the last fact happened: time never goes back behind it
 * @param grants its grants that have not ended
 * @param reservations its open reservations
 * @param runs its open runs
 * @param usage how much of each feature it has used
 * @param access which plan and which exceptions it has
 * @param topUp how its credits are topped up
 * @param balance what its ledger adds up to
 * @param seq the number of its last ledger entry, 0 if there is none yet
 * @param chain the hash of the last fact, or the genesis
 * @param row how many journal rows hold its facts
 * @param ids the ids that it used lately, and how far the others are in the index
 */
public record Customer(CustomerKey key, boolean exists, Profile profile, Instant createdAt, Instant lastAt,
    Grants grants,
    Reservations reservations, Runs runs, Usage usage, Access access, TopUp topUp, Balance balance, long seq,
    Hash chain, long row,
    RememberedIds ids) {

  private static final String DISPUTED = "a payment is disputed";

  /** A customer of whom nothing is known. */
  public static Customer unknown(CustomerKey key, RememberedIds.Window window) {
    return new Customer(key, false, Profile.EMPTY, Instant.EPOCH, Instant.EPOCH, Grants.NONE, Reservations.NONE,
        Runs.NONE,
        Usage.NONE, Access.NONE, TopUp.NONE, Balance.ZERO, 0, Chain.genesis(key), 0, RememberedIds.none(window));
  }

  /**
   * Applies a fact. Total: what was decided is never refused here. The fact belongs to the row after {@link #row()}, which
   * {@link #endRow()} closes.
   */
  public Customer evolve(Fact fact) {
    return switch (fact.event()) {
      case Event.CustomerPut(var newProfile) -> with(newProfile, fact);
      case Event.GrantAdded(var _, var grant) ->
        with(fact, fact.entries().isEmpty() ? grants.schedule(grant) : bought(grant, fact));
      case Event.GrantStarted(var grant) -> with(fact, started(grants.find(grant).orElseThrow().grant(), fact));
      case Event.GrantExpired(var grant) -> with(fact, grants.end(grant, EntryType.EXPIRE));
      case Event.GrantVoided(var grant, var _) -> with(fact, grants.end(grant, EntryType.VOID));
      case Event.AdjustedUp(var _, var grant) -> with(fact, started(grant, fact));
      case Event.AdjustedDown _ -> with(fact, grants.take(draws(fact)));
      case Event.Consumed consumed -> consumed(consumed, fact);
      case Event.GaugeMoved moved ->
        with(fact, grants, reservations, runs, usage.withLevel(moved.command().feature(), moved.level()));
      case Event.Reserved reserved -> reserved(reserved.reservation(), fact);
      case Event.Extended extended ->
        with(fact, grants.hold(extended.more()), reservations.plus(extended.reservation()),
            runs.after(extended.reservation().runs(), 0, Draw.total(extended.more()).micros()), usage);
      case Event.Settled settled -> settled(settled, fact);
      case Event.Released released ->
        released(released.reservation(), released.released(), released.counted(), fact);
      case Event.ReservationExpired(var ended, var _) ->
        released(ended, ended.held(), ended.givenBack(), fact);
      case Event.Refunded refunded -> refunded(refunded, fact);
      case Event.RunOpened(var _, var run) -> with(fact, grants, reservations, runs.plus(run), usage);
      case Event.BudgetRaised(var _, var run) -> with(fact, grants, reservations, runs.plus(run), usage);
      case Event.RunsEnded(var ended) -> with(fact, grants, reservations, runs.minus(ended), usage);
      case Event.PlanAssigned(var subscription, var included) ->
        with(fact, started(included, Optional.empty(), fact), access.with(subscription, fact.at()));
      case Event.PlanAhead(var subscription) -> with(fact, grants, access.with(subscription, fact.at()));
      case Event.PeriodStarted(var subscription, var included, var rolledOver) ->
        with(fact, started(included, rolledOver, fact), access.with(subscription, fact.at()));
      case Event.PlanEnded _ -> with(fact, grants, access.withoutPlan());
      case Event.CreditsIncluded(var plan, var _, var period, var included, var rolledOver) ->
        with(fact, started(included, rolledOver, fact), access.with(new Access.Included(plan, period)));
      case Event.OverridePut(var override) ->
        with(fact, grants, access.with(override));
      case Event.OverrideRemoved(var feature) -> with(fact, grants, access.withoutOverride(feature));
      case Event.Suspended(var reason) -> with(fact, grants, access.suspended(Optional.of(reason)));
      case Event.Resumed _ -> with(fact, grants, access.suspended(Optional.empty()));
      case Event.PeriodPaid paid -> with(fact, paid(paid, fact));
      case Event.SubscriptionPut(var subscription, var dated) ->
        with(fact, grants.dated(dated), access.with(subscription));
      case Event.Reversed reversed -> with(fact, reversed(reversed));
      case Event.TopUpChanged(var next) -> with(fact, next);
    };
  }

  /** Applies one journal row. */
  public Customer evolve(Facts facts) {
    var customer = this;
    for (var fact : facts.list())
      customer = customer.evolve(fact);
    return customer.endRow();
  }

  /** The state after the last fact of a row. */
  public Customer endRow() {
    return new Customer(key, exists, profile, createdAt, lastAt, grants, reservations, runs, usage, access, topUp,
        balance,
        seq, chain,
        row + 1, ids);
  }

  /** The same customer, whose ids are known to be in the index up to this row. That is no fact, so nothing else depends on it. */
  public Customer indexedUpTo(long indexed) {
    var newIds = ids.indexedUpTo(indexed);
    return newIds == ids
        ? this
        : new Customer(key, exists, profile, createdAt, lastAt, grants, reservations, runs, usage, access, topUp,
            balance, seq,
            chain, row, newIds);
  }

  /** The clock as this customer sees it: never behind its last fact. */
  public Instant timeAt(Instant clock) {
    return clock.isBefore(lastAt) ? lastAt : clock;
  }

  /** When a reservation, a run or a grant starts or ends next by the clock alone; {@link Grant#NEVER} if nothing does. */
  Instant nextDue() {
    return earlier(grants.nextDue(), earlier(reservations.nextDue(), runs.nextDue()));
  }

  /** Why it may do nothing, if that is so: an operator says so, or a dispute. */
  public Optional<String> suspension() {
    return access.suspension().or(() -> grants.claims().suspend() ? Optional.of(DISPUTED) : Optional.empty());
  }

  /** How its billing periods are counted. */
  Billing billing() {
    return new Billing(creationDay(), access.billedFrom().orElseGet(this::creationDay), access.billedMonths());
  }

  /** From when the periods of plans that it is assigned are counted: the first, or the day of its creation as long as it has had none. */
  Instant anchor() {
    return access.anchor().orElseGet(this::creationDay);
  }

  /** From when the periods of the default plan are counted. */
  Instant creationDay() {
    return createdAt.truncatedTo(ChronoUnit.DAYS);
  }

  // What is owed is paid by a grant at once, in the entry after its own.
  private Grants started(Grant grant, Fact fact) {
    return started(List.of(grant), Optional.empty(), fact);
  }

  private Grants started(List<Grant> included, Optional<Grant> rolledOver, Fact fact) {
    var started = grants;
    for (var grant : included)
      started = started.start(grant);
    if (rolledOver.isPresent()) started = started.start(rolledOver.get());
    for (var entry : fact.entries())
      if (entry.type() == EntryType.REPAY) started = started.take(entry.draws());
    return started;
  }

  private Customer consumed(Event.Consumed consumed, Fact fact) {
    var demand = consumed.command().demand();
    return with(fact, grants.take(draws(fact)), reservations,
        runs.after(consumed.runs(), consumed.charged().micros(), 0),
        counted(demand.feature(), new Counted(demand.quantity(), fact.at()), fact));
  }

  private Customer reserved(Reservation reservation, Fact fact) {
    return with(fact, grants.hold(reservation.held()), reservations.plus(reservation),
        runs.after(reservation.runs(), 0, reservation.heldTotal().micros()),
        counted(reservation.demand().feature(), reservation.counted(), fact));
  }

  private Customer settled(Event.Settled settled, Fact fact) {
    var reservation = settled.reservation();
    var freed = Draw.total(settled.held()).plus(Draw.total(settled.released()));
    return with(fact, grants.takeHeld(settled.held()).release(settled.released()).take(settled.beyond().draws()),
        reservation.status() == Reservation.Status.OPEN
            ? reservations.plus(reservation)
            : reservations.minus(reservation.id()),
        runs.after(reservation.runs(), settled.charged().micros(), -freed.micros()),
        counted(reservation.demand().feature(), settled.counted(), fact));
  }

  private Customer released(Reservation reservation, List<Draw> released, Counted counted, Fact fact) {
    return with(fact, grants.release(released), reservations.minus(reservation.id()),
        runs.after(reservation.runs(), 0, -Draw.total(released).micros()),
        counted(reservation.demand().feature(), counted, fact));
  }

  /** Each payment is an occasion to forget what nobody wants back any more. */
  private Grants bought(Grant grant, Fact fact) {
    var started = started(grant, fact);
    return grant.isPaid() ? started.with(started.claims().recent(fact.at())) : started;
  }

  /** What is over already ends at once, and what was not used may go on. */
  private Grants paid(Event.PeriodPaid paid, Fact fact) {
    if (fact.entries().isEmpty()) return grants.schedule(paid.grant());
    var started = started(List.of(paid.grant()), paid.rolledOver(), fact);
    for (var grant : paid.ended())
      started = started.end(grant, EntryType.EXPIRE);
    return started.with(started.claims().carried(paid.carried()).recent(fact.at()));
  }

  private Grants reversed(Event.Reversed reversed) {
    var known = grants;
    if (reversed.recalled().isPresent()) known = known.recall(reversed.recalled().get());
    return known.give(reversed.restored()).take(reversed.taken()).claim(reversed.claim());
  }

  private Customer refunded(Event.Refunded refunded, Fact fact) {
    var known = grants.with(unspent(fact));
    for (var grant : refunded.recalled())
      known = known.recall(grant);
    var open = refunded.reservation().filter(reservation -> reservation.status() == Reservation.Status.OPEN);
    return with(fact, known.give(refunded.restored()), open.map(reservations::plus).orElse(reservations),
        runs.after(refunded.runs(), -refunded.amount().micros(), 0),
        counted(refunded.feature(), refunded.counted(), fact));
  }

  /** What was given back to a grant that has ended was not spent after all. */
  private Claims unspent(Fact fact) {
    var claims = grants.claims();
    for (var entry : fact.entries())
      if (entry.type() == EntryType.EXPIRE || entry.type() == EntryType.VOID)
        for (var draw : entry.draws())
          claims = claims.withEnded(draw, entry.type(), fact.at());
    return claims;
  }

  private Usage counted(String feature, Counted counted, Fact fact) {
    return usage.plus(feature, counted, fact.at(), billing());
  }

  private Customer with(Profile newProfile, Fact fact) {
    return new Customer(key, true, newProfile, exists ? createdAt : fact.at(), fact.at(), grants, reservations, runs,
        usage, access, topUp,
        balance, seq, fact.hash(), row, ids);
  }

  private Customer with(Fact fact, TopUp next) {
    return new Customer(key, exists, profile, createdAt, fact.at(), grants, reservations, runs, usage, access, next,
        balance, seq, fact.hash(), row, ids);
  }

  private Customer with(Fact fact, Grants newGrants) {
    return with(fact, newGrants, reservations, runs, usage, access);
  }

  private Customer with(Fact fact, Grants newGrants, Access newAccess) {
    var billedFrom = newAccess.billedFrom();
    var newUsage = billedFrom.isEmpty() || billedFrom.equals(access.billedFrom()) ? usage : usage.rebilled(fact.at());
    return with(fact, newGrants, reservations, runs, newUsage, newAccess);
  }

  private Customer with(Fact fact, Grants newGrants, Reservations newReservations, Runs newRuns, Usage newUsage) {
    return with(fact, newGrants, newReservations, newRuns, newUsage, access);
  }

  private Customer with(Fact fact, Grants newGrants, Reservations newReservations, Runs newRuns, Usage newUsage,
      Access newAccess) {
    var newIds = ids;
    for (var name : fact.event().names())
      newIds = newIds.plus(name.space(), name.id(), row + 1, fact.at());
    return new Customer(key, exists, profile, createdAt, fact.at(), newGrants, newReservations, newRuns, newUsage,
        newAccess, topUp, fact.balance(), fact.seq(), fact.hash(), row, newIds);
  }

  private static List<Draw> draws(Fact fact) {
    return fact.entries().getFirst().draws();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
