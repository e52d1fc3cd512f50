package io.tollkeeper.http.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.http.wire.Words;

/**
 * The parts of a catalogue in the one form that equal parts share: that of a published document, with the defaults filled in, sets
 * in order, and numbers of credits and limits as texts.
 */
final class CatalogueForm {

  private CatalogueForm() {}

  static Map<String, Object> of(Feature feature) {
    var form = new LinkedHashMap<String, Object>();
    form.put("kind", Words.of(feature.kind()));
    if (!feature.cost().isEmpty()) form.put("cost", cost(feature.cost()));
    return form;
  }

  static Map<String, Object> of(Plan plan) {
    var form = new LinkedHashMap<String, Object>();
    form.put("stripe_prices", sorted(plan.stripePrices()));
    form.put("period", Words.of(plan.period()));
    form.put("entitlements", entitlements(plan.entitlements()));
    plan.credits().ifPresent(credits -> form.put("credits", of(credits)));
    form.put("overdraft", plan.overdraft().toString());
    form.put("renewal_grace", plan.renewalGrace().toString());
    plan.lowBalance().ifPresent(amount -> form.put("low_balance", amount.toString()));
    form.put("on_past_due", inOrder("grace_days", plan.pastDue().graceDays(), "then",
        plan.pastDue().suspends() ? "suspend_plan" : "keep"));
    form.put("on_refund", Map.of("shortfall", Words.of(plan.refundShortfall())));
    form.put("on_dispute",
        inOrder("suspend", plan.dispute().suspends(), "shortfall", Words.of(plan.dispute().shortfall())));
    return form;
  }

  static Map<String, Object> of(Pack pack) {
    var form = new LinkedHashMap<String, Object>();
    form.put("stripe_prices", sorted(pack.stripePrices()));
    form.put("credits", pack.credits().toString());
    pack.expiresAfter().ifPresent(term -> form.put("expires_after", term.toString()));
    form.put("priority", pack.priority());
    form.put("features", sorted(pack.features()));
    form.put("entitlements", entitlements(pack.entitlements()));
    return form;
  }

  private static Map<String, Object> of(IncludedCredits credits) {
    var form = inOrder("amount", credits.amount().toString(), "per", credits.monthly() ? "month" : "billing_period");
    form.put("expires", expires(credits.expiry()));
    if (!credits.rolloverMax().isZero()) form.put("rollover", Map.of("max", credits.rolloverMax().toString()));
    form.put("trial", credits.trial().toString());
    form.put("priority", credits.priority());
    return form;
  }

  private static String expires(Optional<IncludedCredits.Expiry> expiry) {
    return expiry.map(end -> switch (end) {
      case IncludedCredits.Expiry.Never _ -> "never";
      case IncludedCredits.Expiry.After(var term) -> term.toString();
    }).orElse("period_end");
  }

  private static Map<String, Object> entitlements(Map<String, Entitlement> entitlements) {
    var form = new TreeMap<String, Object>();
    entitlements.forEach((key, entitlement) -> form.put(key, of(entitlement)));
    return form;
  }

  private static Object of(Entitlement entitlement) {
    if (entitlement.value().isPresent()) return entitlement.value().get();
    var form = new LinkedHashMap<String, Object>();
    if (entitlement.limits().size() == 1) form.putAll(of(entitlement.limits().getFirst()));
    if (entitlement.limits().size() > 1)
      form.put("limit", entitlement.limits().stream().map(CatalogueForm::of).toList());
    entitlement.cost().ifPresent(rules -> form.put("cost", cost(rules)));
    if (!entitlement.when().isEmpty()) form.put("when", when(entitlement.when()));
    return form.isEmpty() ? true : form;
  }

  private static Map<String, Object> of(Limit limit) {
    var form = new LinkedHashMap<String, Object>();
    form.put("limit", Long.toString(limit.limit()));
    limit.window().ifPresent(window -> form.put("per", Words.of(window)));
    if (limit.perQuantity()) form.put("per_quantity", true);
    return form;
  }

  private static Object cost(List<CostRule> rules) {
    return rules.size() == 1 ? of(rules.getFirst()) : rules.stream().map(CatalogueForm::of).toList();
  }

  private static Map<String, Object> of(CostRule rule) {
    var form = new LinkedHashMap<String, Object>();
    if (!rule.when().isEmpty()) form.put("when", when(rule.when()));
    rule.credits().ifPresent(rate -> form.put("credits", rate.toString()));
    if (!rule.per().isEmpty()) form.put("per", rates(rule.per()));
    return form;
  }

  private static Map<String, Object> rates(Map<String, Rate> rates) {
    var form = new TreeMap<String, Object>();
    rates.forEach((dimension, rate) -> form.put(dimension, rate.toString()));
    return form;
  }

  private static Map<String, Object> when(Map<String, List<String>> conditions) {
    return new TreeMap<>(conditions);
  }

  private static List<String> sorted(Set<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static Map<String, Object> inOrder(String first, Object one, String second, Object other) {
    var form = new LinkedHashMap<String, Object>();
    form.put(first, one);
    form.put(second, other);
    return form;
  }
}
