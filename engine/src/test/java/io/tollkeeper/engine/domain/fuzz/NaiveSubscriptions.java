package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Plan;

/** Subscriptions at the payment provider, as they were told last. */
record NaiveSubscriptions(NaiveAccount account, Instant now) {

  /** A subscription, with the terms of its plans. */
  record Known(PaidSubscription shown, List<Plan> terms) {

    /** Until when it gives its plans, as far as that is known; nothing if it gives none. */
    Optional<Instant> end() {
      return switch (shown.status()) {
        case Status.Active(var until) -> until;
        case Status.PastDue(var _, var until) -> until;
        case Status.Inactive _ -> Optional.of(Instant.MIN);
      };
    }

    boolean endsBy(Instant time) {
      return end().filter(end -> !end.isAfter(time)).isPresent();
    }
  }

  /** A plan that a subscription gives. */
  record Held(Plan terms, PaidSubscription.Held shown) {}

  /** The plans that are given at this time, in the order in which the catalogue has them. */
  static List<Held> at(NaiveAccount account, Instant time) {
    var order = List.copyOf(account.catalogue.plans().keySet());
    var held = new ArrayList<Held>();
    for (var known : account.paid.values())
      for (int i = 0; i < known.terms().size(); i++)
        if (known.shown().plans().get(i).until().filter(until -> !until.isAfter(time)).isEmpty())
          held.add(new Held(known.terms().get(i), known.shown().plans().get(i)));
    held.sort(Comparator.comparingInt(plan -> order.contains(plan.shown().plan())
        ? order.indexOf(plan.shown().plan())
        : order.size()));
    return held;
  }

  /** Until when all of them give plans; the beginning of time if they give none. */
  static Instant until(NaiveAccount account) {
    return account.paid.values().stream().flatMap(known -> known.shown().plans().stream())
        .map(held -> held.until().orElse(Instant.MAX)).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  /** Says how a subscription is; a code if that cannot be. */
  String put(Command.PutSubscription command, NaivePlans plans) {
    var before = Optional.ofNullable(account.paid.get(command.id()));
    if (before.filter(known -> known.shown().revision() >= command.revision()).isPresent()) return "";
    var held = new ArrayList<Held>();
    if (!(command.status() instanceof Status.Inactive)) for (var item : command.items()) {
      var plan = plan(command, item, before);
      if (plan.isEmpty()) return "plan_not_found";
      held.add(plan.get());
    }
    var next = new Known(new PaidSubscription(command.id(), command.revision(), held.stream().map(Held::shown).toList(),
        command.period(), anchor(command, before), command.status()), held.stream().map(Held::terms).toList());
    account.paid.put(command.id(), next);
    account.record(now, "subscription " + next.shown() + " dated " + dated(next), List.of());
    if (account.plan.isPresent() && !at(account, now).isEmpty()) plans.stop(now);
    return "";
  }

  /** As it was agreed to when its period began; as it is sold now for a new period or a new plan. */
  private Optional<Held> plan(Command.PutSubscription command, Command.PutSubscription.Item item,
      Optional<Known> before) {
    var was = before.stream().flatMap(known -> held(known).stream())
        .filter(held -> held.shown().plan().equals(item.plan())).findFirst();
    var goesOn = before.filter(known -> known.shown().period().start().equals(command.period().start())).isPresent();
    var sold = Optional.ofNullable(account.catalogue.plans().get(item.plan()));
    var keeps = was.isPresent() && (goesOn || sold.isEmpty());
    var terms = keeps ? was.map(Held::terms) : sold;
    var since = was.filter(held -> held.shown().until().filter(until -> !until.isAfter(now)).isEmpty())
        .map(held -> held.shown().since()).orElse(now);
    return terms.map(plan -> new Held(plan, new PaidSubscription.Held(item.plan(),
        keeps ? was.get().shown().version() : account.catalogue.version(), item.quantity(), since,
        until(command.status(), plan))));
  }

  private static List<Held> held(Known known) {
    var held = new ArrayList<Held>();
    for (int i = 0; i < known.terms().size(); i++)
      held.add(new Held(known.terms().get(i), known.shown().plans().get(i)));
    return held;
  }

  private static Optional<Instant> until(Status status, Plan plan) {
    return switch (status) {
      case Status.Active(var until) -> until;
      case Status.Inactive _ -> Optional.empty();
      case Status.PastDue(var since, var until) -> {
        if (!plan.pastDue().suspends()) yield until;
        var graced = since.plus(Duration.ofDays(plan.pastDue().graceDays()));
        yield until.filter(graced::isAfter).or(() -> Optional.of(graced));
      }
    };
  }

  private static Instant anchor(Command.PutSubscription command, Optional<Known> before) {
    var start = command.period().start();
    return before.map(known -> known.shown().anchor())
        .filter(anchor -> NaiveCalendar.months(anchor, NaiveCalendar.number(anchor, 1, start)).equals(start))
        .orElse(start);
  }

  /** Credits of the period end with it if nothing renews them, and a while later otherwise. */
  private List<String> dated(Known known) {
    var end = known.shown().period().end();
    var dated = new ArrayList<String>();
    for (var grant : account.grants) {
      if (grant.over(now) || !grant.isOf(known.shown().id())) continue;
      var by = grant.paidBy.orElseThrow();
      if (!by.how().equals("period") || !by.period().end().equals(end)) continue;
      var until = grant.until.orElse(Grant.NEVER);
      var grace = Optional.ofNullable(account.catalogue.plans().get(grant.paidBy.orElseThrow().plan()))
          .map(Plan::renewalGrace);
      var next = Optional.<Instant>empty();
      if (known.endsBy(end)) {
        if (until.isAfter(end)) next = Optional.of(end.isAfter(now) ? end : now);
      } else if (until.equals(end) && !NaivePaying.isFollowed(account, known.shown().id(), end, now)) {
        next = grace.map(end::plus);
      }
      if (next.isEmpty()) continue;
      grant.until = next;
      dated.add(grant.id + ' ' + next.get());
    }
    return dated.stream().sorted().toList();
  }
}
