package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;

/** What is charged at once, what is given back, and what is only a level. */
final class NaiveSpending {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");

  /** A charge by its usage id. */
  private record Spent(Demand demand, NaiveBill bill, NaiveBill whole, int use, List<String> runs, int catalogue,
      Told.Work told) {}

  private final NaiveAccount account;
  private final Map<String, Spent> charges = new HashMap<>();
  private final Map<String, Told.Work> moves = new HashMap<>();

  NaiveSpending(NaiveAccount account) {
    this.account = account;
  }

  NaiveSpending copy(NaiveAccount copied) {
    var copy = new NaiveSpending(copied);
    copy.charges.putAll(charges);
    copy.moves.putAll(moves);
    return copy;
  }

  Told consume(Command.Consume command, Catalogue catalogue, Instant now) {
    var rules = new NaiveRules(account, catalogue, now);
    var demand = command.demand();
    var feature = demand.feature();
    var verdict = rules.work(demand, command.run());
    var reply = new NaiveReply(Optional.of(feature), Optional.of("usage " + command.id()));
    if (!verdict.passed()) return refuse(reply, verdict, feature, rules);
    var required = verdict.price().required();
    var payment = rules.pay(feature, required, command.onInsufficient());
    if (!payment.no().isEmpty())
      return refuse(reply, verdict.refused(payment.no(), Optional.empty(), Optional.empty()), feature, rules);
    var draws = account.take(payment.taken(), Optional.of(feature));
    var runs = rules.runs(command.run());
    account.charge(runs, required.subtract(payment.missed()));
    var use = account.use(feature, BigInteger.valueOf(demand.quantity()), now);
    account.record(now, "consume " + command.id() + " by " + verdict.price().basis(),
        charge("consume", payment, draws, List.of()));
    var told = reply.required(required).charged(required.subtract(payment.missed()), payment.missed()).with(draws)
        .limit(rules.closest(feature)).tell(account, catalogue.version(), now);
    var bill = NaiveBill.NOTHING.and(draws, payment.borrowed());
    charges.put(command.id(), new Spent(demand, bill, bill, use, runs, catalogue.version(), told));
    return told;
  }

  /** The lines of a charge: what was taken, borrowed and missed. */
  List<Line> charge(String type, NaiveRules.Payment payment, List<Taken> draws, List<Taken> unheld) {
    var lines = new ArrayList<Line>();
    lines.add(account.line(type, NaiveBill.total(draws).negate(), draws, unheld));
    if (payment.borrowed().signum() > 0) lines.add(account.line("overdraft", payment.borrowed(), List.of()));
    if (payment.missed().signum() > 0) lines.add(account.line("uncollected", payment.missed(), List.of()));
    return lines;
  }

  Told refuse(NaiveReply reply, NaiveRules.Verdict verdict, String feature, NaiveRules rules) {
    return reply.no(verdict.no()).required(verdict.required()).by(verdict.by())
        .limit(verdict.limit().or(() -> rules.closest(feature)))
        .tell(account, rules.catalogue().version(), rules.now());
  }

  Told.Work authorize(Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Catalogue catalogue, long seq, Instant now) {
    var rules = new NaiveRules(account, catalogue, now);
    var feature = demand.feature();
    var verdict = rules.question(demand, run);
    if (verdict.passed()) {
      var payment = rules.pay(feature, verdict.price().required(), onInsufficient);
      if (!payment.no().isEmpty()) verdict = verdict.refused(payment.no(), Optional.empty(), Optional.empty());
    }
    var reply = new NaiveReply(Optional.of(feature), Optional.empty());
    if (!verdict.passed()) reply.no(verdict.no());
    return reply.required(verdict.required()).by(verdict.by())
        .limit(verdict.limit().or(() -> rules.closest(feature))).tell(account, catalogue.version(), seq, now);
  }

  Told gauge(Command.MoveGauge command, Catalogue catalogue, Instant now) {
    var rules = new NaiveRules(account, catalogue, now);
    var key = command.feature();
    var reply = new NaiveReply(Optional.of(key), Optional.of("usage " + command.id()));
    var feature = catalogue.features().get(key);
    var before = BigInteger.valueOf(account.levels.getOrDefault(key, 0L));
    var after = switch (command.move()) {
      case Command.Move.To(var level) -> BigInteger.valueOf(level);
      case Command.Move.By(var change) -> before.add(BigInteger.valueOf(change));
    };
    var no = "";
    if (feature == null) no = "feature_not_found";
    else if (feature.kind() != FeatureKind.GAUGE) no = "wrong_kind";
    else if (after.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0) no = "amount_too_large";
    else if (after.signum() < 0) no = "gauge_below_zero";
    if (!no.isEmpty()) return refuse(reply, NaiveRules.Verdict.no(no), key, rules);
    if (after.compareTo(before) > 0) {
      var verdict = rules.question(
          new Demand(key, after.subtract(before).longValueExact(), Optional.empty(),
              new Dimensions(Map.of(), Map.of())),
          Optional.empty());
      if (!verdict.passed()) return refuse(reply, verdict, key, rules);
    }
    account.levels.put(key, after.longValueExact());
    account.record(now, "gauge " + key + " at " + after, List.of());
    var told = reply.required(BigDecimal.ZERO).level(after.longValueExact()).limit(rules.closest(key))
        .tell(account, catalogue.version(), now);
    moves.put(command.id(), told);
    return told;
  }

