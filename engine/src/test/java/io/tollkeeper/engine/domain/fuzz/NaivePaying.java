package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.NaiveClaim.What;

/** Credits of paid periods: what each brings, what ends with it, and what goes on. */
record NaivePaying(NaiveAccount account, Map<Integer, Catalogue> published, Instant now) {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");

  /** The plan as it was sold, if it brings credits. */
  Optional<Plan> sold(Command.PayPeriod command) {
    return Optional.ofNullable(published.get(command.terms().version()))
        .flatMap(catalogue -> Optional.ofNullable(catalogue.plans().get(command.terms().plan())))
        .filter(plan -> plan.credits().isPresent());
  }

  Happened pay(Command.PayPeriod command, Plan plan) {
    var start = latest(command.period().start(), now);
    var until = until(command, plan, start);
    var isOver = until.filter(end -> !end.isAfter(now)).isPresent();
    var grant = new NaiveGrant(command.id(), Seen.credits(command.credits()), "plan",
        plan.credits().orElseThrow().priority(), isOver ? command.period().start() : start, until, Set.of());
    grant.paidBy =
        Optional.of(new NaiveGrant.PaidBy(command.subscription(), plan.key(), how(command, plan), command.period()));
    var room = room();
    account.grants.add(grant);
    if (grant.from.isAfter(now))
      return account.record(now, told(command, List.of(grant), List.of(), List.of()), List.of());
    var clock = new NaiveClock(account);
    var lines = new ArrayList<>(clock.begin(grant, "grant"));
    var ended = isOver ? List.of(grant) : before(command, plan);
    var unused = unused(grant, ended, isOver);
    for (var other : ended)
      lines.addAll(end(other));
    var brought = new ArrayList<>(List.of(grant));
    var carried = List.<Taken>of();
    var into = isOver ? next(grant) : Optional.of(grant);
    var id = "stripe:rollover:" + Hash.of(command.subscription() + ':' + plan.key() + '@'
        + (isOver ? command.period().end() : command.period().start())).toString().substring(0, 32);
    var rest = Seen.credits(plan.credits().get().rolloverMax()).min(NaiveBill.total(unused))
        .min(isOver ? room : room.subtract(grant.credits).max(BigDecimal.ZERO));
    if (grant.paidBy.get().isPeriodic() && into.isPresent() && rest.signum() > 0 && account.grant(id).isEmpty()) {
      var more = new NaiveGrant(id, Effects.credits(rest), "rollover", grant.priority, now, into.get().until, Set.of());
      more.paidBy = into.get().paidBy;
      account.grants.add(more);
      lines.addAll(clock.begin(more, "rollover"));
      brought.add(more);
      carried = NaiveBill.first(unused, rest);
      for (var taken : carried)
        account.note(taken.grant(), What.EXPIRED, taken.credits().negate());
    }
    account.forget(now);
    return account.record(now, told(command, brought, ended, carried), lines);
  }

  private static String told(Command.PayPeriod command, List<NaiveGrant> grants, List<NaiveGrant> ended,
      List<Taken> carried) {
    return "paid " + command.id() + " with " + grants.stream().map(NaiveGrant::toString).toList() + " after "
        + ended.stream().map(grant -> grant.id).toList() + " of " + carried;
  }

  private static String how(Command.PayPeriod command, Plan plan) {
    return switch (command.kind()) {
      case TRIAL -> "trial";
      case PART -> "part";
      case RENEWED -> plan.credits().orElseThrow().expiry().isPresent() ? "included" : "period";
    };
  }

  private Optional<Instant> until(Command.PayPeriod command, Plan plan, Instant start) {
    var end = command.period().end();
    if (command.kind() != Command.PayPeriod.Kind.RENEWED) return Optional.of(end);
    var expiry = plan.credits().orElseThrow().expiry();
    if (expiry.isPresent()) return switch (expiry.get()) {
      case IncludedCredits.Expiry.Never _ -> Optional.empty();
      case IncludedCredits.Expiry.After(var term) -> NaiveCalendar.after(term, start);
    };
    var known = Optional.ofNullable(account.paid.get(command.subscription()));
    return Optional
        .of(known.filter(sub -> sub.endsBy(end)).isPresent() || isFollowed(account, command.subscription(), end, now)
            ? end
            : end.plus(plan.renewalGrace()));
  }

  /** Whether something was paid already of what comes after this time. */
  static boolean isFollowed(NaiveAccount account, String subscription, Instant end, Instant now) {
    return account.grants.stream()
        .anyMatch(other -> !other.over(now) && other.isOf(subscription) && other.isSince(end));
  }

  /** What was usable until this period was paid. */
  private List<NaiveGrant> before(Command.PayPeriod command, Plan plan) {
    if (how(command, plan).equals("trial") || how(command, plan).equals("included")) return List.of();
    return account.live().stream()
        .filter(other -> other.isOf(command.subscription())
            && !other.paidBy.orElseThrow().period().end().isAfter(command.period().start()))
        .toList();
  }

  private List<Line> end(NaiveGrant grant) {
    var free = grant.free;
    account.end(grant, "expire");
    return free.signum() == 0 ? List.of() : List.of(account.line("expire", free.negate(), grant));
  }

  /** What of this plan's period before is lost now, or was lost by the clock while its successor was not paid yet. */
  private List<Taken> unused(NaiveGrant grant, List<NaiveGrant> ended, boolean isOver) {
    var unused = new ArrayList<Taken>();
    for (var other : ended)
      if (other.free.signum() > 0 && !account.disputed(other.id) && (isOver || isRightBefore(other.paidBy, grant)))
        unused.add(new Taken(other.id, other.free));
    if (isOver) return unused;
    for (var claim : account.claims.values())
      if (isRightBefore(claim.by(), grant) && claim.sum(What.EXPIRED).signum() > 0 && !claim.disputed())
        unused.add(new Taken(claim.grant(), claim.sum(What.EXPIRED)));
    return unused;
  }

  private static boolean isRightBefore(Optional<NaiveGrant.PaidBy> other, NaiveGrant grant) {
    var by = grant.paidBy.orElseThrow();
    return other.filter(was -> was.isLike(by) && was.period().end().equals(by.period().start())).isPresent();
  }

  /** The credits of the period after one that is told late. */
  private Optional<NaiveGrant> next(NaiveGrant late) {
    return account.grants.stream()
        .filter(other -> other.active() && !other.over(now))
        .filter(other -> other.paidBy.filter(by -> by.isLike(late.paidBy.orElseThrow())
            && by.period().start().equals(late.paidBy.orElseThrow().period().end())).isPresent())
        .findFirst();
  }

  private BigDecimal room() {
    var room = LARGEST.subtract(account.sums().settled());
    for (var grant : account.scheduled())
      room = room.subtract(grant.credits);
    return room;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
