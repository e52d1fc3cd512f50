package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;

/** Which right a customer has to a feature. The one place that knows where rights come from. */
final class Entitling {

  private Entitling() {}

  /** A right, or that there is none. */
  sealed interface Right {

    /** The catalogue has no plans: everything is open to everyone. */
    record Open() implements Right {}

    /** A plan gives it. */
    record Given(String plan, Entitlement entitlement) implements Right {}

    /** Nothing gives it. */
    record None() implements Right {}
  }

  static Right right(Catalogue catalogue, String feature) {
    if (catalogue.plans().isEmpty()) return new Right.Open();
    var plan = catalogue.defaultPlan();
    var entitlement = plan.flatMap(held -> Optional.ofNullable(held.entitlements().get(feature)));
    return entitlement.<Right>map(given -> new Right.Given(plan.orElseThrow().key(), given)).orElseGet(Right.None::new);
  }

  /** The limits that this right comes with. */
  static List<Limit> limits(Right right) {
    return right instanceof Right.Given(var _, var entitlement) ? entitlement.limits() : List.of();
  }

  /** The plan whose price applies to work with these dimensions; empty where the feature's own does. */
  static Optional<String> pricingPlan(Right right, Dimensions dimensions) {
    return right instanceof Right.Given(var plan, var entitlement) && entitlement.cost().isPresent()
        && CostRule.matches(entitlement.when(), dimensions) ? Optional.of(plan) : Optional.empty();
  }

  /** The rules of a feature's price under a plan, or its own. */
  static List<CostRule> cost(Catalogue catalogue, Feature feature, Optional<String> plan) {
    return plan.flatMap(key -> Optional.ofNullable(catalogue.plans().get(key)))
        .flatMap(held -> Optional.ofNullable(held.entitlements().get(feature.key())))
        .flatMap(Entitlement::cost).orElse(feature.cost());
  }

  /** How much the customer may owe. */
  static Credits overdraft(Catalogue catalogue) {
    return catalogue.defaultPlan().map(Plan::overdraft).orElse(Credits.ZERO);
  }

  /** How much more the customer may owe. */
  static Credits overdraftLeft(Catalogue catalogue, Customer customer) {
    var allowance = overdraft(catalogue);
    return allowance.minus(allowance.min(customer.balance().debt()));
  }
}
