package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Ran;
import io.tollkeeper.engine.domain.fuzz.Effects.Sums;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;

/** Everything about a customer as one would keep it on paper: plain lists, searched from end to end for everything. */
final class NaiveAccount {

  private static final Set<String> COUNTING =
      Set.of("grant", "consume", "settle", "expire", "refund", "void", "adjust", "repay", "rollover");

  /** Some units of a feature, used at a time. */
  private record Use(BigInteger quantity, Instant at) {}

  /** What was charged to these runs, or given back. */
  private record Charged(List<String> runs, BigDecimal credits) {}

  final List<NaiveGrant> grants = new ArrayList<>();
  final Map<String, NaiveHold> holds = new TreeMap<>();
  final Map<String, NaiveRun> runs = new TreeMap<>();
  final Map<String, Long> levels = new TreeMap<>();
  final Map<String, EntitlementOverride> overrides = new TreeMap<>();
  Optional<NaivePlans.Held> plan = Optional.empty();
  Optional<NaivePlans.Given> given = Optional.empty();
  Optional<Instant> anchor = Optional.empty();
  Optional<String> suspended = Optional.empty();
  Optional<Plan> everyones = Optional.empty();
  private final Map<String, List<Use>> uses = new HashMap<>();
  private final List<Charged> charges = new ArrayList<>();
  private final List<Happened> happened = new ArrayList<>();
  private Instant createdAt = Instant.EPOCH;
  private Instant lastAt = Instant.EPOCH;
  private Sums sums = new Sums(Effects.NOTHING, Effects.NOTHING, Effects.NOTHING);
  private long seq;

  NaiveAccount copy() {
    var copy = new NaiveAccount();
    grants.forEach(grant -> copy.grants.add(grant.copy()));
    holds.forEach((id, hold) -> copy.holds.put(id, hold.copy()));
    copy.runs.putAll(runs);
    copy.levels.putAll(levels);
    copy.overrides.putAll(overrides);
    copy.plan = plan;
    copy.given = given;
    copy.anchor = anchor;
    copy.suspended = suspended;
    copy.everyones = everyones;
    uses.forEach((feature, list) -> copy.uses.put(feature, new ArrayList<>(list)));
    copy.charges.addAll(charges);
    copy.createdAt = createdAt;
    copy.lastAt = lastAt;
    copy.sums = sums;
    copy.seq = seq;
    return copy;
  }

