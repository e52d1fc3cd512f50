package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The features that a catalogue takes from customers by having plans for the first time. Without plans every feature is open to
 * everyone; with plans a customer without one has what the default plan gives, or nothing.
 */
public final class ClosedFeatures {

  private ClosedFeatures() {}

  /**
   * The keys of the features that both catalogues have and that all customers could use without conditions before, but not after, in
   * alphabetical order. None if the catalogue before has plans already, for then nothing was open to everyone.
   */
  public static List<String> between(Catalogue before, Catalogue after) {
    if (!before.plans().isEmpty() || after.plans().isEmpty()) return List.of();
    var given = after.defaultPlan().map(Plan::entitlements).orElseGet(Map::of);
    return after.features().keySet().stream()
        .filter(key -> before.feature(key).isPresent() && !isOpen(Optional.ofNullable(given.get(key))))
        .sorted().toList();
  }

  /** Whether all work can be done, if not without end. A limit slows a customer down; a limit of nothing shuts it out. */
  private static boolean isOpen(Optional<Entitlement> given) {
    return given.isPresent() && given.get().when().isEmpty()
        && given.get().limits().stream().allMatch(limit -> limit.limit() > 0);
  }
}
