package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A customer as it is shown: everything but what the engine keeps for itself.
 *
 * @param overdraftLeft how much more it may owe; empty for the past
 * @param live the grants that can be spent, in burn-down order
 * @param scheduled the grants that are still to start
 * @param reservations that are open, by their ids
 * @param runs that are open, by their ids
 * @param levels of its gauges, by their features
 * @param access its plan, its subscriptions and its overrides
 * @param topUp how its credits are topped up
 * @param suspension why it may do nothing, if that is so
 * @param entitlements what it may use, by feature; empty for the past
 * @param at the time that it is true for
 */
public record CustomerView(CustomerKey key, Profile profile, Instant createdAt, Balance balance,
    Optional<Credits> overdraftLeft,
    List<GrantBalance> live, List<Grant> scheduled, List<Reservation> reservations, List<Run> runs,
    Map<String, Long> levels, Access access, TopUp topUp, Optional<String> suspension,
    List<EntitlementView> entitlements, long seq, Instant at) {

  public CustomerView {
    live = List.copyOf(live);
    scheduled = List.copyOf(scheduled);
    reservations = List.copyOf(reservations);
    runs = List.copyOf(runs);
    entitlements = List.copyOf(entitlements);
    levels = Collections.unmodifiableMap(new TreeMap<>(levels));
  }

  /** This customer now, after everything due is written. */
  static CustomerView of(Case decided) {
    return of(decided.customer(), Optional.of(Entitling.overdraftLeft(decided)), Entitling.all(decided), decided.now());
  }

  /** This customer as it was at a time in the past. */
  public static CustomerView past(Customer customer, Instant at) {
    return of(customer, Optional.empty(), List.of(), at);
  }

  private static CustomerView of(Customer customer, Optional<Credits> overdraftLeft, List<EntitlementView> entitlements,
      Instant at) {
    var grants = customer.grants();
    var levels = new TreeMap<String, Long>();
    customer.usage().levels().forEach(levels::put);
    return new CustomerView(customer.key(), customer.profile(), customer.createdAt(), customer.balance(), overdraftLeft,
        grants.live(), grants.scheduled(), customer.reservations().list(), customer.runs().list(), levels,
        customer.access(), customer.topUp(), customer.suspension(), entitlements, customer.seq(), at);
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
    return live.stream().filter(balance -> balance.grant().expiresAt().equals(time)).map(GrantBalance::free)
        .reduce(Credits.ZERO, Credits::plus);
  }
}
