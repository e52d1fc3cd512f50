package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for plans: having one, its periods, and the credits that each of them brings exactly once. */
final class Subscribing {

  /** What the ids of the grants that plans include begin with; the plan's key and the start of the period follow. */
  static final String GRANT = "plan:";

  private static final int MAX_MISSED = 24;
  private static final int MONTHS_PER_YEAR = 12;

  private Subscribing() {}

  /** What a period brings. */
  private record Brought(List<Grant> included, Optional<Grant> rolledOver) {}

  static Outcome assign(Case decided, Command.AssignPlan command) {
    var found = decided.catalogue().plan(command.plan());
    if (found.isEmpty())
      return Outcome.refused(Refusal.PLAN_NOT_FOUND, "the catalogue has no plan " + command.plan(), decided.customer());
    var plan = found.get();
    var held = decided.customer().access().subscription();
    if (held.isEmpty()) start(decided, plan, command.trialUntil());
    else if (held.get().plan().equals(command.plan())) goOn(decided, held.get(), command.trialUntil());
    else if (command.when() == Command.When.NOW) start(decided, plan, command.trialUntil());
    else ahead(decided, held.get(), Optional.of(new Subscription.Ahead.Change(command.plan())));
    return Outcome.standing(decided);
  }

  static Outcome cancel(Case decided, Command.CancelPlan command) {
    decided.customer().access().subscription().ifPresent(held -> {
      switch (command.when()) {
        case NOW -> decided.ledger().write(decided.now(), new Event.PlanEnded(held));
        case PERIOD_END -> ahead(decided, held, Optional.of(new Subscription.Ahead.End()));
      }
    });
    return Outcome.standing(decided);
  }

  /** Puts what was decided about the end of the period back, and moves the end of a trial. */
  private static void goOn(Case decided, Subscription held, Optional<Instant> trialUntil) {
    if (held.trial() && trialUntil.isPresent() && !trialUntil.get().equals(held.period().end())) {
      var period = new Period(held.period().start(), trialUntil.get());
      ahead(decided, new Subscription(held.source(), held.plan(), held.version(), held.since(), true, period, period,
          held.ahead()), Optional.empty());
    } else if (held.ahead().isPresent()) {
      ahead(decided, held, Optional.empty());
    }
  }

  private static void ahead(Case decided, Subscription held, Optional<Subscription.Ahead> ahead) {
    var next = held.withAhead(ahead);
    if (!decided.customer().access().subscription().equals(Optional.of(next)))
      decided.ledger().write(decided.now(), new Event.PlanAhead(next));
  }

  private static void start(Case decided, Plan plan, Optional<Instant> trialUntil) {
    var now = decided.now();
    var anchor = decided.customer().access().anchor().orElse(now);
    var period = trialUntil.map(end -> new Period(now, end)).orElseGet(() -> Period.at(anchor, months(plan), now));
    var credited = trialUntil.isPresent() ? period : credited(plan, anchor, now);
    var subscription = new Subscription(Subscription.API, plan.key(), decided.catalogue().version(), now,
        trialUntil.isPresent(), period, credited, Optional.empty());
    var included = included(decided, plan, trialUntil.isPresent(), credited, now);
    decided.ledger().write(now, new Event.PlanAssigned(subscription, included),
        postings(decided, included, Optional.empty()));
  }

  /** When something about the customer's plan, or about the credits of the default plan, falls due next; possibly now. */
  static Instant nextDue(Customer customer, Catalogue catalogue, Instant now) {
    if (!customer.exists()) return Grant.NEVER;
    var access = customer.access();
    if (access.subscription().isPresent()) return access.subscription().get().nextDue();
    var plan = catalogue.defaultPlan().filter(given -> given.credits().isPresent());
    if (plan.isEmpty()) return Grant.NEVER;
    return access.included().filter(last -> last.plan().equals(plan.get().key())).map(last -> last.period().end())
        .orElse(now);
  }

  /** Writes what {@link #nextDue} says. */
  static void turn(Case decided, Instant at) {
    var held = decided.customer().access().subscription();
    if (held.isEmpty()) includeDefault(decided, decided.catalogue().defaultPlan().orElseThrow(), at);
    else if (at.isBefore(held.get().period().end())) renew(decided, held.get(), at);
    else switch (held.get().ahead().orElse(null)) {
      case null -> renew(decided, held.get(), at);
      case Subscription.Ahead.End _ -> decided.ledger().write(at, new Event.PlanEnded(held.get()));
      case Subscription.Ahead.Change(var key) -> change(decided, held.get(), key, at);
    }
  }

  private static void change(Case decided, Subscription held, String key, Instant at) {
    var plan = decided.catalogue().plan(key);
    // If it was taken out of the catalogue since it was chosen, the plan before it goes on.
    if (plan.isEmpty()) renew(decided, held.withAhead(Optional.empty()), at);
    else turnTo(decided, held, plan.get(), decided.catalogue().version(), at, at);
  }

  private static void renew(Case decided, Subscription held, Instant at) {
    var current = decided.catalogue().plan(held.plan());
    var ends = !at.isBefore(held.period().end());
    // A plan that is not sold any more goes on for those who have it.
    if (ends && current.isPresent())
      turnTo(decided, held, current.get(), decided.catalogue().version(), at, held.since());
    else
      turnTo(decided, held, Entitling.plan(decided, held), held.version(), at,
          held.since());
  }

