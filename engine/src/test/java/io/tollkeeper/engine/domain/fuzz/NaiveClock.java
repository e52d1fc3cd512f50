package io.tollkeeper.engine.domain.fuzz;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;

/** What the clock alone brings about: found by looking at everything there is, again and again. */
final class NaiveClock {

  /** Something that falls due; of what falls due at one instant, the lower order is first. */
  private record Due(Instant at, int order, Runnable happens) {}

  private final NaiveAccount account;

  private final Optional<NaivePlans> plans;

  /** A clock that plans do not know. */
  NaiveClock(NaiveAccount account) {
    this(account, Optional.empty());
  }

  NaiveClock(NaiveAccount account, Optional<NaivePlans> plans) {
    this.account = account;
    this.plans = plans;
  }

  boolean isDue(Instant now) {
    return next().filter(due -> !due.at().isAfter(now)).isPresent();
  }

  void writeDue(Instant now) {
    for (var next = next(); next.isPresent() && !next.get().at().isAfter(now); next = next())
      happens(next.get());
  }

  private void happens(Due due) {
    due.happens().run();
    new NaiveReversing(account, due.at()).collect(due.at());
  }

  /** When something falls due. */
  List<Instant> instants() {
    return all().stream().map(Due::at).toList();
  }

  // Holds before runs, those before plans, those before the ends of grants, those before their starts.
  private Optional<Due> next() {
    return all().stream().min(Comparator.comparing(Due::at).thenComparingInt(Due::order));
  }

  private List<Due> all() {
    var all = new ArrayList<Due>();
    for (var hold : account.holds.values())
      if (hold.open()) all.add(new Due(hold.until, 0, () -> letGo(hold, hold.until)));
    for (var run : account.runs.values())
      if (run.open()) all.add(new Due(run.until(), run.runs().size(), () -> end(run, "expired", run.until())));
    plans.flatMap(NaivePlans::next).ifPresent(turn -> all.add(new Due(turn.at(), 500, turn.happens())));
    var order = 1_000;
    for (var grant : account.live()) {
      order++;
      if (grant.until.isPresent()) all.add(new Due(grant.until.get(), order, () -> expire(grant)));
    }
    for (var grant : account.scheduled())
      all.add(new Due(grant.from, ++order, () -> start(grant)));
    return all;
  }

  private void expire(NaiveGrant grant) {
    var free = grant.free;
    account.end(grant, "expire");
    account.record(grant.until.orElseThrow(), "expire " + grant.id,
        free.signum() == 0 ? List.of() : List.of(account.line("expire", free.negate(), grant)));
  }

  private void start(NaiveGrant grant) {
    account.record(grant.from, "start " + grant.id, begin(grant, "grant"));
  }

  /** A grant can be spent from now on; what is owed is paid from it at once, unless it is for some features only. */
  List<Line> begin(NaiveGrant grant, String type) {
    grant.stage = NaiveGrant.Stage.ACTIVE;
    var lines = new ArrayList<>(List.of(account.line(type, grant.credits, grant)));
    var repaid = account.sums().debt().min(grant.credits);
    if (repaid.signum() > 0 && grant.features.isEmpty()) {
      grant.free = grant.free.subtract(repaid);
      lines.add(account.line("repay", repaid.negate(), grant));
    }
    return lines;
  }

  /** A reservation whose time is up, or whose run ends. */
  private void letGo(NaiveHold hold, Instant at) {
    var draws = hold.held;
    var lines = new ArrayList<>(List.of(account.line("release", hold.holds(), draws)));
    hold.lapsed = hold.holds();
    hold.held = List.of();
    hold.status = "expired";
    hold.resolvedAt = at;
    lines.addAll(account.letGo(draws));
    forget(hold);
    account.record(at, "let go " + hold.id, lines);
    hold.resolution =
        Optional.of(NaiveReply.about(hold).with(draws).byTheClock().tell(account, hold.catalogue.version(), at));
    new NaiveReversing(account, at).collect(at);
  }

  /** What no settle said or charged for was not used. */
  void forget(NaiveHold hold) {
    var feature = hold.demand.feature();
    account.correct(feature, hold.use, hold.said.map(said -> said.toBigIntegerExact())
        .orElse(hold.worked() ? account.quantity(feature, hold.use) : BigInteger.ZERO));
  }

  /** A run with all that are inside it. */
  Told.RunStood end(NaiveRun top, String how, Instant at) {
    var inside = account.runs.values().stream().filter(run -> run.open() && run.runs().contains(top.id()))
        .sorted(Comparator.comparingInt(run -> run.runs().size())).toList();
    var ids = Set.copyOf(inside.stream().map(NaiveRun::id).toList());
    for (var hold : account.holds.values())
      if (hold.open() && hold.runs.stream().findFirst().filter(ids::contains).isPresent()) letGo(hold, at);
    for (var run : inside)
      account.runs.put(run.id(), run.ended(how, new Told.RunStood(false, account.ran(run, how), account.seq()),
          run.id().equals(top.id()) && how.equals("closed")));
    account.record(at, "end " + inside.stream().map(run -> account.ran(run, how)).toList(), List.of());
    return stood(top.id());
  }

  private Told.RunStood stood(String run) {
    return Optional.ofNullable(account.runs.get(run)).flatMap(NaiveRun::stood).orElseThrow();
  }
}
