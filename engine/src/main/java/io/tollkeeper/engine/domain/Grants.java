package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The grants of one customer that have not ended. Immutable.
 *
 * @param live those that can be spent, in burn-down order
 * @param scheduled those that are still to start, the earliest first
 * @param drained those of which nothing is left, in the order in which that happened
 * @param nextDue when the next of them starts or expires; {@link Grant#NEVER} if none does
 */
public record Grants(List<GrantBalance> live, List<Grant> scheduled, List<Grant> drained, Instant nextDue) {

  public static final Grants NONE = new Grants(List.of(), List.of(), List.of(), Grant.NEVER);

  // What is drained is kept to be given back to; beyond this the longest drained is let go.
  private static final int MAX_DRAINED = 100;

  private static final Comparator<GrantBalance> LIVE_ORDER =
      Comparator.comparing(GrantBalance::grant, Grant.BURN_DOWN_ORDER);
  private static final Comparator<Grant> START_ORDER =
      Comparator.comparing(Grant::effectiveAt).thenComparing(Grant::id);

  public Grants {
    live = List.copyOf(live);
    scheduled = List.copyOf(scheduled);
    drained = List.copyOf(drained);
  }

  /** The grants in these lists, in any order. */
  public static Grants of(List<GrantBalance> live, List<Grant> scheduled, List<Grant> drained) {
    var ordered = live.stream().sorted(LIVE_ORDER).toList();
    var starting = scheduled.stream().sorted(START_ORDER).toList();
    var due = Grant.NEVER;
    for (var balance : ordered)
      due = earlier(due, balance.grant().expiresAt());
    for (var grant : starting)
      due = earlier(due, grant.effectiveAt());
    return new Grants(ordered, starting, drained, due);
  }

  /** How many can be spent now or later. */
  public int open() {
    return live.size() + scheduled.size();
  }

  /** What all live grants together have left for this feature. */
  Credits leftFor(String feature) {
    var micros = 0L;
    for (var balance : live)
      if (balance.grant().serves(feature)) micros += balance.left().micros();
    return new Credits(micros);
  }

  /** What to take from which grant to pay this amount for a feature, in burn-down order; less if there is less. */
  List<Draw> drawsFor(String feature, Credits amount) {
    return draws(balance -> balance.grant().serves(feature), amount);
  }

  /** What to take from which grant to take this amount from all of them, in burn-down order; less if there is less. */
  List<Draw> draws(Credits amount) {
    return draws(_ -> true, amount);
  }

  private List<Draw> draws(Predicate<GrantBalance> usable, Credits amount) {
    var draws = new ArrayList<Draw>(2);
    var missing = amount;
    for (int i = 0; i < live.size() && !missing.isZero(); i++) {
      var balance = live.get(i);
      if (!usable.test(balance)) continue;
      var taken = missing.min(balance.left());
      draws.add(new Draw(balance.grant().id(), taken));
      missing = missing.minus(taken);
    }
    return draws;
  }

  /** The live or scheduled or drained grant with this id. */
  Optional<GrantBalance> find(String id) {
    for (var balance : live)
      if (balance.grant().id().equals(id)) return Optional.of(balance);
    for (var grant : scheduled)
      if (grant.id().equals(id)) return Optional.of(new GrantBalance(grant, grant.credits()));
    for (var grant : drained)
      if (grant.id().equals(id)) return Optional.of(new GrantBalance(grant, Credits.ZERO));
    return Optional.empty();
  }

  /** With a grant that can be spent from now on. */
  Grants start(Grant grant) {
    var more = new ArrayList<>(live);
    more.add(new GrantBalance(grant, grant.credits()));
    return of(more, without(scheduled, grant.id()), drainedAfter(grant.effectiveAt()));
  }

  /** With a grant that is still to start. */
  Grants schedule(Grant grant) {
    var more = new ArrayList<>(scheduled);
    more.add(grant);
    return of(live, more, drained);
  }

  /** Without a grant that has ended. */
  Grants end(String id) {
    return of(live.stream().filter(balance -> !balance.grant().id().equals(id)).toList(), without(scheduled, id),
        without(drained, id));
  }

  /** With these amounts taken. */
  Grants take(List<Draw> draws) {
    if (draws.isEmpty()) return this;
    var left = new ArrayList<>(live);
    var empty = drained;
    for (var draw : draws) {
      var index = indexOf(left, draw.grant());
      var balance = left.get(index);
      var rest = balance.left().minus(draw.amount());
      if (rest.isZero()) {
        left.remove(index);
        empty = plus(empty, balance.grant());
      } else {
        left.set(index, new GrantBalance(balance.grant(), rest));
      }
    }
    return left.size() == live.size() ? new Grants(left, scheduled, drained, nextDue) : of(left, scheduled, empty);
  }

  private List<Grant> drainedAfter(Instant time) {
    return drained.stream().filter(grant -> grant.expiresAt().isAfter(time)).toList();
  }

  private static int indexOf(List<GrantBalance> balances, String id) {
    for (int i = 0; i < balances.size(); i++)
      if (balances.get(i).grant().id().equals(id)) return i;
    throw new IllegalStateException("a draw on grant " + id + ", which is not live");
  }

  private static List<Grant> plus(List<Grant> grants, Grant grant) {
    var more = new ArrayList<>(grants);
    more.add(grant);
    return more.size() > MAX_DRAINED ? more.subList(1, more.size()) : more;
  }

  private static List<Grant> without(List<Grant> grants, String id) {
    return grants.stream().filter(grant -> !grant.id().equals(id)).toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
