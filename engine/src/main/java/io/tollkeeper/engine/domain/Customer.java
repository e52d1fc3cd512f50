package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * All that is known of one customer, as its facts add up to it. Immutable: {@link #evolve} is the only way to the next state.
 *
 * @param key who it is
 * @param exists whether it has been created
 * @param profile what the tenant tells of it
 * @param createdAt when it was created; the epoch before that
 * @param lastAt when the last fact happened: time never goes back behind it
 * @param grants its grants that have not ended
 * @param balance what its ledger adds up to
 * @param seq the number of its last ledger entry, 0 if there is none yet
 * @param chain the hash of the last fact, or the genesis
 * @param row how many journal rows hold its facts
 * @param ids the ids that it used lately, and how far the others are in the index
 */
public record Customer(CustomerKey key, boolean exists, Profile profile, Instant createdAt, Instant lastAt,
    Grants grants, Balance balance, long seq,
    Hash chain, long row, RememberedIds ids) {

  /** A customer of whom nothing is known. */
  public static Customer unknown(CustomerKey key, RememberedIds.Window window) {
    return new Customer(key, false, Profile.EMPTY, Instant.EPOCH, Instant.EPOCH, Grants.NONE, Balance.ZERO, 0,
        Chain.genesis(key), 0, RememberedIds.none(window));
  }

  /**
   * Applies a fact. Total: what was decided is never refused here. The fact belongs to the row after {@link #row()}, which
   * {@link #endRow()} closes.
   */
  public Customer evolve(Fact fact) {
    return switch (fact.event()) {
      case Event.CustomerPut(var newProfile) ->
        new Customer(key, true, newProfile, exists ? createdAt : fact.at(), fact.at(), grants, balance, seq,
            fact.hash(), row, ids);
      case Event.GrantAdded(var command, var grant) ->
        after(fact, fact.entries().isEmpty() ? grants.schedule(grant) : grants.start(grant),
            remembering(command, fact));
      case Event.GrantStarted(var grant) -> after(fact, grants.start(grants.find(grant).orElseThrow().grant()), ids);
      case Event.GrantExpired(var grant) -> after(fact, grants.end(grant), ids);
      case Event.GrantVoided(var grant, var _) -> after(fact, grants.end(grant), ids);
      case Event.AdjustedUp(var command, var grant) -> after(fact, grants.start(grant), remembering(command, fact));
      case Event.AdjustedDown(var command) -> after(fact, grants.take(draws(fact)), remembering(command, fact));
      case Event.Consumed consumed -> after(fact, grants.take(draws(fact)), remembering(consumed.command(), fact));
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
    return new Customer(key, exists, profile, createdAt, lastAt, grants, balance, seq, chain, row + 1, ids);
  }

  /** The same customer, whose ids are known to be in the index up to this row. That is no fact, so nothing else depends on it. */
  public Customer indexedUpTo(long indexed) {
    var newIds = ids.indexedUpTo(indexed);
    return newIds == ids
        ? this
        : new Customer(key, exists, profile, createdAt, lastAt, grants, balance, seq, chain, row, newIds);
  }

  /** The clock as this customer sees it: never behind its last fact. */
  public Instant timeAt(Instant clock) {
    return clock.isBefore(lastAt) ? lastAt : clock;
  }

  /** Whether a grant has started or expired by then without an entry that says so. */
  public boolean isDue(Instant time) {
    return !grants.nextDue().isAfter(time);
  }

  private Customer after(Fact fact, Grants newGrants, RememberedIds newIds) {
    return new Customer(key, exists, profile, createdAt, fact.at(), newGrants, fact.balance(), fact.seq(), fact.hash(),
        row, newIds);
  }

  private RememberedIds remembering(Command.Identified command, Fact fact) {
    return ids.plus(command.space(), command.id(), row + 1, fact.at());
  }

  private static List<Draw> draws(Fact fact) {
    return fact.entries().getFirst().draws();
  }
}
