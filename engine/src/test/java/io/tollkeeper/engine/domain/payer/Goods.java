package io.tollkeeper.engine.domain.payer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/** What is sold in these tests, and short words for what is told of it. Money is in cents. */
final class Goods {

  static final Plan PRO = plan("pro", Plan.BillingPeriod.MONTH, 3_000, false);
  static final Plan TEAM = plan("team", Plan.BillingPeriod.MONTH, 9_000, false);
  static final Plan YEARLY = plan("yearly", Plan.BillingPeriod.YEAR, 1_000, true);
  static final Plan BARE = new Plan("bare", Set.of("price_bare"), Plan.BillingPeriod.MONTH, Map.of(), Optional.empty(),
      Credits.ZERO, Duration.ZERO, Optional.empty(), new Plan.PastDue(0, true), Plan.Shortfall.DEBT,
      new Plan.Dispute(false, Plan.Shortfall.DEBT));
  static final Pack SMALL = new Pack("small", Set.of("price_small"), micros(100), Term.parse("P1Y"), 20, Set.of("chat"),
      Map.of());
  static final Pack LARGE =
      new Pack("large", Set.of("price_large"), micros(1_001), Optional.empty(), 30, Set.of(), Map.of());
  static final Catalogue CATALOGUE = catalogue(1, List.of(PRO, TEAM, YEARLY, BARE), List.of(SMALL, LARGE));

  static final Period APRIL = period("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z");
  static final Period MAY = period("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");

  private Goods() {}

  static Catalogue catalogue(int version, List<Plan> plans, List<Pack> packs) {
    return new Catalogue(version, Map.of(), plans.stream().collect(Collectors.toMap(Plan::key, plan -> plan)),
        packs.stream().collect(Collectors.toMap(Pack::key, pack -> pack)), Optional.empty());
  }

  static Plan plan(String key, Plan.BillingPeriod period, long micros, boolean monthly) {
    return new Plan(key, Set.of("price_" + key), period, Map.of(),
        Optional.of(new IncludedCredits(micros(micros), monthly, Optional.empty(), Credits.ZERO, micros(70), 10)),
        Credits.ZERO, Duration.ofHours(24), Optional.empty(), new Plan.PastDue(0, true), Plan.Shortfall.DEBT,
        new Plan.Dispute(false, Plan.Shortfall.DEBT));
  }

  static Credits micros(long micros) {
    return new Credits(micros);
  }

  static Instant at(String time) {
    return Instant.parse(time);
  }

  static Period period(String start, String end) {
    return new Period(at(start), at(end));
  }

  static Notice linked() {
    return new Notice.Linked("acme");
  }

  static Notice alias(String... ids) {
    return new Notice.Alias(Set.of(ids));
  }

  static Payment session(Payment.Phase phase, long total, Line... lines) {
    return new Payment("cs_1", at("2026-04-01T00:00:00Z"), phase, total, "eur", List.of(lines), Optional.empty(),
        Optional.empty());
  }

  static Payment invoice(String id, Payment.Phase phase, String time, Line... lines) {
    return new Payment(id, at(time), phase, Stream.of(lines).mapToLong(Line::amount).sum(), "eur", List.of(lines),
        Optional.of("sub_1"), Optional.empty());
  }

  static Payment paid(String id, Line... lines) {
    return invoice(id, Payment.Phase.PAID, "2026-04-01T00:00:05Z", lines);
  }

  static Line packLine(String id, String pack, long quantity, long amount) {
    return new Line(id, new Notice.Sold.Price("price_" + pack), quantity, amount, Optional.empty(), false,
        Optional.empty());
  }

  static Line planLine(String id, String plan, long quantity, long amount, Period period) {
    return new Line(id, new Notice.Sold.Price("price_" + plan), quantity, amount, Optional.of(period), false,
        Optional.of("sub_1"));
  }

  static Line proration(String id, String plan, long quantity, long amount, Period period) {
    return new Line(id, new Notice.Sold.Price("price_" + plan), quantity, amount, Optional.of(period), true,
        Optional.of("sub_1"));
  }

  static Notice.Refund refund(String id, long amount, Notice.Refund.Phase phase) {
    return new Notice.Refund(id, Set.of("ch_1", "pi_1"), amount, "eur", phase);
  }

  static Notice.Dispute dispute(String time, long amount, Notice.Dispute.Phase phase) {
    return new Notice.Dispute("dp_1", Set.of("ch_1", "pi_1"), at(time), amount, "eur", phase);
  }

  static Subscription subscription(String time, Standing standing, String plan, long quantity, Period period) {
    return new Subscription("sub_1", at(time), false, standing,
        List.of(new Subscription.Item("price_" + plan, quantity, period)), Optional.empty(), Optional.empty(),
        Map.of("status", standing.name(), "plan", plan, "quantity", String.valueOf(quantity)), Map.of());
  }

  static Subscription after(Subscription told, Map<String, String> previous) {
    return new Subscription(told.id(), told.at(), told.fetched(), told.standing(), told.items(), told.trialEnd(),
        told.cancelAt(), told.values(), previous);
  }

  static Subscription fetched(Subscription told) {
    return new Subscription(told.id(), told.at(), true, told.standing(), told.items(), told.trialEnd(),
        told.cancelAt(), told.values(), told.previous());
  }

  static Subscription trialUntil(Subscription told, String end) {
    return new Subscription(told.id(), told.at(), told.fetched(), told.standing(), told.items(), Optional.of(at(end)),
        told.cancelAt(), told.values(), told.previous());
  }
}