  private static void turnTo(Case decided, Subscription held, Plan plan, int version, Instant at, Instant since) {
    var anchor = decided.customer().access().anchor().orElse(at);
    var start = notLongAgo(decided, plan, anchor, at);
    var period = Period.at(anchor, months(plan), start);
    var credited = credited(plan, anchor, start);
    var next = new Subscription(held.source(), plan.key(), version, since, false, period, credited,
        at.isBefore(held.period().end()) ? held.ahead() : Optional.empty());
    var credits = credits(decided, plan, held.plan(), held.credited(), credited, start);
    decided.ledger().write(start, new Event.PeriodStarted(next, credits.included(), credits.rolledOver()),
        postings(decided, credits.included(), credits.rolledOver()));
  }

  private static void includeDefault(Case decided, Plan plan, Instant at) {
    var customer = decided.customer();
    var last = customer.access().included();
    var start = notLongAgo(decided, plan, customer.anchor(), at);
    var credited = credited(plan, customer.anchor(), start);
    var credits = last.map(before -> credits(decided, plan, before.plan(), before.period(), credited, start))
        .orElseGet(() -> new Brought(included(decided, plan, false, credited, start), Optional.empty()));
    decided.ledger().write(start, new Event.CreditsIncluded(plan.key(), decided.catalogue().version(), credited,
        credits.included(), credits.rolledOver()), postings(decided, credits.included(), credits.rolledOver()));
  }

  /** Periods that nobody looked at are written one by one, but not more than {@value #MAX_MISSED} of them. */
  private static Instant notLongAgo(Case decided, Plan plan, Instant anchor, Instant at) {
    var current = credited(plan, anchor, decided.now());
    var oldest =
        current.start().atOffset(ZoneOffset.UTC).minusMonths((MAX_MISSED - 1L) * creditMonths(plan)).toInstant();
    return at.isBefore(oldest) ? oldest : at;
  }

  private static Brought credits(Case decided, Plan plan, String planBefore, Period before, Period credited,
      Instant start) {
    var included = included(decided, plan, false, credited, start);
    var max = plan.credits().map(IncludedCredits::rolloverMax).orElse(Credits.ZERO);
    var unused = unused(decided.customer(), planBefore, before.end());
    var rest = plan.key().equals(planBefore) ? max.min(unused) : Credits.ZERO;
    if (rest.isZero()) return new Brought(included, Optional.empty());
    var id = GRANT + plan.key() + ":rollover:" + credited.start();
    var grant = new Grant(id, rest, GrantKind.ROLLOVER, plan.credits().orElseThrow().priority(), start, credited.end(),
        Set.of(), GRANT + plan.key());
    return new Brought(included, Optional.of(grant));
  }

  /** What is left of the credits of a period at its end, and of what had been rolled over into it. */
  private static Credits unused(Customer customer, String plan, Instant end) {
    return customer.grants().live().stream()
        .filter(balance -> balance.grant().source().equals(GRANT + plan) && balance.grant().expiresAt().equals(end))
        .map(GrantBalance::free).reduce(Credits.ZERO, Credits::plus);
  }

  /** The credits of a period, unless they were given before: to take a plan up again brings nothing twice. */
  private static List<Grant> included(Case decided, Plan plan, boolean trial, Period credited, Instant at) {
    if (plan.credits().isEmpty()) return List.of();
    var credits = plan.credits().get();
    var amount = trial ? credits.trial() : credits.amount();
    var id = GRANT + plan.key() + ':' + (trial ? "trial" : credited.start().toString());
    if (amount.isZero() || decided.find(new Name(IdSpace.GRANT, id)).isPresent()) return List.of();
    var end = credits.expiry().map(expiry -> switch (expiry) {
      case IncludedCredits.Expiry.Never _ -> Grant.NEVER;
      case IncludedCredits.Expiry.After(var term) -> term.after(at);
    }).orElse(credited.end());
    if (!end.isAfter(at)) return List.of();
    return List.of(new Grant(id, amount, GrantKind.PLAN, credits.priority(), at, end, Set.of(), GRANT + plan.key()));
  }

  private static List<Posting> postings(Case decided, List<Grant> included, Optional<Grant> rolledOver) {
    var postings = new ArrayList<Posting>();
    for (var grant : included)
      postings.addAll(Granting.start(decided.customer(), EntryType.GRANT, grant));
    rolledOver.ifPresent(grant -> postings.add(Posting.of(EntryType.ROLLOVER, grant.credits().micros(), grant.id())));
    return postings;
  }

  private static Period credited(Plan plan, Instant anchor, Instant time) {
    return Period.at(anchor, creditMonths(plan), time);
  }

  private static int creditMonths(Plan plan) {
    return plan.credits().filter(IncludedCredits::monthly).isPresent() ? 1 : months(plan);
  }

  private static int months(Plan plan) {
    return switch (plan.period()) {
      case MONTH -> 1;
      case YEAR -> MONTHS_PER_YEAR;
    };
  }
}
