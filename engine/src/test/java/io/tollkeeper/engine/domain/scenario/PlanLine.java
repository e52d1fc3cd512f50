package io.tollkeeper.engine.domain.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Plan;

/**
 * {@code plan pro period year credits 1000 per month expires P90D rollover 200 trial 50 priority 5 overdraft 100 low 20}; again, it
 * changes what it names. {@code credits none} takes the credits away.
 */
final class PlanLine {

  private static final Duration GRACE = Duration.ofHours(24);

  private Plan.BillingPeriod period;
  private Optional<Credits> amount;
  private boolean monthly;
  private Optional<IncludedCredits.Expiry> expiry;
  private Credits rollover;
  private Optional<Credits> trial;
  private int priority;
  private Credits overdraft;
  private Optional<Credits> low;
  private Duration grace;
  private Plan.PastDue pastDue;
  private Plan.Shortfall refund;
  private Plan.Dispute dispute;

  private PlanLine(Optional<Plan> known) {
    var credits = known.flatMap(Plan::credits);
    period = known.map(Plan::period).orElse(Plan.BillingPeriod.MONTH);
    amount = credits.map(IncludedCredits::amount);
    monthly = credits.filter(IncludedCredits::monthly).isPresent();
    expiry = credits.flatMap(IncludedCredits::expiry);
    rollover = credits.map(IncludedCredits::rolloverMax).orElse(Credits.ZERO);
    trial = credits.filter(included -> !included.trial().equals(included.amount())).map(IncludedCredits::trial);
    priority = credits.map(IncludedCredits::priority).orElse(Grant.DEFAULT_PRIORITY);
    overdraft = known.map(Plan::overdraft).orElse(Credits.ZERO);
    low = known.flatMap(Plan::lowBalance);
    grace = known.map(Plan::renewalGrace).orElse(GRACE);
    pastDue = known.map(Plan::pastDue).orElse(new Plan.PastDue(0, true));
    refund = known.map(Plan::refundShortfall).orElse(Plan.Shortfall.DEBT);
    dispute = known.map(Plan::dispute).orElse(new Plan.Dispute(false, Plan.Shortfall.DEBT));
  }

  static Plan read(String key, Optional<Plan> known, Line line) {
    var plan = new PlanLine(known);
    while (line.hasMore())
      plan.take(line);
    return plan.plan(key, known.map(Plan::entitlements).orElse(Map.of()));
  }

  /** The same plan with other rights. */
  static Plan with(Plan plan, Map<String, Entitlement> entitlements) {
    return new PlanLine(Optional.of(plan)).plan(plan.key(), entitlements);
  }

  private void take(Line line) {
    switch (line.word()) {
      case "period" -> period = Plan.BillingPeriod.valueOf(line.word().toUpperCase(Locale.ROOT));
      case "credits" -> amount = line.next("none") ? Optional.empty() : Optional.of(line.credits());
      case "per" -> monthly = line.word().equals("month");
      case "expires" -> expiry = expiry(line);
      case "rollover" -> rollover = line.credits();
      case "trial" -> trial = Optional.of(line.credits());
      case "priority" -> priority = line.number();
      case "overdraft" -> overdraft = line.credits();
      case "low" -> low = Optional.of(line.credits());
      case "grace" -> grace = line.duration();
      case "past_due" -> pastDue = new Plan.PastDue(line.number(), !line.next("keep"));
      case "refund_shortfall" -> refund = shortfall(line);
      case "dispute_shortfall" -> dispute = new Plan.Dispute(dispute.suspends(), shortfall(line));
      case "dispute_suspends" -> dispute = new Plan.Dispute(true, dispute.shortfall());
      default -> throw new IllegalArgumentException(
          "a plan has period, credits, per, expires, rollover, trial, priority, overdraft, low, grace, past_due, "
              + "refund_shortfall, dispute_shortfall and dispute_suspends");
    }
  }

  private static Plan.Shortfall shortfall(Line line) {
    return Plan.Shortfall.valueOf(line.word().toUpperCase(Locale.ROOT));
  }

  private static Optional<IncludedCredits.Expiry> expiry(Line line) {
    if (line.next("period_end")) return Optional.empty();
    if (line.next("never")) return Optional.of(new IncludedCredits.Expiry.Never());
    return Optional.of(new IncludedCredits.Expiry.After(line.term()));
  }

  private Plan plan(String key, Map<String, Entitlement> entitlements) {
    return new Plan(key, Set.of(), period, entitlements,
        amount.map(
            credits -> new IncludedCredits(credits, monthly, expiry, rollover, trial.orElse(credits), priority)),
        overdraft, grace, low, pastDue, refund, dispute);
  }
}
