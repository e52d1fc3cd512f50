package io.tollkeeper.engine.domain.fuzz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Limit;

/**
 * What a customer may do with a feature.
 *
 * @param source what says so; {@code none} and {@code denied} for nothing
 * @param value of a config feature
 * @param cost the prices in place of the feature's own
 * @param when the dimensions that it is for
 */
record NaiveRight(String source, Optional<String> value, List<Limit> limits, Optional<List<CostRule>> cost,
    Map<String, List<String>> when) {

  private static NaiveRight of(String source, Entitlement given) {
    return new NaiveRight(source, given.value(), given.limits(), given.cost(), given.when());
  }

  private static NaiveRight without(String source) {
    return new NaiveRight(source, Optional.empty(), List.of(), Optional.empty(), Map.of());
  }

  boolean given() {
    return !source.equals("none") && !source.equals("denied");
  }

  /** By hand, else by what was sold, else by what everyone has. */
  static NaiveRight of(NaiveAccount account, Catalogue catalogue, String feature, Instant now) {
    var byHand = Optional.ofNullable(account.overrides.get(feature))
        .filter(made -> made.expiresAt().isEmpty() || made.expiresAt().get().isAfter(now));
    if (byHand.isEmpty()) return sold(account, catalogue, feature, now);
    var made = byHand.get();
    if (made.effect() == EntitlementOverride.Effect.DENY) return without("denied");
    var base = sold(account, catalogue, feature, now);
    var limits = new ArrayList<>(base.limits());
    made.limit().ifPresent(limit -> {
      limits.removeIf(other -> other.window().equals(limit.window()));
      limits.add(limit);
    });
    return new NaiveRight("override", made.value().or(base::value), limits, base.cost(), base.when());
  }

  private static NaiveRight sold(NaiveAccount account, Catalogue catalogue, String feature, Instant now) {
    if (catalogue.plans().isEmpty()) return without("open");
    var paid = NaiveSubscriptions.at(account, now);
    if (paid.isEmpty()) {
      var source = account.plan.isPresent() ? "plan:" : "default:";
      var plan = account.plan.map(NaivePlans.Held::terms).or(catalogue::defaultPlan);
      var ofPlan = plan.flatMap(terms -> Optional.ofNullable(terms.entitlements().get(feature)));
      if (ofPlan.isPresent()) return of(source + plan.get().key(), ofPlan.get());
    } else {
      var together = NaiveUnion.of(paid, feature);
      if (together.isPresent()) return together.get();
    }
    return account.grants.stream().filter(grant -> grant.id.startsWith("stripe:") && grant.active() && !grant.over(now))
        .sorted(Comparator.comparing((NaiveGrant grant) -> grant.until.orElse(Instant.MAX)).reversed())
        .map(grant -> grant.id.substring(grant.id.lastIndexOf(':') + 1))
        .flatMap(key -> Optional.ofNullable(catalogue.packs().get(key)).stream())
        .flatMap(pack -> Optional.ofNullable(pack.entitlements().get(feature)).stream()
            .map(given -> of("pack:" + pack.key(), given)))
        .findFirst().orElseGet(() -> without("none"));
  }
}
