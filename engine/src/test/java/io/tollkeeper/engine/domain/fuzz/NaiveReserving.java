package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;

/** What is held first and charged later, if at all. */
record NaiveReserving(NaiveAccount account, NaiveSpending spending, NaiveRules rules, int maxOpen, Duration lateFor) {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  Told reserve(Command.Reserve command) {
    var demand = command.demand();
    var feature = demand.feature();
    var verdict = rules.work(demand, command.run());
    var reply = new NaiveReply(Optional.of(feature), Optional.of("reservation " + command.id()));
    if (verdict.passed()) verdict = payable(command, verdict);
    if (!verdict.passed()) return spending.refuse(reply, verdict, feature, rules);
    var required = verdict.price().required();
    var hold = new NaiveHold(command.id(), demand, rules.runs(command.run()), rules.catalogue(), verdict.ofPlan(),
        rules.now().plus(command.ttl()));
    hold.held = List.copyOf(account.take(required.min(account.availableFor(feature)), Optional.of(feature)));
    hold.use = account.use(feature, BigInteger.valueOf(demand.quantity()), rules.now());
    account.holds.put(hold.id, hold);
    account.record(rules.now(), "reserve " + hold.id + " by " + verdict.price().basis(),
        List.of(account.line("reserve", hold.holds(), hold.held)));
    return tell(reply.required(required).with(hold.held).with(hold.seen()), hold);
  }

  private NaiveRules.Verdict payable(Command.Reserve command, NaiveRules.Verdict verdict) {
    var available = account.availableFor(command.demand().feature());
    var enough = available.compareTo(verdict.price().required()) >= 0 || (command.partial() && available.signum() > 0);
    if (!enough) return verdict.refused("insufficient_credits", Optional.empty(), Optional.empty());
    return account.holds.values().stream().filter(NaiveHold::open).count() >= maxOpen
        ? verdict.refused("too_many_reservations", Optional.empty(), Optional.empty())
        : verdict;
  }

  Told extend(Command.Extend command) {
    var found = Optional.ofNullable(account.holds.get(command.reservation()));
    if (found.isEmpty() || !found.get().open()) return resolved(command.reservation());
    var hold = found.get();
    var feature = hold.demand.feature();
    var more = command.credits().map(Seen::credits).orElse(Effects.NOTHING);
    if (account.suspension().isPresent() && more.signum() > 0)
      return refuse(NaiveReply.about(hold).required(more), "customer_suspended", hold);
    for (var run : hold.runs)
      if (more.compareTo(rules.left(run)) > 0)
        return refuse(NaiveReply.about(hold).by(Optional.of(run)).required(more), "run_budget_exceeded", hold);
    if (more.compareTo(account.availableFor(feature)) > 0)
      return refuse(NaiveReply.about(hold).required(more), "insufficient_credits", hold);
    var draws = account.take(more, Optional.of(feature));
    hold.held = NaiveBill.joined(hold.held, draws);
    var until = command.ttl().map(rules.now()::plus).orElse(hold.until);
    if (until.isAfter(hold.until)) hold.until = until;
    account.record(rules.now(), "extend " + command.id(),
        command.credits().isPresent() ? List.of(account.line("reserve", more, draws)) : List.of());
    return tell(NaiveReply.about(hold).required(more).with(draws), hold);
  }

  Told release(Command.Release command) {
    var found = Optional.ofNullable(account.holds.get(command.reservation()));
    if (found.isEmpty()) return notFound(command.reservation());
    var hold = found.get();
    if (hold.status.equals("released")) return hold.resolution.orElseThrow().again();
    if (hold.status.equals("expired")) return nothingHeld(hold);
    if (!hold.open()) return resolved(hold.id);
    var draws = hold.held;
    var lines = new ArrayList<>(List.of(account.line("release", hold.holds(), draws)));
    hold.held = List.of();
    hold.status = "released";
    lines.addAll(account.letGo(draws));
    new NaiveClock(account).forget(hold);
    account.record(rules.now(), "release " + hold.id, lines);
    var told = tell(NaiveReply.about(hold).with(draws), hold);
    hold.resolution = Optional.of(told);
    return told;
  }

  /** It was let go by the clock; if it was settled late in part since then, that is how it is. */
  private static Told nothingHeld(NaiveHold hold) {
    var last = hold.resolution.orElseThrow();
    return last.required().isEmpty()
        ? last
        : new Told.Work("allowed", false, last.by(), last.feature(), last.name(), Optional.empty(), Effects.NOTHING,
            Effects.NOTHING, List.of(), last.balance(), last.available(), last.low(), last.limit(), last.reservation(),
            last.refunded(), last.level(), last.catalogue(), last.seq(), last.at(), last.first(), last.refundable());
  }

  Told settle(Command.Settle command) {
    var found = Optional.ofNullable(account.holds.get(command.reservation()));
    if (found.isEmpty()) return notFound(command.reservation());
    var hold = found.get();
    for (var earlier : hold.settles) {
      if (earlier.command().equals(command)) return earlier.told().again();
      if (command.settle().isPresent() && earlier.command().settle().equals(command.settle()))
        return hold.open() ? refuse(NaiveReply.about(hold), "id_reused", hold) : resolved(hold.id);
    }
    if (hold.open()) return settle(command, hold, false);
    if (!hold.status.equals("expired")) return resolved(hold.id);
    return rules.now().isAfter(hold.resolvedAt.plus(lateFor)) ? notFound(hold.id) : settle(command, hold, true);
  }

