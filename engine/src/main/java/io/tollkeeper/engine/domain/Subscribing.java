package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/** The rules for plans: having one, and its periods. */
final class Subscribing {

  private Subscribing() {}

  /** What a subscription becomes when its period ends. */
  private record Turn(Plan plan, int version, Instant since) {}

  static Outcome assign(Case decided, Command.AssignPlan command) {
    if (Subscribed.isManaged(decided)) return Subscribed.managed(decided);
    var held = decided.customer().access().subscription();
    // Who has a plan has it, also if it is not sold any more.
    if (held.filter(subscription -> subscription.plan().equals(command.plan())).isPresent()) {
      goOn(decided, held.get(), command.trialUntil());
      return Outcome.standing(decided);
    }
    var plan = decided.catalogue().plan(command.plan());
    if (plan.isEmpty())
      return Outcome.refused(Refusal.PLAN_NOT_FOUND, "the catalogue has no plan " + command.plan(), decided.customer());
    if (held.isEmpty() || command.when() == Command.When.NOW) start(decided, plan.get(), command.trialUntil());
    else ahead(decided, held.get().withAhead(Optional.of(new Subscription.Ahead.Change(command.plan()))));
    return Outcome.standing(decided);
  }

  static Outcome cancel(Case decided, Command.CancelPlan command) {
    if (Subscribed.isManaged(decided)) return Subscribed.managed(decided);
    decided.customer().access().subscription().ifPresent(held -> {
      switch (command.when()) {
        case NOW -> end(decided, held, decided.now());
        case PERIOD_END -> ahead(decided, held.withAhead(Optional.of(new Subscription.Ahead.End())));
      }
    });
    return Outcome.standing(decided);
  }

  /** Puts what was decided about the end of the period back, and moves the end of a trial. */
  private static void goOn(Case decided, Subscription held, Optional<Instant> trialUntil) {
    var period = trialUntil.filter(end -> held.trial() && end.isAfter(decided.now()))
        .map(end -> new Period(held.period().start(), end));
    ahead(decided, new Subscription(held.source(), held.plan(), held.version(), held.since(), held.trial(),
        period.orElse(held.period()), period.orElse(held.credited()), Optional.empty()));
  }

  private static void ahead(Case decided, Subscription next) {
    if (!decided.customer().access().subscription().equals(Optional.of(next)))
      decided.ledger().write(decided.now(), new Event.PlanAhead(next));
  }

  private static void start(Case decided, Plan plan, Optional<Instant> trialUntil) {
    var now = decided.now();
    var anchor = decided.customer().access().anchor().orElse(now);
    // A trial that is over already is none.
    var trial = trialUntil.filter(end -> end.isAfter(now)).map(end -> new Period(now, end));
    var credited = trial.orElseGet(() -> Including.credited(plan, anchor, now));
    var subscription = new Subscription(Subscription.API, plan.key(), decided.catalogue().version(), now,
        trial.isPresent(), trial.orElseGet(() -> Period.at(anchor, plan.period().months(), now)), credited,
        Optional.empty());
    var brought = trial.isPresent()
        ? Including.trial(decided, plan, credited, now)
        : Including.first(decided, plan, credited, now);
    decided.ledger().write(now, new Event.PlanAssigned(subscription, brought.included()),
        brought.postings(decided.customer()));
  }

  /** When something about the customer's plan, or about the credits of the default plan, falls due next; possibly now. */
  static Instant nextDue(Customer customer, Catalogue catalogue, Instant now) {
    if (!customer.exists()) return Grant.NEVER;
    var access = customer.access();
    if (access.subscription().isPresent()) return access.subscription().get().nextDue();
    var plan = catalogue.defaultPlan().filter(given -> given.credits().isPresent());
    if (plan.isEmpty()) return Grant.NEVER;
    // Periods that ended while it had a plan of its own are not made up for.
    return later(access.paidUntil(), access.included().filter(last -> last.plan().equals(plan.get().key()))
        .map(last -> later(last.period().end(), customer.lastAt())).orElse(now));
  }

