package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The grants of one customer that have not ended, and what is still held of those that have. Immutable.
 *
 * @param live those that can be spent, in burn-down order
 * @param scheduled those that are still to start, the earliest first
 * @param drained those of which nothing is left, in the order in which that happened
 * @param ended those that ended while something of them was held
 * @param claims what payments want back of them, also of those that have ended
 * @param nextDue when the next of them starts or expires; {@link Grant#NEVER} if none does
 */
public record Grants(List<GrantBalance> live, List<Grant> scheduled, List<Grant> drained, List<EndedGrant> ended,
    Claims claims, Instant nextDue) {

  public static final Grants NONE =
      new Grants(List.of(), List.of(), List.of(), List.of(), Claims.NONE, Grant.NEVER);

  // What is drained is kept to be given back to; beyond this the longest drained is let go, and read from the journal if need be.
  private static final int MAX_DRAINED = 100;
  // What was bought as a pack gives its rights until it expires, also when nothing is left of it. As many as can be spent at once.
  private static final int MAX_DRAINED_PACKS = 1_000;

  private static final Comparator<GrantBalance> LIVE_ORDER =
      Comparator.comparing(GrantBalance::grant, Grant.BURN_DOWN_ORDER);
  private static final Comparator<Grant> START_ORDER =
      Comparator.comparing(Grant::effectiveAt).thenComparing(Grant::id);

  public Grants {
    live = List.copyOf(live);
    scheduled = List.copyOf(scheduled);
    drained = List.copyOf(drained);
    ended = List.copyOf(ended);
  }

  /** The grants in these lists, in any order. */
  public static Grants of(List<GrantBalance> live, List<Grant> scheduled, List<Grant> drained, List<EndedGrant> ended,
      Claims claims) {
    var ordered = live.stream().map(balance -> balance.frozen(claims.isDisputed(balance.grant().id())))
        .sorted(LIVE_ORDER).toList();
    var starting = scheduled.stream().sorted(START_ORDER).toList();
    var due = Grant.NEVER;
    for (var balance : ordered)
      due = earlier(due, balance.grant().expiresAt());
    for (var grant : starting)
      due = earlier(due, grant.effectiveAt());
    return new Grants(ordered, starting, drained, ended, claims, due);
  }

  /** How many can be spent now or later. */
  public int open() {
    return live.size() + scheduled.size();
  }

  /** What all live grants together can pay for this feature. */
  Credits freeFor(String feature) {
    var micros = 0L;
    for (var balance : live)
      if (balance.isUsable() && balance.grant().serves(feature))
        micros += balance.left().micros() - balance.held().micros();
    return new Credits(micros);
  }

  /** What all live grants together have left that is not held or frozen. */
  Credits free() {
    var micros = 0L;
    for (var balance : live)
      if (balance.isUsable()) micros += balance.left().micros() - balance.held().micros();
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
      if (!balance.isUsable() || !usable.test(balance)) continue;
      var taken = missing.min(balance.free());
      if (taken.isZero()) continue;
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
      if (grant.id().equals(id)) return Optional.of(GrantBalance.full(grant));
    for (var grant : drained)
      if (grant.id().equals(id)) return Optional.of(GrantBalance.empty(grant));
    return Optional.empty();
  }

  /** Those that have started and not ended, what is spent of them included. */
  List<Grant> owned(Instant time) {
    return Stream.concat(live.stream().map(GrantBalance::grant), drained.stream().filter(grant -> grant.activeAt(time)))
        .toList();
  }

  /** The grant with this id, if it has ended and something of it is held. */
  Optional<EndedGrant> findEnded(String id) {
    for (var grant : ended)
      if (grant.grant().id().equals(id)) return Optional.of(grant);
    return Optional.empty();
  }

  /** With a grant that can be spent from now on. */
  Grants start(Grant grant) {
    return of(with(live, GrantBalance.full(grant)), without(scheduled, grant.id()), drainedAfter(grant.effectiveAt()),
        ended, claims);
  }

  /** With a grant that is still to start. */
  Grants schedule(Grant grant) {
    return of(live, with(scheduled, grant), drained, ended, claims);
  }

  /** Without a grant that has ended, but for what is held of it. */
  Grants end(String id, EntryType by) {
    var held = ended;
    var wanted = claims;
    for (var balance : live)
      if (balance.grant().id().equals(id)) {
        if (!balance.held().isZero()) held = with(held, new EndedGrant(balance.grant(), by, balance.held()));
        wanted = wanted.withEnded(balance.grant(), by, balance.free());
      }
    for (var grant : scheduled)
      if (grant.id().equals(id)) wanted = wanted.withEnded(grant, by, grant.credits());
    return of(live.stream().filter(balance -> !balance.grant().id().equals(id)).toList(), without(scheduled, id),
        without(drained, id), held, wanted);
  }

  /** With something else wanted back of a grant. */
  Grants claim(Claim claim) {
    return with(claims.with(claim));
  }

  /** With other claims. */
  public Grants with(Claims newClaims) {
    return of(live, scheduled, drained, ended, newClaims);
  }

  /** With another end of these grants, where they are still known. */
  Grants dated(List<Grant> grants) {
    var dated = this;
    for (var grant : grants)
      dated = of(
          dated.live.stream().map(balance -> balance.grant().id().equals(grant.id())
              ? new GrantBalance(grant, balance.left(), balance.held())
              : balance).toList(),
          dated.scheduled.stream().map(known -> known.id().equals(grant.id()) ? grant : known).toList(),
          dated.drained.stream().map(known -> known.id().equals(grant.id()) ? grant : known).toList(), ended, claims);
    return dated;
  }

  /** With these amounts taken of what is free. */
  Grants take(List<Draw> draws) {
    return change(draws, -1, 0);
  }

  /** With these amounts held of what is free. */
  Grants hold(List<Draw> draws) {
    return change(draws, 0, 1);
  }

  /** With these amounts taken of what is held. */
  Grants takeHeld(List<Draw> draws) {
    return change(draws, -1, -1);
  }

  /** With these amounts not held any more. What is released of an ended grant is gone: an entry of its own says so. */
  Grants release(List<Draw> draws) {
    return change(draws, 0, -1);
  }

  /** With these amounts given back to grants that have not ended. */
  Grants give(List<Draw> draws) {
    var revived = live;
    var empty = drained;
    for (var draw : draws)
      for (var grant : empty)
        if (grant.id().equals(draw.grant())) {
          revived = with(revived, GrantBalance.empty(grant));
          empty = without(empty, grant.id());
          break;
        }
    var grants = revived.size() == live.size() ? this : of(revived, scheduled, empty, ended, claims);
    return grants.change(draws, 1, 0);
  }

  /** With a grant that nothing is left of, and that was no longer known. */
  Grants recall(Grant grant) {
    return of(live, scheduled, with(without(drained, grant.id()), grant), ended, claims);
  }

  /** With each draw added, by these signs, to what is left of its grant and to what is held of it. */
  private Grants change(List<Draw> draws, int left, int held) {
    if (draws.isEmpty()) return this;
    var balances = new ArrayList<>(live);
    var empty = drained;
    var over = ended;
    var wanted = claims;
    for (var draw : draws) {
      var micros = draw.amount().micros();
      var index = indexOf(balances, draw.grant());
      if (index < 0) {
        // What comes back to a grant that has ended is not spent either.
        if (left == 0) wanted = unspent(wanted, draw);
        over = heldLess(over, draw);
        continue;
      }
      var balance = balances.get(index).after(left * micros, held * micros);
      if (balance.left().isZero()) {
        balances.remove(index);
        empty = drained(empty, balance.grant());
      } else {
        balances.set(index, balance);
      }
    }
    return balances.size() == live.size()
        ? new Grants(balances, scheduled, drained, over, wanted, nextDue)
        : of(balances, scheduled, empty, over, wanted);
  }

  private Claims unspent(Claims known, Draw draw) {
    return findEnded(draw.grant()).map(grant -> known.withEnded(grant.grant(), grant.by(), draw.amount()))
        .orElse(known);
  }

  private static List<EndedGrant> heldLess(List<EndedGrant> ended, Draw draw) {
    var rest = new ArrayList<EndedGrant>(ended.size());
    var found = false;
    for (var grant : ended) {
      if (!grant.grant().id().equals(draw.grant())) {
        rest.add(grant);
        continue;
      }
      found = true;
      var held = grant.held().minus(draw.amount());
      if (!held.isZero()) rest.add(new EndedGrant(grant.grant(), grant.by(), held));
    }
    if (!found) throw new IllegalStateException("a draw on grant " + draw.grant() + ", of which nothing is there");
    return rest;
  }

  private List<Grant> drainedAfter(Instant time) {
    return drained.stream().filter(grant -> grant.expiresAt().isAfter(time)).toList();
  }

  private static int indexOf(List<GrantBalance> balances, String id) {
    for (int i = 0; i < balances.size(); i++)
      if (balances.get(i).grant().id().equals(id)) return i;
    return -1;
  }

  private static List<Grant> drained(List<Grant> grants, Grant grant) {
    var more = with(grants, grant);
    var isPack = grant.pack().isPresent();
    var alike = more.stream().filter(other -> other.pack().isPresent() == isPack).toList();
    return alike.size() > (isPack ? MAX_DRAINED_PACKS : MAX_DRAINED) ? without(more, alike.getFirst().id()) : more;
  }

  private static <T> List<T> with(List<T> list, T one) {
    var more = new ArrayList<T>(list.size() + 1);
    more.addAll(list);
    more.add(one);
    return more;
  }

  private static List<Grant> without(List<Grant> grants, String id) {
    return grants.stream().filter(grant -> !grant.id().equals(id)).toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
