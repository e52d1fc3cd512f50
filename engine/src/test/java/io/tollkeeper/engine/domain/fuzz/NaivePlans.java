package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;

/** Plans as they are promised: which terms apply when, and which credits come with which period. */
record NaivePlans(NaiveAccount account, Catalogue catalogue, Instant now) {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");
  private static final int MOST_MISSED = 24;

  /** A plan that a customer has, in the terms that it was renewed with last. */
  record Held(Subscription shown, Plan terms) {}

  /** For which plan and until when credits of the default plan were given. */
  record Given(String plan, Instant end) {}

  /** Something about plans that the clock brings about. */
  record Turn(Instant at, Runnable happens) {}

  /** What plans do next by the clock alone. */
  Optional<Turn> next() {
    if (account.plan.isEmpty()) return nextOfDefault();
    var held = account.plan.get();
    var shown = held.shown();
    var end = shown.period().end();
    if (shown.credited().end().isBefore(end)) {
      var at = notLongAgo(shown.credited().end(), held.terms(), anchor());
      if (at.isBefore(end))
        return Optional.of(new Turn(at, () -> begin(held, held.terms(), shown.version(), shown.since(), shown.ahead(),
            at)));
    }
    if (shown.ahead().filter(Subscription.Ahead.End.class::isInstance).isPresent())
      return Optional.of(new Turn(end, () -> stop(end)));
    var changed = shown.ahead().flatMap(ahead -> ahead instanceof Subscription.Ahead.Change(var key)
        ? Optional.ofNullable(catalogue.plans().get(key))
        : Optional.empty());
    var current = Optional.ofNullable(catalogue.plans().get(shown.plan()));
    var terms = changed.or(() -> current).orElse(held.terms());
    var version = changed.isPresent() || current.isPresent() ? catalogue.version() : shown.version();
    var at = notLongAgo(end, terms, anchor());
    return Optional.of(new Turn(at,
        () -> begin(held, terms, version, changed.isPresent() ? end : shown.since(), Optional.empty(), at)));
  }

  private Optional<Turn> nextOfDefault() {
    return catalogue.defaultPlan().filter(plan -> plan.credits().isPresent()).map(plan -> {
      var ended = account.given.filter(given -> given.plan().equals(plan.key())).map(Given::end)
          .map(end -> latest(end, account.lastAt()));
      var at = notLongAgo(latest(NaiveSubscriptions.until(account), ended.orElse(now)), plan, account.firstDay());
      return new Turn(at, () -> give(plan, at));
    });
  }

  /** Gives a plan, or goes on with it; a code if that cannot be. */
  String assign(Command.AssignPlan command) {
    if (isManaged()) return "managed_by_stripe";
    if (account.plan.filter(held -> held.shown().plan().equals(command.plan())).isPresent()) {
      goOn(account.plan.get(), command.trialUntil());
      return "";
    }
    var plan = Optional.ofNullable(catalogue.plans().get(command.plan()));
    if (plan.isEmpty()) return "plan_not_found";
    if (account.plan.isPresent() && command.when() == Command.When.PERIOD_END)
      ahead(account.plan.get(), Optional.of(new Subscription.Ahead.Change(command.plan())));
    else
      start(plan.get(), command.trialUntil().filter(now::isBefore));
    return "";
  }

  String cancel(Command.CancelPlan command) {
    if (isManaged()) return "managed_by_stripe";
    if (account.plan.isEmpty()) return "";
    if (command.when() == Command.When.NOW) stop(now);
    else ahead(account.plan.get(), Optional.of(new Subscription.Ahead.End()));
    return "";
  }

  private boolean isManaged() {
    return !NaiveSubscriptions.at(account, now).isEmpty();
  }

  private void goOn(Held held, Optional<Instant> trialUntil) {
    var shown = held.shown();
    var moved = trialUntil.filter(until -> shown.trial() && until.isAfter(now));
    var period = moved.map(until -> new Period(shown.period().start(), until)).orElse(shown.period());
    change(held, new Subscription(shown.source(), shown.plan(), shown.version(), shown.since(), shown.trial(), period,
        moved.isPresent() ? period : shown.credited(), Optional.empty()));
  }

  private void ahead(Held held, Optional<Subscription.Ahead> ahead) {
    var shown = held.shown();
    change(held, new Subscription(shown.source(), shown.plan(), shown.version(), shown.since(), shown.trial(),
        shown.period(), shown.credited(), ahead));
  }

  private void change(Held held, Subscription next) {
    if (next.equals(held.shown())) return;
    account.plan = Optional.of(new Held(next, held.terms()));
    account.record(now, "ahead " + next, List.of());
  }

  private void start(Plan plan, Optional<Instant> trialUntil) {
    if (account.anchor.isEmpty()) account.anchor = Optional.of(now);
    var trial = trialUntil.map(until -> new Period(now, until));
    var shown = new Subscription("api", plan.key(), catalogue.version(), now, trial.isPresent(),
        trial.orElseGet(() -> period(anchor(), months(plan), now)),
        trial.orElseGet(() -> period(anchor(), creditMonths(plan), now)), Optional.empty());
    account.plan = Optional.of(new Held(shown, plan));
    var grants = trial.isPresent() ? ofTrial(plan, trial.get().end()) : ofPeriod(plan, shown.credited(), now);
    account.record(now, "assign " + shown + " with " + told(grants), started(grants));
  }

