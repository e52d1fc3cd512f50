package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.tollkeeper.engine.domain.CatalogueReader.Reading;

/** Documents with plans, for a feature of each kind. */
final class PlanDocuments {

  static final Map<String, Object> FEATURES = Map.of(
      "api", Map.of("kind", "switch"), "tier", Map.of("kind", "config"),
      "chat", Map.of("kind", "metered", "cost", Map.of("credits", 1)), "seats", Map.of("kind", "gauge"));

  private PlanDocuments() {}

  static Map<String, Object> with(Map<String, ?> document) {
    var all = new HashMap<String, Object>(document);
    all.put("features", FEATURES);
    return all;
  }

  static Map<String, Object> inPlan(Map<String, ?> plan) {
    return Map.of("plans", Map.of("p", plan));
  }

  static Map<String, Object> entitled(String feature, Object form) {
    return inPlan(Map.of("entitlements", Map.of(feature, form)));
  }

  static Plan plan(Map<String, ?> plan) {
    return valid(inPlan(plan)).plans().values().iterator().next();
  }

  static Optional<Entitlement> given(String feature, Object form) {
    return Optional.ofNullable(plan(Map.of("entitlements", Map.of(feature, form))).entitlements().get(feature));
  }

  static String wire(Window window) {
    return window.name().toLowerCase(Locale.ROOT);
  }

  static Map<String, Object> keyed(int count, Object value) {
    var map = new HashMap<String, Object>();
    IntStream.range(0, count).forEach(i -> map.put("k" + i, value));
    return map;
  }

  static Catalogue valid(Map<String, ?> document) {
    return read(with(document));
  }

  static Catalogue read(Map<String, ?> document) {
    return assertInstanceOf(Reading.Valid.class, CatalogueReader.read(document)).catalogue();
  }

  static List<Problem> problems(Map<String, ?> document) {
    return assertInstanceOf(Reading.Invalid.class,
        CatalogueReader.read(document.containsKey("features") ? document : with(document))).problems();
  }
}