  private Told settle(Command.Settle command, NaiveHold hold, boolean late) {
    var feature = hold.demand.feature();
    var all = command.credits().isEmpty() && command.quantity().isEmpty() && command.dimensions().isEmpty();
    var price = all
        ? new NaivePrice("", "hold", late ? hold.lapsed : hold.holds())
        : NaiveRules.price(hold.catalogue, feature, hold.ofPlan, command.credits(), command.quantity().orElse(1L),
            command.dimensions());
    if (!price.refusal().isEmpty()) return refuse(NaiveReply.about(hold), price.refusal(), hold);
    var required = Effects.credits(price.required());
    var fromHold = required.min(hold.holds());
    var payment = rules.pay(feature, required.subtract(fromHold), late ? OnInsufficient.CAP : command.onInsufficient());
    if (!payment.no().isEmpty()) return refuse(NaiveReply.about(hold).required(required), payment.no(), hold);
    var charged = required.subtract(payment.missed());
    if (isTooLarge(command, hold, charged, payment.missed(), late))
      return refuse(NaiveReply.about(hold).required(required), "amount_too_large", hold);

    var held = NaiveBill.first(hold.held, fromHold);
    var rest = NaiveBill.without(hold.held, fromHold);
    var released = command.last() ? rest : List.<Taken>of();
    var draws = NaiveBill.joined(held, account.take(payment.taken(), Optional.of(feature)));
    var lines = new ArrayList<Line>(
        spending.charge("settle", payment, draws, NaiveBill.joined(held, released)));
    lines.addAll(account.letGo(released));
    account.charge(hold.runs, charged);
    count(command, hold, late);
    hold.held = command.last() ? List.of() : rest;
    hold.lapsed = hold.lapsed.subtract(hold.lapsed.min(required));
    hold.charged = hold.charged.add(charged);
    hold.uncollected = hold.uncollected.add(payment.missed());
    hold.bill = hold.bill.and(draws, payment.borrowed());
    if (command.last()) hold.status = "settled";
    account.record(rules.now(), (late ? "late " : "") + "settle " + hold.id + " by " + price.basis(), lines);
    var told =
        tell(NaiveReply.about(hold).required(required).charged(charged, payment.missed()).with(draws), hold);
    hold.settles.add(new NaiveHold.Settled(command, told));
    if (!hold.open()) {
      hold.resolution = Optional.of(told);
      hold.resolvedAt = rules.now();
    }
    return told;
  }

  private void count(Command.Settle command, NaiveHold hold, boolean late) {
    var feature = hold.demand.feature();
    var quantity = command.quantity().map(BigDecimal::valueOf);
    if (late) {
      var now = lateQuantity(command, hold);
      var use = account.use(feature, now, rules.now());
      if (now.signum() > 0) hold.use = use;
      hold.said = Optional.of(hold.said.orElse(BigDecimal.ZERO).add(new BigDecimal(now)));
      return;
    }
    if (quantity.isPresent()) hold.said = Optional.of(hold.said.orElse(BigDecimal.ZERO).add(quantity.get()));
    if (hold.said.isEmpty()) return;
    var said = hold.said.get().toBigIntegerExact();
    account.correct(feature, hold.use, command.last() ? said : said.max(account.quantity(feature, hold.use)));
  }

  private static BigInteger lateQuantity(Command.Settle command, NaiveHold hold) {
    var known = hold.said.isPresent() || hold.worked();
    return BigInteger.valueOf(command.quantity().orElse(known ? 0 : hold.demand.quantity()));
  }

  private boolean isTooLarge(Command.Settle command, NaiveHold hold, BigDecimal charged, BigDecimal missed,
      boolean late) {
    var feature = hold.demand.feature();
    var said = hold.said.orElse(BigDecimal.ZERO).toBigIntegerExact();
    var saidNow = said.add(BigInteger.valueOf(command.quantity().orElse(0L)));
    var more = late ? lateQuantity(command, hold) : BigInteger.ZERO;
    if (!late && (command.quantity().isPresent() || hold.said.isPresent())) {
      var counted = account.quantity(feature, hold.use);
      more = (command.last() ? saidNow : saidNow.max(counted)).subtract(counted);
    }
    return hold.charged.add(charged).compareTo(LARGEST) > 0 || hold.uncollected.add(missed).compareTo(LARGEST) > 0
        || saidNow.compareTo(MOST) > 0 || rules.tooMany(feature, more)
        || hold.runs.stream().anyMatch(run -> account.spent(run).add(charged).compareTo(LARGEST) > 0);
  }

  private Told.Work tell(NaiveReply reply, NaiveHold hold) {
    return reply.limit(rules.closest(hold.demand.feature())).tell(account, hold.catalogue.version(), rules.now());
  }

  private Told refuse(NaiveReply reply, String code, NaiveHold hold) {
    return reply.no(code).limit(rules.closest(hold.demand.feature())).tell(account, rules.catalogue().version(),
        rules.now());
  }

  Told resolved(String id) {
    var found = Optional.ofNullable(account.holds.get(id));
    if (found.isEmpty()) return notFound(id);
    var code = switch (found.get().status) {
      case "released" -> "already_released";
      case "expired" -> "reservation_expired";
      default -> "already_settled";
    };
    return refuse(NaiveReply.about(found.get()).first(found.get().resolution), code, found.get());
  }

  private Told notFound(String id) {
    return new NaiveReply(Optional.empty(), Optional.of("reservation " + id)).no("reservation_not_found")
        .tell(account, rules.catalogue().version(), rules.now());
  }
}
