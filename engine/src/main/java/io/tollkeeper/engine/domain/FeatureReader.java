package io.tollkeeper.engine.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the features of one catalogue. */
final class FeatureReader {

  private static final List<FeatureKind> KINDS = List.of(FeatureKind.values());

  private final Set<String> ofUnknownKind = new HashSet<>();

  /** The features by their keys. One whose kind is not told is taken for a switch. */
  Map<String, Feature> read(DocumentPart top) {
    var features = new HashMap<String, Feature>();
    top.parts("features", CatalogueReader.MAX_FEATURES, "{ kind: metered }")
        .forEach((key, part) -> features.put(key, feature(key, part)));
    return features;
  }

  /** The features that were taken for switches, so that what is said of them elsewhere cannot be judged. */
  Set<String> ofUnknownKind() {
    return ofUnknownKind;
  }

  /** Whether credits can be spent on features of this kind. */
  static boolean canBeCharged(FeatureKind kind) {
    return switch (kind) {
      case METERED, SWITCH -> true;
      case CONFIG, GAUGE -> false;
    };
  }

  private Feature feature(String key, DocumentPart part) {
    var kind = kind(part);
    if (kind.isEmpty()) ofUnknownKind.add(key);
    var cost = CostReader.read(part);
    if (cost.isPresent() && kind.isPresent() && !canBeCharged(kind.get()))
      part.problem("cost", "only metered features and switches can have a cost",
          "remove the cost, or make the feature metered");
    part.refuseUnread();
    return new Feature(key, kind.orElse(FeatureKind.SWITCH), cost.orElseGet(List::of));
  }

  private static Optional<FeatureKind> kind(DocumentPart part) {
    if (!part.has("kind")) part.problem("kind", "every feature has a kind", WordReader.oneOf(KINDS));
    return WordReader.read(part, "kind", KINDS, "there is no such kind of feature");
  }
}
