package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A customer as it is shown: everything but what the engine keeps for itself.
 *
 * @param live the grants that can be spent, in burn-down order
 * @param scheduled the grants that are still to start
 * @param at the time that it is true for
 */
public record CustomerView(CustomerKey key, Profile profile, Instant createdAt, Balance balance,
    List<GrantBalance> live, List<Grant> scheduled, long seq,
    Instant at) {

  public CustomerView {
    live = List.copyOf(live);
    scheduled = List.copyOf(scheduled);
  }

  /** This customer at a time up to which everything due is written. */
  public static CustomerView of(Customer customer, Instant at) {
    var grants = customer.grants();
    return new CustomerView(customer.key(), customer.profile(), customer.createdAt(), customer.balance(), grants.live(),
        grants.scheduled(), customer.seq(), at);
  }

  /** When credits are lost next if nobody spends them, and how many; empty if none ever expire. */
  public Optional<Expiry> nextExpiry() {
    return live.stream().map(balance -> balance.grant().expiresAt()).min(Instant::compareTo)
        .filter(time -> !time.equals(Grant.NEVER))
        .map(time -> new Expiry(time, expiringAt(time)));
  }

  /** An expiry to come. */
  public record Expiry(Instant at, Credits amount) {}

  private Credits expiringAt(Instant time) {
    return live.stream().filter(balance -> balance.grant().expiresAt().equals(time)).map(GrantBalance::left)
        .reduce(Credits.ZERO, Credits::plus);
  }
}
