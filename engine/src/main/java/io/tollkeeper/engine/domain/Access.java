package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What a customer may use, beside what the catalogue gives to everyone. Immutable.
 *
 * @param subscription the plan that it has, if it has one
 * @param anchor from when its periods are counted: since its first plan; empty if it never had one
 * @param included the default plan and the period that credits of it were included for last
 * @param overrides exceptions, by feature
 * @param suspension why it may do nothing, if that is so
 */
public record Access(Optional<Subscription> subscription, Optional<Instant> anchor, Optional<Included> included,
    Tree<String, EntitlementOverride> overrides, Optional<String> suspension) {

  public static final Access NONE =
      new Access(Optional.empty(), Optional.empty(), Optional.empty(), Tree.empty(), Optional.empty());

  /** For which plan and period credits were included. */
  public record Included(String plan, Period period) {}

  Access with(Subscription next, Instant newAnchor) {
    return new Access(Optional.of(next), anchor.or(() -> Optional.of(newAnchor)), included, overrides, suspension);
  }

  Access withoutPlan() {
    return new Access(Optional.empty(), anchor, included, overrides, suspension);
  }

  Access with(Included last) {
    return new Access(subscription, anchor, Optional.of(last), overrides, suspension);
  }

  /** With one more override; those that have expired are forgotten. */
  Access with(EntitlementOverride override) {
    var active = new ArrayList<EntitlementOverride>();
    overrides.forEach((_, made) -> {
      if (made.isActiveAt(override.setAt())) active.add(made);
    });
    var next = Tree.<String, EntitlementOverride>empty();
    for (var made : active)
      next = next.plus(made.feature(), made);
    return with(next.plus(override.feature(), override));
  }

  Access withoutOverride(String feature) {
    return with(overrides.minus(feature));
  }

  private Access with(Tree<String, EntitlementOverride> newOverrides) {
    return new Access(subscription, anchor, included, newOverrides, suspension);
  }

  Access suspended(Optional<String> reason) {
    return new Access(subscription, anchor, included, overrides, reason);
  }
}
