package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.fuzz.Effects.Happened;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;

/**
 * Predicts what a command leads to. Written from what customers are promised, as simply as possible and with nothing of the decider's:
 * decimals, plain lists, every accepted command kept for ever.
 */
final class Auditor {

  /** A command that took effect under its id, and what its caller was told. */
  private record Accepted(Command.Identified command, Told told) {}

  private final Limits limits;
  private final Map<String, Accepted> accepted = new HashMap<>();
  private final Map<Integer, Catalogue> published;
  private final NaiveAccount account;
  private final NaiveSpending spending;
  private Optional<Profile> profile = Optional.empty();

  Auditor(Limits limits) {
    this(limits, new NaiveAccount());
  }

  private Auditor(Limits limits, NaiveAccount account) {
    this(limits, new HashMap<>(), account, new NaiveSpending(account));
  }

  private Auditor(Limits limits, Map<Integer, Catalogue> published, NaiveAccount account, NaiveSpending spending) {
    this.limits = limits;
    this.published = published;
    this.account = account;
    this.spending = spending;
  }

  Auditor copy() {
    var copied = account.copy();
    var copy = new Auditor(limits, published, copied, spending.copy(copied));
    copy.accepted.putAll(accepted);
    copy.profile = profile;
    return copy;
  }

  NaiveAccount account() {
    return account;
  }

  /** When something falls due. */
  List<Instant> due(Catalogue catalogue, Instant clock) {
    return profile.isPresent() ? time(catalogue, at(clock)).instants() : List.of();
  }

  boolean accepted(String id) {
    return accepted.containsKey(id);
  }

  /** Under which a command takes effect once. */
  static String id(Command.Identified command) {
    return switch (command) {
      case Command.AddGrant add -> "grant " + add.id();
      case Command.Adjust adjust -> "adjustment " + adjust.id();
      case Command.Consume consume -> "usage " + consume.id();
      case Command.MoveGauge move -> "usage " + move.id();
      case Command.Reserve reserve -> "reservation " + reserve.id();
      case Command.Extend extend -> "extension " + extend.id() + " of " + extend.reservation();
      case Command.Refund refund -> "refund " + refund.id();
      case Command.OpenRun open -> "run " + open.id();
      case Command.RaiseBudget raise -> "budget " + raise.id() + " of " + raise.run();
      case Command.PayPeriod pay -> "grant " + pay.id();
    };
  }

  /** What this command leads to, which from now on counts as having happened. */
  Effects decide(Command command, Catalogue catalogue, Instant clock) {
    var now = at(clock);
    look(catalogue, now);
    published.put(catalogue.version(), catalogue);
    if (profile.isPresent()) time(catalogue, now).writeDue(now);
    var told = tell(command, catalogue, now);
    new NaiveReversing(account, now).collect(now);
    if (!(command instanceof Command.PutCustomer) && profile.isPresent())
      new NaiveToppingUp(account, now).check(profile.get().stripeCustomer());
    if (command instanceof Command.Identified identified && tookEffect(told))
      accepted.put(id(identified), new Accepted(identified, told));
    return new Effects(told, account.takeHappened());
  }

  private void look(Catalogue catalogue, Instant now) {
    account.catalogue = catalogue;
    account.now = now;
  }

  private NaiveClock time(Catalogue catalogue, Instant now) {
    return new NaiveClock(account, Optional.of(new NaivePlans(account, catalogue, now)));
  }

  private Instant at(Instant clock) {
    return clock.isBefore(account.lastAt()) ? account.lastAt() : clock;
  }

  private static boolean tookEffect(Told told) {
    return switch (told) {
      case Told.Work work -> work.code().equals("allowed") && !work.replayed();
      case Told.Booked booked -> !booked.replayed();
      case Told.RunStood stood -> !stood.replayed();
      case Told.Standing _,Told.No _ -> false;
    };
  }