  Instant lastAt() {
    return lastAt;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** The day that periods of the default plan are counted from. */
  Instant firstDay() {
    return NaivePlans.dayOf(createdAt);
  }

  /** From when billing periods are counted: the first plan for those who have one now, the first day for all others. */
  Instant billedFrom() {
    return plan.isPresent() ? anchor.orElseThrow() : firstDay();
  }

  /** How many months a billing period has. */
  int billedMonths() {
    return plan.filter(held -> !held.shown().trial() && held.terms().period() == Plan.BillingPeriod.YEAR).isPresent()
        ? 12
        : 1;
  }

  /** The plan whose terms apply. */
  Optional<Plan> terms() {
    return plan.map(NaivePlans.Held::terms).or(() -> everyones);
  }

  boolean isLow() {
    return terms().flatMap(Plan::lowBalance).filter(low -> available().compareTo(Seen.credits(low)) < 0).isPresent();
  }

  void create(Instant now) {
    createdAt = now;
  }

  Sums sums() {
    return sums;
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

  /** The grants that open reservations hold something of. */
  private Set<String> held() {
    var held = new HashSet<String>();
    for (var hold : holds.values())
      for (var taken : hold.held)
        held.add(taken.grant());
    return held;
  }

  /** All that something is left of, in the order in which it is spent. */
  List<NaiveGrant> live() {
    var ordered = new ArrayList<NaiveGrant>();
    var held = held();
    for (var grant : grants) {
      if (!grant.active() || (grant.free.signum() == 0 && !held.contains(grant.id))) continue;
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
      if (grant.active() && grant.pays(feature)) sum = sum.add(grant.free);
    return Effects.credits(sum);
  }

  BigDecimal available() {
    return sums.settled().subtract(sums.reserved());
  }

  /** Takes this much of what is free and pays for the feature, or of everything, in order. */
  List<Taken> take(BigDecimal amount, Optional<String> feature) {
    var draws = new ArrayList<Taken>();
    var missing = amount;
    if (missing.signum() == 0) return draws;
    for (var grant : live()) {
      if (missing.signum() == 0) break;
      if (grant.free.signum() == 0 || (feature.isPresent() && !grant.pays(feature.get()))) continue;
      var taken = missing.min(grant.free);
      grant.free = grant.free.subtract(taken);
      missing = missing.subtract(taken);
      draws.add(new Taken(grant.id, Effects.credits(taken)));
    }
    return draws;
  }

  /** What was held comes back. Lines for grants that have ended: it goes the way of the rest of them. */
  List<Line> letGo(List<Taken> draws) {
    return comeBack(draws, grant -> !grant.active());
  }

  /** What was spent comes back, also to grants of which nothing was left when they expired. */
  List<Line> giveBack(List<Taken> draws, Instant now) {
    return comeBack(draws, grant -> !grant.active() || grant.over(now));
  }

  private List<Line> comeBack(List<Taken> draws, Predicate<NaiveGrant> ended) {
    var endings = new ArrayList<Line>();
    for (var taken : draws) {
      var grant = grant(taken.grant()).orElseThrow();
      if (ended.test(grant))
        endings.add(line(grant.endedBy.isEmpty() ? "expire" : grant.endedBy, taken.credits().negate(), List.of(taken)));
      else
        grant.free = grant.free.add(taken.credits());
    }
    return endings;
  }

  /** Counts the use of a feature; the number under which it can be corrected. */
  int use(String feature, BigInteger quantity, Instant now) {
    var list = uses.computeIfAbsent(feature, _ -> new ArrayList<>());
    list.add(new Use(quantity, now));
    return list.size() - 1;
  }

  void correct(String feature, int number, BigInteger quantity) {
    var list = uses.getOrDefault(feature, List.of());
    list.set(number, new Use(quantity, list.get(number).at()));
  }

  BigInteger quantity(String feature, int number) {
    return uses.getOrDefault(feature, List.of()).get(number).quantity();
  }

  /** How much of a feature was used in the window that this time is in. */
  BigInteger used(String feature, Window window, Instant now) {
    var current = NaiveWindow.of(window, now, billedFrom(), billedMonths());
    var sum = BigInteger.ZERO;
    for (var use : uses.getOrDefault(feature, List.of()).reversed()) {
      // They are in the order of their times.
      if (!current.has(use.at())) break;
      sum = sum.add(use.quantity());
    }
    return sum;
  }

  void charge(List<String> to, BigDecimal credits) {
    if (!to.isEmpty()) charges.add(new Charged(to, credits));
  }

  BigDecimal spent(String run) {
    var sum = Effects.NOTHING;
    for (var charged : charges)
      if (charged.runs().contains(run)) sum = sum.add(charged.credits());
    return sum;
  }

  Ran ran(NaiveRun run, String status) {
    var reserved = Effects.NOTHING;
    for (var hold : holds.values())
      if (hold.runs.contains(run.id())) reserved = reserved.add(hold.holds());
    return new Ran(run.id(), run.parent(), status, run.budget(), spent(run.id()), reserved, run.until());
  }

  long openRuns() {
    return runs.values().stream().filter(NaiveRun::open).count();
  }

  private static boolean startsBefore(NaiveGrant one, NaiveGrant other) {
    return one.from.isBefore(other.from) || (one.from.equals(other.from) && one.id.compareTo(other.id) < 0);
  }

  /** A ledger line for one grant, numbered and added up. */
  Line line(String type, BigDecimal amount, NaiveGrant grant) {
    return line(type, amount, List.of(new Taken(grant.id, Effects.credits(amount.abs()))));
  }

  Line line(String type, BigDecimal amount, List<Taken> draws) {
    return line(type, amount, draws, Effects.NOTHING);
  }

  /** A ledger line after which so much less is held. */
  Line line(String type, BigDecimal amount, List<Taken> draws, BigDecimal freed) {
    var held = switch (type) {
      case "reserve" -> amount;
      case "release" -> amount.negate();
      default -> freed.negate();
    };
    var owed = type.equals("overdraft") || type.equals("repay") ? amount : Effects.NOTHING;
    sums = new Sums(Effects.credits(sums.settled().add(COUNTING.contains(type) ? amount : Effects.NOTHING)),
        Effects.credits(sums.reserved().add(held)), Effects.credits(sums.debt().add(owed)));
    return new Line(++seq, type, Effects.credits(amount), List.copyOf(draws), sums);
  }

  Happened record(Instant at, String what, List<Line> lines) {
    var fact = new Happened(at, what, List.copyOf(lines));
    happened.add(fact);
    lastAt = at;
    return fact;
  }
}
