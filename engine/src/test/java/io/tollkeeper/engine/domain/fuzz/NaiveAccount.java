package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.NaiveGrant.Stage;

/** Grants and a ledger as one would keep them on paper: plain lists, searched from end to end for everything. */
final class NaiveAccount {

  private static final Set<String> COUNTING = Set.of("grant", "consume", "expire", "void", "adjust");

  final List<NaiveGrant> grants = new ArrayList<>();
  private final List<Happened> happened = new ArrayList<>();
  private Instant lastAt = Instant.EPOCH;
  private BigDecimal settled = Effects.credits(BigDecimal.ZERO);
  private long seq;

  NaiveAccount copy() {
    var copy = new NaiveAccount();
    grants.forEach(grant -> copy.grants.add(grant.copy()));
    copy.lastAt = lastAt;
    copy.settled = settled;
    copy.seq = seq;
    return copy;
  }

  Instant lastAt() {
    return lastAt;
  }

  BigDecimal settled() {
    return settled;
  }

  long seq() {
    return seq;
  }

  /** What was recorded since this was last asked. */
  List<Happened> takeHappened() {
    var taken = List.copyOf(happened);
    happened.clear();
    return taken;
  }

  Optional<NaiveGrant> grant(String id) {
    return grants.stream().filter(grant -> grant.id.equals(id)).findAny();
  }

  /** All that can be spent, in the order in which it is spent. */
  List<NaiveGrant> spendable() {
    var ordered = new ArrayList<NaiveGrant>();
    for (var grant : grants) {
      if (!grant.spendable()) continue;
      var place = 0;
      while (place < ordered.size() && ordered.get(place).spentBefore(grant))
        place++;
      ordered.add(place, grant);
    }
    return ordered;
  }

  /** All that is still to start, the earliest first. */
  List<NaiveGrant> scheduled() {
    var ordered = new ArrayList<NaiveGrant>();
    for (var grant : grants) {
      if (!grant.scheduled()) continue;
      var place = 0;
      while (place < ordered.size() && startsBefore(ordered.get(place), grant))
        place++;
      ordered.add(place, grant);
    }
    return ordered;
  }

  BigDecimal availableFor(String feature) {
    var sum = BigDecimal.ZERO;
    for (var grant : grants)
      if (grant.spendable() && grant.pays(feature)) sum = sum.add(grant.left);
    return Effects.credits(sum);
  }

  BigDecimal availableForAll() {
    return settled;
  }

  /** Takes this much of what pays for the feature, or of everything, in order. */
  List<Taken> take(BigDecimal amount, Optional<String> feature) {
    var draws = new ArrayList<Taken>();
    var missing = amount;
    for (var grant : spendable()) {
      if (missing.signum() == 0) break;
      if (feature.isPresent() && !grant.pays(feature.get())) continue;
      var taken = missing.min(grant.left);
      grant.left = grant.left.subtract(taken);
      missing = missing.subtract(taken);
      draws.add(new Taken(grant.id, Effects.credits(taken)));
    }
    return draws;
  }

  /** Writes what the clock has brought about by then: what ended before what started at the same instant. */
  void writeDue(Instant now) {
    for (var next = due(now); next.isPresent(); next = due(now)) {
      var grant = next.get();
      var at = grant.due().orElseThrow();
      if (grant.scheduled()) {
        grant.stage = Stage.ACTIVE;
        record(at, "start " + grant.id, line("grant", grant.credits, grant));
      } else {
        grant.stage = Stage.ENDED;
        record(at, "expire " + grant.id, line("expire", grant.left.negate(), grant));
      }
    }
  }

  private Optional<NaiveGrant> due(Instant now) {
    Optional<NaiveGrant> next = Optional.empty();
    for (var grant : grants)
      if (grant.due().isPresent() && !grant.due().get().isAfter(now)
          && (next.isEmpty() || dueBefore(grant, next.get())))
        next = Optional.of(grant);
    return next;
  }

  private static boolean dueBefore(NaiveGrant one, NaiveGrant other) {
    var times = one.due().orElseThrow().compareTo(other.due().orElseThrow());
    if (times != 0) return times < 0;
    if (one.scheduled() != other.scheduled()) return other.scheduled();
    return one.scheduled() ? one.id.compareTo(other.id) < 0 : one.spentBefore(other);
  }

  private static boolean startsBefore(NaiveGrant one, NaiveGrant other) {
    return one.from.isBefore(other.from) || (one.from.equals(other.from) && one.id.compareTo(other.id) < 0);
  }

  /** A ledger line for one grant, numbered and added up. */
  Line line(String type, BigDecimal amount, NaiveGrant grant) {
    return line(type, amount, List.of(new Taken(grant.id, Effects.credits(amount.abs()))));
  }

  Line line(String type, BigDecimal amount, List<Taken> draws) {
    if (COUNTING.contains(type)) settled = Effects.credits(settled.add(amount));
    return new Line(++seq, type, Effects.credits(amount), draws, settled);
  }

  Happened record(Instant at, String what, Line... lines) {
    var fact = new Happened(at, what, List.of(lines));
    happened.add(fact);
    lastAt = at;
    return fact;
  }
}
