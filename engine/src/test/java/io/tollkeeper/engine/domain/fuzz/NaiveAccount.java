package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Ran;
import io.tollkeeper.engine.domain.fuzz.Effects.Sums;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.NaiveClaim.What;

/** Everything about a customer as one would keep it on paper: plain lists, searched from end to end for everything. */
final class NaiveAccount {

  private static final Set<String> COUNTING =
      Set.of("grant", "consume", "settle", "expire", "refund", "void", "adjust", "repay", "rollover", "clawback");

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
  final Map<String, NaiveClaim> claims = new TreeMap<>();
  final Map<String, NaiveSubscriptions.Known> paid = new TreeMap<>();
  TopUp topUp = TopUp.NONE;
  Catalogue catalogue = Catalogue.EMPTY;
  Instant now = Instant.EPOCH;
  private final NaiveMeter meter = new NaiveMeter();
  private final Map<String, BigDecimal> book = new HashMap<>();
  private final List<Charged> charges = new ArrayList<>();
  private final List<Happened> happened = new ArrayList<>();
  private Instant createdAt = Instant.EPOCH;
  private Instant lastAt = Instant.EPOCH;
  private Sums sums = new Sums(Effects.NOTHING, Effects.NOTHING, Effects.NOTHING, Effects.NOTHING);
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
    copy.claims.putAll(claims);
    copy.paid.putAll(paid);
    copy.topUp = topUp;
    copy.catalogue = catalogue;
    copy.now = now;
    copy.meter.take(meter);
    copy.book.putAll(book);
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

  /** From when billing periods are counted: as its plan is billed that it has now, else from the first day. */
  Instant billedFrom() {
    return billedAnchor().filter(_ -> isBilled()).orElseGet(this::firstDay);
  }

  /** Whether it has a plan of its own. */
  private boolean isBilled() {
    return plan.isPresent() || billing().isPresent();
  }

  /** From when the periods of its plan are counted, or of the last that it had. */
  private Optional<Instant> billedAnchor() {
    return plan.isPresent() ? anchor : billing().map(known -> known.shown().anchor()).or(() -> anchor);
  }

  private Optional<NaiveSubscriptions.Known> billing() {
    return paid.values().stream().filter(known -> !known.terms().isEmpty()).findFirst();
  }

  /** How many months a billing period has. */
  int billedMonths() {
    if (plan.isPresent())
      return !plan.get().shown().trial() && plan.get().terms().period() == Plan.BillingPeriod.YEAR ? 12 : 1;
    return billing().map(known -> known.shown().period())
        .filter(period -> period.start().plus(Duration.ofDays(31)).isBefore(period.end())).isPresent() ? 12 : 1;
  }

  /** The plan whose terms apply. */
  Optional<Plan> terms() {
    return NaiveSubscriptions.at(this, now).stream().map(NaiveSubscriptions.Held::terms).findFirst()
        .or(() -> plan.map(NaivePlans.Held::terms)).or(() -> catalogue.defaultPlan());
  }

