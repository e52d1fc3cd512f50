package io.tollkeeper.engine.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the entitlements of plans and packs. Each is a mapping of what the kind of its feature can have, or short for one:
 * {@code true} for entitled without more words, {@code false} for not entitled, a config feature's value, a gauge's limit.
 */
final class EntitlementReader {

  /** The most entitlements that a plan or a pack may have. */
  static final int MAX_ENTITLEMENTS = 1_000;

  // All that an entitlement of some kind can have.
  private static final Set<String> NAMES = Set.of("value", "limit", "per", "per_quantity", "cost", "when");

  private final Map<String, Feature> features;
  private final Set<String> ofUnknownKind;
  private final String known;

  EntitlementReader(Map<String, Feature> features, Set<String> ofUnknownKind) {
    this.features = features;
    this.ofUnknownKind = ofUnknownKind;
    this.known = CatalogueReader.known("features", features.keySet());
  }

  /** The entitlements of this plan or pack by the keys of their features. */
  Map<String, Entitlement> read(DocumentPart owner) {
    var part = owner.mapping("entitlements");
    var entitlements = new HashMap<String, Entitlement>();
    for (var key : part.keys(MAX_ENTITLEMENTS)) {
      var feature = features.get(key);
      if (feature == null)
        part.problem(key, "there is no feature " + key, known);
      else
        if (!ofUnknownKind.contains(key))
          entitlement(part, key, feature.kind()).ifPresent(entitlement -> entitlements.put(key, entitlement));
    }
    return entitlements;
  }

  private static Optional<Entitlement> entitlement(DocumentPart part, String key, FeatureKind kind) {
    return part.value(key).flatMap(value -> switch (value) {
      case Boolean given when !given -> Optional.empty();
      case Boolean _ when kind != FeatureKind.CONFIG -> Optional.of(unlimited());
      case Map<?, ?> _ -> Optional.of(inFull(part.mapping(key), kind));
      default -> inShort(part, key, kind);
    });
  }

  private static Optional<Entitlement> inShort(DocumentPart part, String key, FeatureKind kind) {
    return switch (kind) {
      case CONFIG -> value(part, key).map(EntitlementReader::ofValue);
      case GAUGE -> Optional.of(limited(LimitReader.level(part, key)));
      case METERED -> {
        part.problem(key, "this must be true, false or a mapping", "such as true or { limit: 20, per: day }");
        yield Optional.empty();
      }
      case SWITCH -> {
        part.problem(key, "this must be true, false or a mapping", "true opens the feature");
        yield Optional.empty();
      }
    };
  }

  private static Entitlement inFull(DocumentPart part, FeatureKind kind) {
    var entitlement = switch (kind) {
      case CONFIG -> {
        if (!part.has("value")) part.problem("value", "a config feature has a value", "such as priority or 10");
        yield value(part, "value").map(EntitlementReader::ofValue).orElseGet(EntitlementReader::unlimited);
      }
      case GAUGE -> limited(LimitReader.level(part));
      case METERED -> new Entitlement(Optional.empty(), LimitReader.counted(part), CostReader.read(part),
          ConditionReader.read(part));
      case SWITCH -> new Entitlement(Optional.empty(), List.of(), CostReader.read(part), ConditionReader.read(part));
    };
    part.refuseUnread(name -> NAMES.contains(name)
        ? "an entitlement to " + words(kind) + " has no " + name
        : "nothing is known by this name here");
    return entitlement;
  }

  private static Optional<String> value(DocumentPart part, String name) {
    var value = part.value(name);
    var text = value.flatMap(EntitlementReader::text);
    if (value.isPresent() && text.isEmpty())
      part.problem(name,
          "the value of a config feature is a text of 1 to " + DocumentPart.MAX_TEXT
              + " printable characters or a number",
          "such as priority or 10; put words such as true in quotes");
    return text;
  }

  /** A text as it is, and a number in the one form that equal numbers have. */
  private static Optional<String> text(Object value) {
    if (value instanceof String text) return DocumentPart.isText(text) ? Optional.of(text) : Optional.empty();
    return DocumentPart.number(value).filter(NumberBounds::isShort).map(NumberBounds::plain);
  }

  private static Entitlement unlimited() {
    return limited(List.of());
  }

  private static Entitlement limited(List<Limit> limits) {
    return new Entitlement(Optional.empty(), limits, Optional.empty(), Map.of());
  }

  private static Entitlement ofValue(String value) {
    return new Entitlement(Optional.of(value), List.of(), Optional.empty(), Map.of());
  }

  private static String words(FeatureKind kind) {
    return switch (kind) {
      case SWITCH -> "a switch";
      case CONFIG -> "a config feature";
      case METERED -> "a metered feature";
      case GAUGE -> "a gauge";
    };
  }
}
