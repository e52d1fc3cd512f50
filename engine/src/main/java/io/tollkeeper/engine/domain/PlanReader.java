package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Plan.BillingPeriod;

/** Reads the plans of one catalogue, and which of them is for customers without another. */
final class PlanReader {

  // Stripe collects a renewal about an hour after the period has ended.
  private static final Duration RENEWAL_GRACE = Duration.ofHours(24);

  private static final List<BillingPeriod> PERIODS = List.of(BillingPeriod.values());

  private final EntitlementReader entitlements;
  private final PriceReader prices;

  PlanReader(EntitlementReader entitlements, PriceReader prices) {
    this.entitlements = entitlements;
    this.prices = prices;
  }

  /** The plans by their keys, in the document's order. */
  Map<String, Plan> read(DocumentPart top) {
    var plans = new LinkedHashMap<String, Plan>();
    top.parts("plans", CatalogueReader.MAX_PLANS, "{ entitlements: { chat: true } }")
        .forEach((key, part) -> plans.put(key, plan(key, part)));
    return plans;
  }

  /** The one of these plans that {@code default_plan} names. */
  Optional<Plan> defaultPlan(DocumentPart top, Map<String, Plan> plans) {
    var key = top.text("default_plan");
    if (key.isPresent() && !plans.containsKey(key.get()))
      top.problem("default_plan", "there is no plan " + key.get(),
          CatalogueReader.known("plans", plans.keySet()));
    return key.map(plans::get);
  }

  private Plan plan(String key, DocumentPart part) {
    var sold = prices.read(part, "the plan " + key);
    var period = WordReader.read(part, "period", PERIODS, "there is no such period").orElse(BillingPeriod.MONTH);
    var opened = entitlements.read(part);
    var credits = IncludedCreditsReader.read(part);
    var overdraft = NumberReader.amount(part, "overdraft", "such as 500; without it nothing can be owed");
    var grace = TermReader.grace(part, "renewal_grace");
    var lowBalance = NumberReader.amount(part, "low_balance", "such as 500; without it no balance is low");
    var pastDue = ConsequenceReader.pastDue(part);
    var refund = ConsequenceReader.refund(part);
    var dispute = ConsequenceReader.dispute(part);
    part.refuseUnread();
    return new Plan(key, sold, period, opened, credits, overdraft.orElse(Credits.ZERO), grace.orElse(RENEWAL_GRACE),
        lowBalance, pastDue, refund, dispute);
  }
}