  private void begin(Held held, Plan terms, int version, Instant since, Optional<Subscription.Ahead> ahead,
      Instant at) {
    var credited = period(anchor(), creditMonths(terms), at);
    var shown = new Subscription("api", terms.key(), version, since, false, period(anchor(), months(terms), at),
        credited, ahead);
    var grants = following(terms, held.shown().plan(), held.shown().credited().end(), credited, at);
    account.plan = Optional.of(new Held(shown, terms));
    account.record(at, "period " + shown + " with " + told(grants), started(grants));
  }

  void stop(Instant at) {
    var shown = account.plan.orElseThrow().shown();
    account.plan = Optional.empty();
    account.record(at, "end " + shown, List.of());
    if (NaiveSubscriptions.until(account).isAfter(at)) return;
    catalogue.defaultPlan().filter(plan -> plan.credits().isPresent())
        .filter(plan -> account.given
            .filter(given -> given.plan().equals(plan.key()) && given.end().isAfter(at)).isEmpty())
        .ifPresent(plan -> give(plan, at));
  }

  private void give(Plan plan, Instant at) {
    var credited = period(account.firstDay(), creditMonths(plan), at);
    var grants = account.given
        .map(given -> following(plan, given.plan(), given.end(), credited, at))
        .orElseGet(() -> ofPeriod(plan, credited, at));
    account.given = Optional.of(new Given(plan.key(), credited.end()));
    account.record(at, "default " + plan.key() + ' ' + catalogue.version() + ' ' + credited + " with " + told(grants),
        started(grants));
  }

  /** The credits of a period, and what of the period before goes on. */
  private List<NaiveGrant> following(Plan plan, String before, Instant ended, Period credited, Instant at) {
    var grants = new ArrayList<>(ofPeriod(plan, credited, at));
    var id = "plan:" + plan.key() + ":rollover:" + credited.start();
    if (!plan.key().equals(before) || plan.credits().isEmpty() || account.grant(id).isPresent()) return grants;
    var unused = BigDecimal.ZERO;
    for (var grant : account.live())
      if (grant.id.startsWith("plan:" + before + ':') && !grant.id.endsWith(":trial")
          && grant.until.equals(Optional.of(ended)))
        unused = unused.add(grant.free);
    var rest = unused.min(Seen.credits(plan.credits().get().rolloverMax())).min(room(grants));
    if (rest.signum() > 0) grants.add(grant(plan, id, rest, "rollover", at, Optional.of(credited.end())));
    return grants;
  }

  private List<NaiveGrant> ofPeriod(Plan plan, Period credited, Instant at) {
    return plan.credits().map(credits -> {
      var until = credits.expiry().map(expiry -> switch (expiry) {
        case IncludedCredits.Expiry.Never _ -> Optional.<Instant>empty();
        case IncludedCredits.Expiry.After(var term) -> NaiveCalendar.after(term, at);
      }).orElse(Optional.of(credited.end()));
      return once(plan, "plan:" + plan.key() + ':' + credited.start(), Seen.credits(credits.amount()), at, until);
    }).orElse(List.of());
  }

  private List<NaiveGrant> ofTrial(Plan plan, Instant end) {
    return plan.credits()
        .map(credits -> once(plan, "plan:" + plan.key() + ":trial", Seen.credits(credits.trial()), now,
            Optional.of(end)))
        .orElse(List.of());
  }

  private List<NaiveGrant> once(Plan plan, String id, BigDecimal amount, Instant at, Optional<Instant> until) {
    var credits = amount.min(room(List.of()));
    if (credits.signum() == 0 || account.grant(id).isPresent()) return List.of();
    return List.of(grant(plan, id, credits, "plan", at, until));
  }

  private static NaiveGrant grant(Plan plan, String id, BigDecimal credits, String kind, Instant at,
      Optional<Instant> until) {
    return new NaiveGrant(id, Effects.credits(credits), kind,
        plan.credits().map(IncludedCredits::priority).orElseThrow(), at, until, Set.of());
  }

  /** How much more all grants together can be. */
  private BigDecimal room(List<NaiveGrant> more) {
    var room = LARGEST.subtract(account.sums().settled());
    for (var grant : account.scheduled())
      room = room.subtract(grant.credits);
    for (var grant : more)
      room = room.subtract(grant.credits);
    return room;
  }

  private List<Line> started(List<NaiveGrant> grants) {
    var lines = new ArrayList<Line>();
    var clock = new NaiveClock(account);
    for (var grant : grants) {
      account.grants.add(grant);
      lines.addAll(clock.begin(grant, grant.kind.equals("rollover") ? "rollover" : "grant"));
    }
    return lines;
  }

  private static List<String> told(List<NaiveGrant> grants) {
    return grants.stream().map(NaiveGrant::toString).toList();
  }

  private Instant anchor() {
    return account.anchor.orElseThrow();
  }

  /** Of the periods that nobody looked at, the last so many are made up for. */
  private Instant notLongAgo(Instant at, Plan plan, Instant anchor) {
    var months = creditMonths(plan);
    var oldest = NaiveCalendar.number(anchor, months, now) - (MOST_MISSED - 1);
    return latest(at, NaiveCalendar.months(anchor, oldest * months));
  }

  private static Period period(Instant anchor, int months, Instant time) {
    var number = NaiveCalendar.number(anchor, months, time);
    return new Period(NaiveCalendar.months(anchor, number * months),
        NaiveCalendar.months(anchor, (number + 1) * months));
  }

  private static int months(Plan plan) {
    return plan.period() == Plan.BillingPeriod.YEAR ? 12 : 1;
  }

  private static int creditMonths(Plan plan) {
    return plan.credits().filter(IncludedCredits::monthly).isPresent() ? 1 : months(plan);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** The day that periods are counted from as long as there has not been a plan. */
  static Instant dayOf(Instant created) {
    return created.truncatedTo(ChronoUnit.DAYS);
  }
}
