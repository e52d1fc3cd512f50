package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which right a customer has to a feature, and where it comes from. The one place that knows. In this order, the first that says
 * something decides:
 *
 * <ol>
 * <li>an override that denies;
 * <li>an override that allows, with the plan's limits where it has none of its own;
 * <li>the plans of its subscriptions at the payment provider, all together ({@link Union});
 * <li>the plan that it was assigned, in the version that it was renewed with last;
 * <li>the default plan, in its current version, for customers without a plan;
 * <li>a pack, as long as its grant has not ended; of several, the one that ends last.
 * </ol>
 *
 * As long as the catalogue has no plans, everything that is not denied is open.
 */
final class Entitling {

  private static final String OVERRIDE = "override";
  private static final String PACK = "pack:";
  private static final Entitlement UNLIMITED = new Entitlement(Optional.empty(), List.of(), Optional.empty(), Map.of());

  private Entitling() {}

  /** A right, or that there is none. */
  sealed interface Right {

    /** The catalogue has no plans: everything is open to everyone. */
    record Open() implements Right {}

    /**
     * Something gives it.
     *
     * @param source what: {@code plan:pro}, {@code default:free}, {@code pack:credits_10k} or {@code override}
     * @param terms the plan or pack whose entitlement it is; empty if none's
     * @param from since when
     * @param until until when; empty if that is open
     */
    record Given(Entitlement entitlement, String source, Optional<Terms> terms, Instant from,
        Optional<Instant> until) implements Right {}

    /** An override takes it away. */
    record Denied(EntitlementOverride override) implements Right {}

    /** Nothing gives it. */
    record None() implements Right {}
  }

  static Right right(Case decided, String feature) {
    var override = decided.customer().access().overrides().get(feature).filter(made -> made.isActiveAt(decided.now()));
    if (override.isEmpty()) return sold(decided, feature);
    return switch (override.get().effect()) {
      case DENY -> new Right.Denied(override.get());
      case ALLOW -> allowed(override.get(), sold(decided, feature));
    };
  }

  /** Every right that the customer has, in the order of the features' keys. */
  static List<EntitlementView> all(Case decided) {
    return decided.catalogue().features().values().stream().sorted(Comparator.comparing(Feature::key))
        .map(feature -> view(decided, feature)).filter(EntitlementView::entitled).toList();
  }

  /** Whether the customer has a right to this feature. */
  static EntitlementView view(Case decided, Feature feature) {
    var key = feature.key();
    var limit = Limiting.closest(decided, key, new Counted(0, decided.now()));
    return switch (right(decided, key)) {
      case Right.Open _ -> new EntitlementView(key, feature.kind(), true, Optional.empty(), "open", Optional.empty(),
          Optional.empty(), limit);
      case Right.Given given ->
        new EntitlementView(key, feature.kind(), true, given.entitlement().value(), given.source(),
            Optional.of(given.from()), given.until(), limit);
      case Right.Denied(var override) -> new EntitlementView(key, feature.kind(), false, Optional.empty(), OVERRIDE,
          Optional.of(override.setAt()), override.expiresAt(), Optional.empty());
      case Right.None _ -> new EntitlementView(key, feature.kind(), false, Optional.empty(), "none", Optional.empty(),
          Optional.empty(), Optional.empty());
    };
  }

  /** What the customer has bought, or what everyone has. */
  private static Right sold(Case decided, String feature) {
    var catalogue = decided.catalogue();
    if (catalogue.plans().isEmpty()) return new Right.Open();
    return held(decided, feature).or(() -> ofPack(decided, feature)).orElseGet(Right.None::new);
  }

  private static Optional<Right> held(Case decided, String feature) {
    var customer = decided.customer();
    var paid = customer.access().paidAt(decided.now());
    if (!paid.isEmpty()) return Union.of(decided, paid, feature).map(Union::right);
    var subscription = customer.access().subscription();
    if (subscription.isPresent()) {
      var held = subscription.get();
      return Optional.ofNullable(plan(decided, held).entitlements().get(feature))
          .map(given -> new Right.Given(given, "plan:" + held.plan(),
              Optional.of(new Terms(held.plan(), held.version())),
              held.since(), held.ahead().map(_ -> held.period().end())));
    }
    var catalogue = decided.catalogue();
    return catalogue.defaultPlan().flatMap(plan -> Optional.ofNullable(plan.entitlements().get(feature))
        .map(given -> new Right.Given(given, "default:" + plan.key(),
            Optional.of(new Terms(plan.key(), catalogue.version())), customer.createdAt(), Optional.empty())));
  }