  private Told tell(Command command, Catalogue catalogue, Instant now) {
    if (command instanceof Command.PutCustomer put) return put(put, catalogue, now);
    if (profile.isEmpty()) return no(command, "customer_not_found", catalogue, now);
    if (command instanceof Command.Identified identified) {
      var earlier = Optional.ofNullable(accepted.get(id(identified)));
      if (earlier.isPresent())
        return earlier.get().command().equals(command)
            ? again(earlier.get().told())
            : no(command, "id_reused", catalogue, now);
    }
    var rules = new NaiveRules(account, catalogue, now);
    var reserving = new NaiveReserving(account, spending, rules, limits.reservations(), limits.lateSettle());
    var running = new NaiveRunning(account, rules, limits);
    return switch (command) {
      case Command.PutCustomer put -> put(put, catalogue, now);
      case Command.AddGrant add -> grant(add, now);
      case Command.VoidGrant end -> end(end, catalogue, now);
      case Command.Adjust adjust -> adjust.micros() > 0 ? adjustUp(adjust, now) : adjustDown(adjust, now);
      case Command.Consume consume -> spending.consume(consume, catalogue, now);
      case Command.MoveGauge move -> spending.gauge(move, catalogue, now);
      case Command.Refund refund -> spending.refund(refund, catalogue, now);
      case Command.Reserve reserve -> reserving.reserve(reserve);
      case Command.Extend extend -> reserving.extend(extend);
      case Command.Release release -> reserving.release(release);
      case Command.Settle settle -> reserving.settle(settle);
      case Command.OpenRun open -> running.open(open);
      case Command.RaiseBudget raise -> running.raise(raise);
      case Command.CloseRun close -> running.close(close);
      case Command.PutSubscription put -> {
        var code = new NaiveSubscriptions(account, now).put(put, new NaivePlans(account, catalogue, now));
        time(catalogue, now).writeDue(now);
        yield stands(code, catalogue, now);
      }
      case Command.PayPeriod pay -> pay(pay, now);
      case Command.Reverse reverse -> stands(new NaiveReversing(account, now).reverse(reverse), catalogue, now);
      case Command.LinkPayer(var payer) -> profile.orElseThrow().stripeCustomer().isEmpty()
          ? put(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.of(payer)), catalogue, now)
          : standing(false, catalogue, now);
      case Command.PutAutoTopUp put -> stands(new NaiveToppingUp(account, now).put(put), catalogue, now);
      case Command.RemoveAutoTopUp _ ->
        stands(new NaiveToppingUp(account, now).want(Optional.empty()), catalogue, now);
      case Command.EndTopUp end -> stands(new NaiveToppingUp(account, now).end(end), catalogue, now);
      case Command.WriteDue _ -> standing(false, catalogue, now);
      case Command.AssignPlan assign -> stands(new NaivePlans(account, catalogue, now).assign(assign), catalogue, now);
      case Command.CancelPlan cancel -> stands(new NaivePlans(account, catalogue, now).cancel(cancel), catalogue, now);
      case Command.PutOverride put -> stands(override(put, catalogue, now), catalogue, now);
      case Command.RemoveOverride(var feature) -> {
        if (account.overrides.remove(feature) != null) account.record(now, "no override " + feature, List.of());
        yield standing(false, catalogue, now);
      }
      case Command.Suspend(var reason) -> suspend(Optional.of(reason), "suspend " + reason, catalogue, now);
      case Command.Resume(var reason) -> suspend(Optional.empty(), "resume " + reason, catalogue, now);
    };
  }

  private Told pay(Command.PayPeriod command, Instant now) {
    var paying = new NaivePaying(account, published, now);
    var plan = paying.sold(command);
    if (plan.isEmpty()) return no("plan_not_found");
    if (full()) return no("too_many_grants");
    if (spending.tooLarge(Seen.credits(command.credits()))) return no("amount_too_large");
    return new Told.Booked(false, paying.pay(command, plan.get()));
  }

  private Told stands(String code, Catalogue catalogue, Instant now) {
    return code.isEmpty() ? standing(false, catalogue, now) : no(code);
  }

  private Told suspend(Optional<String> reason, String what, Catalogue catalogue, Instant now) {
    if (!account.suspended.equals(reason)) account.record(now, what, List.of());
    account.suspended = reason;
    return standing(false, catalogue, now);
  }

  private String override(Command.PutOverride command, Catalogue catalogue, Instant now) {
    var feature = Optional.ofNullable(catalogue.features().get(command.feature()));
    if (feature.isEmpty()) return "feature_not_found";
    var kind = feature.get().kind();
    var window = command.limit().flatMap(Limit::window);
    if (command.limit().isPresent() && kind != (window.isPresent() ? FeatureKind.METERED : FeatureKind.GAUGE))
      return "wrong_kind";
    if (command.value().isPresent() && kind != FeatureKind.CONFIG) return "wrong_kind";
    var made = new EntitlementOverride(command.feature(), command.effect(), command.value(), command.limit(), now,
        command.expiresAt(), command.reason(), command.author());
    var before = Optional.ofNullable(account.overrides.get(command.feature()));
    if (before.filter(old -> same(old, made)).isPresent()) return "";
    var active = account.overrides.values().stream().filter(old -> isActive(old, now)).toList();
    if (active.stream().noneMatch(old -> old.feature().equals(made.feature())) && active.size() >= limits.overrides())
      return "too_many_overrides";
    account.overrides.values().retainAll(active);
    account.overrides.put(made.feature(), made);
    account.record(now, "override " + made, List.of());
    return "";
  }

  private static boolean same(EntitlementOverride one, EntitlementOverride other) {
    return one.effect() == other.effect() && one.value().equals(other.value()) && one.limit().equals(other.limit())
        && one.expiresAt().equals(other.expiresAt()) && one.reason().equals(other.reason())
        && one.author().equals(other.author());
  }

  private static boolean isActive(EntitlementOverride made, Instant now) {
    return made.expiresAt().isEmpty() || made.expiresAt().get().isAfter(now);
  }

  private static Told again(Told told) {
    return switch (told) {
      case Told.Work work -> work.again();
      case Told.Booked booked -> booked.again();
      case Told.RunStood stood -> stood.again();
      case Told.Standing _,Told.No _ -> throw new IllegalStateException("never remembered: " + told);
    };
  }

  private Told put(Command.PutCustomer command, Catalogue catalogue, Instant now) {
    var before = profile.orElse(Profile.EMPTY);
    var after = new Profile(command.name().orElse(before.name()), command.metadata().orElse(before.metadata()),
        command.stripeCustomer().orElse(before.stripeCustomer()));
    var created = profile.isEmpty();
    if (created) account.create(now);
    if (created || !after.equals(before)) account.record(now, "put " + Seen.profile(after), List.of());
    profile = Optional.of(after);
    if (created) time(catalogue, now).writeDue(now);
    return standing(created, catalogue, now);
  }

  private Told grant(Command.AddGrant command, Instant now) {
    var from = command.effectiveAt().orElse(now);
    var credits = BigDecimal.valueOf(command.credits().micros(), 6);
    Optional<Instant> until = Optional.empty();
    if (command.expiry().isPresent()) {
      until = NaiveCalendar.end(command.expiry().get(), from);
      if (until.isEmpty()) return no("amount_too_large");
      if (!until.get().isAfter(now) || !until.get().isAfter(from)) return no("grant_ends_too_early");
    }
    if (full()) return no("too_many_grants");
    if (spending.tooLarge(credits)) return no("amount_too_large");
    var grant = new NaiveGrant(command.id(), credits, command.kind().name().toLowerCase(Locale.ROOT),
        command.priority(), from, until, command.features());
    if (grant.isBought() && !from.isAfter(now)) account.forget(now);
    return new Told.Booked(false, give(grant, "grant " + command.id(), "grant", now));
  }

  private Happened give(NaiveGrant grant, String what, String type, Instant now) {
    account.grants.add(grant);
    return account.record(now, what, grant.from.isAfter(now) ? List.of() : new NaiveClock(account).begin(grant, type));
  }

  private boolean full() {
    return account.live().size() + account.scheduled().size() >= limits.grants();
  }

  private Told end(Command.VoidGrant command, Catalogue catalogue, Instant now) {
    var found = account.grant(command.grant());
    if (found.isEmpty()) return no("grant_not_found");
    var grant = found.get();
    if (!grant.over(now)) {
      var lines = grant.active() && grant.free.signum() > 0
          ? List.of(account.line("void", grant.free.negate(), grant))
          : List.<Effects.Line>of();
      account.end(grant, "void");
      account.record(now, "void " + grant.id, lines);
    }
    return standing(false, catalogue, now);
  }

  private Told adjustUp(Command.Adjust command, Instant now) {
    var credits = BigDecimal.valueOf(command.micros(), 6);
    if (full()) return no("too_many_grants");
    if (spending.tooLarge(credits)) return no("amount_too_large");
    var grant =
        new NaiveGrant("tk:adjustment:" + command.id(), credits, "adjustment", 10, now, Optional.empty(), Set.of());
    return new Told.Booked(false, give(grant, "adjust " + command.id(), "adjust", now));
  }

  private Told adjustDown(Command.Adjust command, Instant now) {
    var amount = BigDecimal.valueOf(command.micros(), 6);
    if (amount.negate().compareTo(account.available()) > 0) return no("insufficient_credits");
    var draws = account.take(amount.negate(), Optional.empty());
    return new Told.Booked(false,
        account.record(now, "adjust " + command.id(), List.of(account.line("adjust", amount, draws))));
  }

  /** What asking for this work leads to if nothing is recorded for it. */
  Told.Work authorize(Demand demand, Optional<String> run, OnInsufficient onInsufficient, Catalogue catalogue,
      Instant clock) {
    var now = at(clock);
    look(catalogue, now);
    if (profile.isEmpty())
      return new NaiveReply(Optional.of(demand.feature()), Optional.empty()).no("customer_not_found")
          .limit(new NaiveRules(account, catalogue, now).closest(demand.feature()))
          .tell(account, catalogue.version(), now);
    return later(catalogue, now).spending.authorize(demand, run, onInsufficient, catalogue, account.seq(), now);
  }

  Effects.Look usage(String id) {
    return new Effects.Look(spending.look(id));
  }

  Effects.Look reservation(String id, Instant clock) {
    return new Effects.Look(Optional.ofNullable(later(Catalogue.EMPTY, at(clock)).account.holds.get(id))
        .map(hold -> List.of(hold.seen(), account.seq())));
  }

  Effects.Look run(String id, Instant clock) {
    var later = later(Catalogue.EMPTY, at(clock));
    return new Effects.Look(
        new NaiveRunning(later.account, new NaiveRules(later.account, Catalogue.EMPTY, clock), limits)
            .look(id).map(run -> List.of(run, account.seq())));
  }

  /** How things are at this time, with what is due but not written. */
  private Auditor later(Catalogue catalogue, Instant now) {
    if (profile.isEmpty() || !time(catalogue, now).isDue(now)) return this;
    var later = copy();
    later.time(catalogue, now).writeDue(now);
    return later;
  }

  private Told standing(boolean created, Catalogue catalogue, Instant now) {
    var live = account.live().stream().map(grant -> {
      var held = account.holds.values().stream().flatMap(hold -> hold.held.stream())
          .filter(taken -> taken.grant().equals(grant.id)).map(Taken::credits).reduce(Effects.NOTHING, BigDecimal::add);
      return grant.id + ' ' + Effects.credits(grant.free.add(held)) + ' ' + grant.until.orElse(Grant.NEVER) + ' '
          + (account.disputed(grant.id) ? "frozen" : "");
    }).toList();
    return new Told.Standing(created, Seen.profile(profile.orElseThrow()), account.createdAt(), live,
        account.scheduled().stream().map(grant -> grant.id).toList(),
        account.holds.values().stream().filter(NaiveHold::open).map(NaiveHold::seen).toList(),
        account.runs.values().stream().filter(NaiveRun::open).map(run -> account.ran(run, "open")).toList(),
        account.levels.toString(), access(), account.suspension(), new NaiveRules(account, catalogue, now).rights(),
        account.sums(),
        new NaiveRules(account, catalogue, now).overdraftLeft(),
        account.seq(), now);
  }

  private String access() {
    return account.plan.map(NaivePlans.Held::shown) + " since " + account.anchor + ' '
        + account.paid.values().stream().map(NaiveSubscriptions.Known::shown).toList() + ' ' + account.overrides + ' '
        + account.suspended;
  }

  private Told no(Command command, String code, Catalogue catalogue, Instant now) {
    return switch (command) {
      case Command.Consume consume -> no(consume.demand().feature(), "usage " + consume.id(), code, catalogue, now);
      case Command.MoveGauge move -> no(move.feature(), "usage " + move.id(), code, catalogue, now);
      case Command.Reserve reserve ->
        no(reserve.demand().feature(), "reservation " + reserve.id(), code, catalogue, now);
      case Command.Extend extend -> no("reservation " + extend.reservation(), code, catalogue, now);
      case Command.Settle settle -> no("reservation " + settle.reservation(), code, catalogue, now);
      case Command.Release release -> no("reservation " + release.reservation(), code, catalogue, now);
      case Command.Refund refund -> no("refund " + refund.id(), code, catalogue, now);
      case Command.PutCustomer _,Command.AddGrant _,Command.VoidGrant _,Command.Adjust _,Command.OpenRun _,Command.RaiseBudget _,Command.CloseRun _,Command.AssignPlan _,Command.CancelPlan _,Command.PutOverride _,Command.RemoveOverride _,Command.Suspend _,Command.Resume _,Command.PutSubscription _,Command.PayPeriod _,Command.Reverse _,Command.LinkPayer _,Command.PutAutoTopUp _,Command.RemoveAutoTopUp _,Command.EndTopUp _,Command.WriteDue _ ->
        no(code);
    };
  }

  private Told no(String feature, String name, String code, Catalogue catalogue, Instant now) {
    return new NaiveReply(Optional.of(feature), Optional.of(name)).no(code)
        .limit(new NaiveRules(account, catalogue, now).closest(feature)).tell(account, catalogue.version(), now);
  }

  private Told no(String name, String code, Catalogue catalogue, Instant now) {
    return new NaiveReply(Optional.empty(), Optional.of(name)).no(code).tell(account, catalogue.version(), now);
  }

  private Told no(String code) {
    return new Told.No(code, account.seq());
  }
}