  Told refund(Command.Refund command, Catalogue catalogue, Instant now) {
    var rules = new NaiveRules(account, catalogue, now);
    return switch (command.target()) {
      case Command.Target.Usage(var id) -> {
        var spent = Optional.ofNullable(charges.get(id));
        if (spent.isEmpty())
          yield new NaiveReply(Optional.empty(), Optional.of("refund " + command.id())).no("usage_not_found")
              .tell(account, catalogue.version(), now);
        var found = spent.get();
        yield refund(command, found.demand().feature(), found.bill(), found.runs(), found.catalogue(), rules, rest -> {
          charges.put(id, new Spent(found.demand(), rest, found.whole(), found.use(), found.runs(), found.catalogue(),
              found.told()));
          if (rest.total().signum() == 0) account.correct(found.demand().feature(), found.use(), BigInteger.ZERO);
          return Optional.empty();
        });
      }
      case Command.Target.Reservation(var id) -> {
        var hold = Optional.ofNullable(account.holds.get(id));
        if (hold.isEmpty())
          yield new NaiveReply(Optional.empty(), Optional.of("reservation " + id)).no("reservation_not_found")
              .tell(account, catalogue.version(), now);
        var found = hold.get();
        yield refund(command, found.demand.feature(), found.bill, found.runs, found.catalogue.version(), rules,
            rest -> {
              found.bill = rest;
              if (rest.total().signum() == 0 && !found.open())
                account.correct(found.demand.feature(), found.use, BigInteger.ZERO);
              return Optional.of(found);
            });
      }
    };
  }

  /** What becomes of the bill when something has been given back. */
  private interface Rest {
    Optional<NaiveHold> becomes(NaiveBill rest);
  }

  private Told refund(Command.Refund command, String feature, NaiveBill bill, List<String> runs, int version,
      NaiveRules rules, Rest rest) {
    var now = rules.now();
    var amount = command.credits().map(Seen::credits).orElse(bill.total());
    var reply = new NaiveReply(Optional.of(feature), Optional.of("refund " + command.id()));
    if (amount.signum() == 0 || amount.compareTo(bill.total()) > 0)
      return reply.no("refund_exceeds_charge").refundable(bill.total()).limit(rules.closest(feature)).tell(account,
          rules.catalogue().version(), now);
    if (tooLarge(amount))
      return reply.no("amount_too_large").limit(rules.closest(feature)).tell(account, rules.catalogue().version(),
          now);
    var borrowed = amount.min(bill.borrowed());
    var repaid = borrowed.min(account.sums().debt());
    var fresh = borrowed.subtract(repaid);
    var paid = amount.subtract(borrowed);
    var back = new ArrayList<Taken>();
    if (fresh.signum() > 0) {
      var grant = new NaiveGrant("tk:refund:" + command.id(), fresh, "adjustment", 10, now, Optional.empty(), Set.of());
      grant.stage = NaiveGrant.Stage.ACTIVE;
      account.grants.add(grant);
      back.add(new Taken(grant.id, fresh));
    }
    var draws = NaiveBill.last(bill.paid(), paid);
    back.addAll(draws);
    var lines = new ArrayList<>(List.of(account.line("refund", amount, back)));
    if (repaid.signum() > 0) lines.add(account.line("repay", repaid.negate(), List.of()));
    lines.addAll(account.giveBack(draws, now));
    account.charge(runs, amount.negate());
    account.record(now, "refund " + command.id() + " of " + amount, lines);
    var hold = rest.becomes(
        new NaiveBill(NaiveBill.first(bill.paid(), NaiveBill.total(bill.paid()).subtract(paid)),
            Effects.credits(bill.borrowed().subtract(borrowed))));
    hold.ifPresent(found -> reply.with(found.seen()));
    return reply.with(back).refunded(amount).limit(rules.closest(feature)).tell(account, version, now);
  }

  /** Whether all grants, those to come included, would be more than there can be. */
  boolean tooLarge(BigDecimal more) {
    var total = account.sums().settled().add(more);
    for (var grant : account.scheduled())
      total = total.add(grant.credits);
    return total.compareTo(LARGEST) > 0;
  }

  /** What is told of a usage id, and what of it has been given back. */
  Optional<Object> look(String id) {
    var spent = Optional.ofNullable(charges.get(id));
    if (spent.isEmpty()) return Optional.ofNullable(moves.get(id)).map(told -> List.of(told, Effects.NOTHING));
    return Optional
        .of(List.of(spent.get().told(), spent.get().whole().total().subtract(spent.get().bill().total())));
  }
}
