package io.tollkeeper.engine.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the plans of one catalogue, and which of them is for customers without another. */
final class PlanReader {

  private final EntitlementReader entitlements;

  PlanReader(EntitlementReader entitlements) {
    this.entitlements = entitlements;
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
    var opened = entitlements.read(part);
    var overdraft = overdraft(part);
    part.refuseUnread();
    return new Plan(key, opened, overdraft);
  }

  private static Credits overdraft(DocumentPart part) {
    var number = part.decimal("overdraft");
    var amount = number.filter(NumberBounds::isAmount);
    if (number.isPresent() && amount.isEmpty())
      part.problem("overdraft",
          "an amount is 0 or more, at most " + NumberBounds.MAX_AMOUNT + " and has at most " + Credits.DECIMALS
              + " decimals",
          "such as 500; without it nothing can be owed");
    return amount.map(Credits::of).orElse(Credits.ZERO);
  }
}
