package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads a catalogue from the document that a tenant publishes: maps, lists, strings, exact numbers and booleans. The whole document
 * is read, so that everything that is wrong with it is told at once.
 */
public final class CatalogueReader {

  /** The most features that a catalogue may have. */
  public static final int MAX_FEATURES = 1_000;

  /** The most plans that a catalogue may have. */
  public static final int MAX_PLANS = 100;

  /** The most packs that a catalogue may have. */
  public static final int MAX_PACKS = 1_000;

  // A hint is read by people.
  private static final int MAX_SUGGESTIONS = 20;

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
    var featureReader = new FeatureReader();
    var features = featureReader.read(top);
    var entitlements = new EntitlementReader(features, featureReader.ofUnknownKind());
    // Plans and packs share it, for a price sells one of either.
    var prices = new PriceReader();
    var planReader = new PlanReader(entitlements, prices);
    var plans = planReader.read(top);
    var packs = new PackReader(features, entitlements, prices).read(top);
    var defaultPlan = planReader.defaultPlan(top, plans);
    top.refuseUnread();
    return problems.isEmpty()
        ? new Reading.Valid(new Catalogue(0, features, plans, packs, defaultPlan))
        : new Reading.Invalid(problems);
  }

  /** The hint for a name that is none of these. */
  static String known(String things, Collection<String> keys) {
    return keys.isEmpty()
        ? "the catalogue has no " + things
        : "known: " + String.join(", ", keys.stream().sorted().limit(MAX_SUGGESTIONS).toList())
            + (keys.size() > MAX_SUGGESTIONS ? " …" : "");
  }
}
