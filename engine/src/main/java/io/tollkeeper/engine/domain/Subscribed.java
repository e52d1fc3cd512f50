package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command.PutSubscription.Status;

/** The rules for plans that a subscription at the payment provider gives. */
final class Subscribed {

  private Subscribed() {}

  static Outcome put(Case decided, Command.PutSubscription command) {
    var customer = decided.customer();
    var before = customer.access().paid().get(command.id());
    if (before.map(PaidSubscription::revision).orElse(0L) >= command.revision()) return Outcome.standing(decided);
    var plans = new ArrayList<PaidSubscription.Held>();
    for (var item : items(command)) {
      var held = held(decided, command, item, before);
      if (held.isEmpty())
        return Outcome.refused(Refusal.PLAN_NOT_FOUND, "the catalogue has no plan " + item.plan(), customer);
      plans.add(held.get());
    }
    var next = new PaidSubscription(command.id(), command.revision(), plans, command.period(),
        anchor(command.period(), before), command.status());
    decided.ledger().write(decided.now(), new Event.SubscriptionPut(next, Paying.dated(decided, next)));
    var assigned = decided.customer().access().subscription();
    if (assigned.isPresent() && isManaged(decided)) Subscribing.end(decided, assigned.get(), decided.now());
    Due.write(decided);
    return Outcome.standing(decided);
  }

  /** Whether the payment provider decides which plan the customer has. */
  static boolean isManaged(Case decided) {
    return !decided.customer().access().paidAt(decided.now()).isEmpty();
  }

  static Outcome managed(Case decided) {
    return Outcome.refused(Refusal.MANAGED_BY_STRIPE,
        "the customer has its plan by a subscription, and only that can change it", decided.customer());
  }

  private static List<Command.PutSubscription.Item> items(Command.PutSubscription command) {
    return command.status() instanceof Status.Inactive ? List.of() : command.items();
  }

  /** Terms stay as they are until the period ends or the plan changes. */
  private static Optional<PaidSubscription.Held> held(Case decided, Command.PutSubscription command,
      Command.PutSubscription.Item item, Optional<PaidSubscription> before) {
    var earlier = before.flatMap(known -> known.plans().stream().filter(held -> held.plan().equals(item.plan()))
        .findFirst());
    var isSamePeriod = before.filter(known -> known.period().start().equals(command.period().start())).isPresent();
    var current = decided.catalogue().plan(item.plan()).map(_ -> decided.catalogue().version());
    var kept = earlier.map(PaidSubscription.Held::version);
    var version = isSamePeriod ? kept.or(() -> current) : current.or(() -> kept);
    var since = earlier.filter(held -> held.isHeldAt(decided.now())).map(PaidSubscription.Held::since)
        .orElse(decided.now());
    return version.map(number -> new PaidSubscription.Held(item.plan(), number, item.quantity(), since,
        until(command.status(), decided.catalogue(number).plan(item.plan()).orElseThrow())));
  }

  private static Optional<Instant> until(Status status, Plan plan) {
    return switch (status) {
      case Status.Active(var until) -> until;
      case Status.PastDue(var since, var until) -> plan.pastDue().suspends()
          ? Optional.of(earlier(since.plus(Duration.ofDays(plan.pastDue().graceDays())), until))
          : until;
      case Status.Inactive _ -> throw new IllegalStateException("what is inactive has no plans");
    };
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(end -> end.isBefore(one)).orElse(one);
  }

  /** As long as its periods follow each other, they are counted from the same day: 31 January, 28 February, 31 March. */
  private static Instant anchor(Period period, Optional<PaidSubscription> before) {
    return before.filter(known -> Period.at(known.anchor(), 1, period.start()).start().equals(period.start()))
        .map(PaidSubscription::anchor).orElse(period.start());
  }
}
