package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a catalogue from the document that a tenant publishes: maps, lists, strings, exact numbers and booleans. The whole document
 * is read, so that everything that is wrong with it is told at once.
 */
public final class CatalogueReader {

  /** The most features that a catalogue may have. */
  public static final int MAX_FEATURES = 1_000;

  /** The most packs that a catalogue may have. */
  public static final int MAX_PACKS = 1_000;

  private CatalogueReader() {}

  /** What a document turned out to be. */
  public sealed interface Reading {

    /** A catalogue. It is not published yet, so its version is 0. */
    record Valid(Catalogue catalogue) implements Reading {}

    /** No catalogue, for these reasons: at least one. */
    record Invalid(List<Problem> problems) implements Reading {

      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /** The catalogue in this document, or all that is wrong with it. */
  public static Reading read(Map<String, ?> document) {
    var problems = new ArrayList<Problem>();
    var top = DocumentPart.root(document, problems);
    var features = features(top);
    var packs = packs(top, features);
    top.refuseUnread();
    return problems.isEmpty()
        ? new Reading.Valid(new Catalogue(0, features, Map.of(), packs, Optional.empty()))
        : new Reading.Invalid(problems);
  }

  private static Map<String, Feature> features(DocumentPart top) {
    var features = new HashMap<String, Feature>();
    top.parts("features", MAX_FEATURES).forEach((key, part) -> features.put(key, feature(key, part)));
    return features;
  }

  private static Feature feature(String key, DocumentPart part) {
    var kind = kind(part);
    var cost = CostReader.read(part);
    if (part.has("cost") && kind.isPresent() && !canBeCharged(kind.get()))
      part.problem("cost", "only metered features and switches can have a cost",
          "remove the cost, or make the feature metered");
    part.refuseUnread();
    return new Feature(key, kind.orElse(FeatureKind.SWITCH), cost);
  }

  /** Whether credits can be spent on features of this kind. */
  static boolean canBeCharged(FeatureKind kind) {
    return switch (kind) {
      case METERED, SWITCH -> true;
      case CONFIG, GAUGE -> false;
    };
  }

  private static Optional<FeatureKind> kind(DocumentPart part) {
    var word = part.text("kind");
    if (word.isEmpty()) {
      if (!part.has("kind")) part.problem("kind", "every feature has a kind", kinds());
      return Optional.empty();
    }
    var kind = Stream.of(FeatureKind.values()).filter(candidate -> wire(candidate).equals(word.get())).findAny();
    if (kind.isEmpty()) part.problem("kind", "there is no such kind of feature", kinds());
    return kind;
  }

  private static Map<String, Pack> packs(DocumentPart top, Map<String, Feature> features) {
    var packs = new HashMap<String, Pack>();
    var reader = new PackReader(features);
    top.parts("packs", MAX_PACKS).forEach((key, part) -> packs.put(key, reader.read(key, part)));
    return packs;
  }

  private static String kinds() {
    return Stream.of(FeatureKind.values()).map(CatalogueReader::wire).collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String wire(FeatureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