  /** The same, with periods skipped that ended too long ago. What else fell due before comes first. */
  static Instant nextDue(Case decided) {
    var at = nextDue(decided.customer(), decided.catalogue(), decided.now());
    if (at.isAfter(decided.now())) return at;
    var subscription = decided.customer().access().subscription();
    if (subscription.isEmpty())
      return Including.notLongAgo(decided, decided.catalogue().defaultPlan().orElseThrow(),
          decided.customer().creationDay(), at);
    var held = subscription.get();
    var end = held.period().end();
    if (at.isBefore(end)) {
      var inside = Including.notLongAgo(decided, Entitling.plan(decided, held), decided.customer().anchor(), at);
      if (inside.isBefore(end)) return inside;
    }
    return next(decided, held)
        .map(turn -> Including.notLongAgo(decided, turn.plan(), decided.customer().anchor(), end)).orElse(end);
  }

  /** Writes what {@link #nextDue} says. */
  static void turn(Case decided, Instant at) {
    var subscription = decided.customer().access().subscription();
    if (subscription.isEmpty()) {
      includeDefault(decided, decided.catalogue().defaultPlan().orElseThrow(), at);
      return;
    }
    var held = subscription.get();
    if (at.isBefore(held.period().end())) {
      turnTo(decided, held, new Turn(Entitling.plan(decided, held), held.version(), held.since()), held.ahead(), at);
      return;
    }
    next(decided, held).ifPresentOrElse(turn -> turnTo(decided, held, turn, Optional.empty(), at),
        () -> end(decided, held, at));
  }

  /** What follows this period; empty if nothing does. */
  private static Optional<Turn> next(Case decided, Subscription held) {
    return switch (held.ahead().orElse(null)) {
      case null -> Optional.of(renewed(decided, held));
      case Subscription.Ahead.End _ -> Optional.empty();
      // If it was taken out of the catalogue since it was chosen, the plan before it goes on.
      case Subscription.Ahead.Change(var key) -> Optional.of(decided.catalogue().plan(key)
          .map(plan -> new Turn(plan, decided.catalogue().version(), held.period().end()))
          .orElseGet(() -> renewed(decided, held)));
    };
  }

  /** A plan that is not sold any more goes on for those who have it. */
  private static Turn renewed(Case decided, Subscription held) {
    return decided.catalogue().plan(held.plan())
        .map(plan -> new Turn(plan, decided.catalogue().version(), held.since()))
        .orElseGet(() -> new Turn(Entitling.plan(decided, held), held.version(), held.since()));
  }

  private static void turnTo(Case decided, Subscription held, Turn turn, Optional<Subscription.Ahead> ahead,
      Instant at) {
    var anchor = decided.customer().anchor();
    var plan = turn.plan();
    var credited = Including.credited(plan, anchor, at);
    var next = new Subscription(held.source(), plan.key(), turn.version(), turn.since(), false,
        Period.at(anchor, plan.period().months(), at), credited, ahead);
    var brought = held.trial()
        ? Including.first(decided, plan, credited, at)
        : Including.next(decided, plan, held.plan(), held.credited(), credited, at);
    decided.ledger().write(at, new Event.PeriodStarted(next, brought.included(), brought.rolledOver()),
        brought.postings(decided.customer()));
  }

  /** Takes the plan away. What the default plan includes follows at once if it is due. */
  static void end(Case decided, Subscription held, Instant at) {
    decided.ledger().write(at, new Event.PlanEnded(held));
    var due = nextDue(decided.customer(), decided.catalogue(), at);
    if (!due.isAfter(at)) includeDefault(decided, decided.catalogue().defaultPlan().orElseThrow(), at);
  }

  private static void includeDefault(Case decided, Plan plan, Instant at) {
    var customer = decided.customer();
    var credited = Including.credited(plan, customer.creationDay(), at);
    var brought = customer.access().included()
        .map(before -> Including.next(decided, plan, before.plan(), before.period(), credited, at))
        .orElseGet(() -> Including.first(decided, plan, credited, at));
    decided.ledger().write(at, new Event.CreditsIncluded(plan.key(), decided.catalogue().version(), credited,
        brought.included(), brought.rolledOver()), brought.postings(customer));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