  /** Why nothing may be done. */
  Optional<String> suspension() {
    return suspended.or(() -> claims.values().stream().anyMatch(claim -> claim.disputed() && claim.suspends())
        ? Optional.of("a payment is disputed")
        : Optional.empty());
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
  Set<String> held() {
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
      if (grant.active() && grant.pays(feature) && !disputed(grant.id)) sum = sum.add(grant.free);
    return Effects.credits(sum);
  }

  BigDecimal available() {
    return sums.settled().subtract(sums.reserved()).subtract(sums.frozen());
  }

  boolean disputed(String grant) {
    return Optional.ofNullable(claims.get(grant)).filter(NaiveClaim::disputed).isPresent();
  }

  /** Ends a grant. Of what was bought it is known what was lost with it. */
  void end(NaiveGrant grant, String by) {
    if (grant.isBought() && grant.free.signum() > 0) {
      claims.putIfAbsent(grant.id, NaiveClaim.on(grant));
      note(grant.id, by.equals("void") ? What.VOIDED : What.EXPIRED, grant.free);
    }
    grant.end(by);
  }

  NaiveClaim claim(String grant) {
    return Optional.ofNullable(claims.get(grant)).orElseThrow();
  }

  void note(String grant, What what, BigDecimal credits) {
    claims.put(grant, claim(grant).and(what, credits));
  }

  /** Nobody wants anything back any more of what ended that long ago. */
  void forget(Instant time) {
    claims.values().removeIf(claim -> claim.said().isEmpty() && !claim.over().equals(Instant.MAX)
        && claim.over().getEpochSecond() < time.minus(Duration.ofDays(540)).getEpochSecond());
  }

  /** Takes this much of what is free and pays for the feature, or of everything, in order. */
  List<Taken> take(BigDecimal amount, Optional<String> feature) {
    var draws = new ArrayList<Taken>();
    var missing = amount;
    if (missing.signum() == 0) return draws;
    for (var grant : live()) {
      if (missing.signum() == 0) break;
      if (grant.free.signum() == 0 || disputed(grant.id) || (feature.isPresent() && !grant.pays(feature.get())))
        continue;
      var taken = missing.min(grant.free);
      grant.free = grant.free.subtract(taken);
      missing = missing.subtract(taken);
      draws.add(new Taken(grant.id, Effects.credits(taken)));
    }
    return draws;
  }

  /** What was held comes back. Lines for grants that have ended: it goes the way of the rest of them. */
  List<Line> letGo(List<Taken> draws) {
    return comeBack(draws, grant -> !grant.active(), NaiveClaim::on);
  }

  /** What was spent comes back, also to grants of which nothing was left when they expired. */
  List<Line> giveBack(List<Taken> draws, Instant time) {
    return comeBack(draws, grant -> !grant.active() || grant.over(time), grant -> NaiveClaim.late(grant.id, time));
  }

  private List<Line> comeBack(List<Taken> draws, Predicate<NaiveGrant> ended, Function<NaiveGrant, NaiveClaim> claim) {
    var endings = new ArrayList<Line>();
    for (var taken : draws) {
      var grant = grant(taken.grant()).orElseThrow();
      if (!ended.test(grant)) {
        grant.free = grant.free.add(taken.credits());
        continue;
      }
      var by = grant.endedBy.isEmpty() ? "expire" : grant.endedBy;
      endings.add(line(by, taken.credits().negate(), List.of(taken)));
      if (!grant.isBought()) continue;
      claims.computeIfAbsent(grant.id, _ -> claim.apply(grant));
      note(grant.id, by.equals("void") ? What.VOIDED : What.EXPIRED, taken.credits());
    }
    return endings;
  }

  /** Counts the use of a feature; the number under which it can be corrected. */
  int use(String feature, BigInteger quantity, Instant time) {
    return meter.use(feature, quantity, time);
  }

  void correct(String feature, int number, BigInteger quantity) {
    meter.correct(feature, number, quantity);
  }

  BigInteger quantity(String feature, int number) {
    return meter.quantity(feature, number);
  }

  /** How much of a feature was used in the window that this time is in. */
  BigInteger used(String feature, Window window, Instant time) {
    return meter.used(feature, NaiveWindow.of(window, time, billedFrom(), billedMonths()),
        window == Window.BILLING_PERIOD && isBilled());
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
    return line(type, amount, draws, List.of());
  }

  /** A ledger line after which this is not held any more. */
  Line line(String type, BigDecimal amount, List<Taken> draws, List<Taken> unheld) {
    var freed = NaiveBill.total(unheld);
    keepBook(type, amount, draws, unheld);
    var held = switch (type) {
      case "reserve" -> amount;
      case "release" -> amount.negate();
      default -> freed.negate();
    };
    var owed = type.equals("overdraft") || type.equals("repay") ? amount : Effects.NOTHING;
    sums = new Sums(Effects.credits(sums.settled().add(COUNTING.contains(type) ? amount : Effects.NOTHING)),
        Effects.credits(sums.reserved().add(held)), frozen(), Effects.credits(sums.debt().add(owed)));
    return new Line(++seq, type, Effects.credits(amount), List.copyOf(draws), sums);
  }

  /** What is neither spent nor held of each grant, from the ledger alone. */
  private void keepBook(String type, BigDecimal amount, List<Taken> draws, List<Taken> unheld) {
    var sign = switch (type) {
      case "reserve" -> -1;
      case "release" -> 1;
      default -> COUNTING.contains(type) ? amount.signum() : 0;
    };
    for (var taken : draws)
      book.merge(taken.grant(), taken.credits().multiply(BigDecimal.valueOf(sign)), BigDecimal::add);
    for (var taken : unheld)
      book.merge(taken.grant(), taken.credits(), BigDecimal::add);
  }

  private BigDecimal frozen() {
    var frozen = Effects.NOTHING;
    for (var claim : claims.values())
      if (claim.disputed()) frozen = frozen.add(book.getOrDefault(claim.grant(), Effects.NOTHING));
    return Effects.credits(frozen);
  }

  Happened record(Instant at, String what, List<Line> lines) {
    var fact = new Happened(at, what, List.copyOf(lines));
    happened.add(fact);
    lastAt = at;
    meter.billed(billedAnchor());
    return fact;
  }
}