  private static Optional<Right> ofPack(Case decided, String feature) {
    return decided.customer().grants().owned(decided.now()).stream()
        .sorted(Comparator.comparing(Grant::expiresAt).reversed())
        .flatMap(grant -> grant.pack().flatMap(decided.catalogue()::pack)
            .flatMap(pack -> Optional.ofNullable(pack.entitlements().get(feature))
                .<Right>map(given -> new Right.Given(given, PACK + pack.key(),
                    Optional.of(new Terms(PACK + pack.key(), decided.catalogue().version())), grant.effectiveAt(),
                    Optional.of(grant.expiresAt()).filter(end -> !end.equals(Grant.NEVER)))))
            .stream())
        .findFirst();
  }

  private static Right allowed(EntitlementOverride override, Right sold) {
    var base = sold instanceof Right.Given given ? given.entitlement() : UNLIMITED;
    var terms = sold instanceof Right.Given given ? given.terms() : Optional.<Terms>empty();
    var entitlement =
        new Entitlement(override.value().or(base::value), limits(base.limits(), override.limit()), base.cost(),
            base.when());
    return new Right.Given(entitlement, OVERRIDE, terms, override.setAt(), override.expiresAt());
  }

  private static List<Limit> limits(List<Limit> limits, Optional<Limit> override) {
    if (override.isEmpty()) return limits;
    var merged = new ArrayList<Limit>();
    for (var limit : limits)
      if (!limit.window().equals(override.get().window())) merged.add(limit);
    merged.add(override.get());
    return merged;
  }

  /** The plan that the customer has, as it was when its period began. */
  static Plan plan(Case decided, Subscription held) {
    return decided.catalogue(held.version()).plan(held.plan()).orElseThrow();
  }

  /** The plan that a subscription at the payment provider gives, in the version that was agreed to. */
  static Plan plan(Case decided, PaidSubscription.Held held) {
    return decided.catalogue(held.version()).plan(held.plan()).orElseThrow();
  }

  /** The plan whose terms apply to the customer: the first that a subscription gives it, its own, or the default plan. */
  static Optional<Plan> plan(Case decided) {
    var paid = decided.customer().access().paidAt(decided.now());
    if (!paid.isEmpty()) return Union.first(decided, paid).map(held -> plan(decided, held));
    return decided.customer().access().subscription().map(held -> plan(decided, held))
        .or(decided.catalogue()::defaultPlan);
  }

  /** The limits that this right comes with. */
  static List<Limit> limits(Right right) {
    return right instanceof Right.Given given ? given.entitlement().limits() : List.of();
  }

  /** The plan or pack whose price applies to work with these dimensions; empty where the feature's own does. */
  static Optional<Terms> pricing(Right right, Dimensions dimensions) {
    return right instanceof Right.Given given && given.entitlement().cost().isPresent()
        && CostRule.matches(given.entitlement().when(), dimensions) ? given.terms() : Optional.empty();
  }

  /** The rules of a feature's price under a plan, or its own. */
  static List<CostRule> cost(Case decided, Feature feature, Optional<Terms> terms) {
    return terms.flatMap(of -> Optional.ofNullable(entitlements(decided, of).get(feature.key())))
        .flatMap(Entitlement::cost).orElse(feature.cost());
  }

  private static Map<String, Entitlement> entitlements(Case decided, Terms terms) {
    var catalogue = decided.catalogue(terms.version());
    var entitlements = terms.plan().startsWith(PACK)
        ? catalogue.pack(terms.plan().substring(PACK.length())).map(Pack::entitlements)
        : catalogue.plan(terms.plan()).map(Plan::entitlements);
    return entitlements.orElse(Map.of());
  }

  /** Whether this is less than what the customer's plan calls low. */
  static boolean isLow(Case decided, Credits available) {
    return plan(decided).flatMap(Plan::lowBalance).filter(low -> available.compareTo(low) < 0).isPresent();
  }

  /** How much more the customer may owe. */
  static Credits overdraftLeft(Case decided) {
    var allowance = plan(decided).map(Plan::overdraft).orElse(Credits.ZERO);
    return allowance.minus(allowance.min(decided.customer().balance().debt()));
  }
}
