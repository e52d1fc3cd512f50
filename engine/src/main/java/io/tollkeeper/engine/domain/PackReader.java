package io.tollkeeper.engine.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the packs of one catalogue. */
final class PackReader {

  private final Map<String, Feature> features;
  private final EntitlementReader entitlements;
  private final PriceReader prices;
  private final String known;

  PackReader(Map<String, Feature> features, EntitlementReader entitlements, PriceReader prices) {
    this.features = features;
    this.entitlements = entitlements;
    this.prices = prices;
    this.known = CatalogueReader.known("features", features.keySet());
  }

  /** The packs by their keys. */
  Map<String, Pack> read(DocumentPart top) {
    var packs = new HashMap<String, Pack>();
    top.parts("packs", CatalogueReader.MAX_PACKS, "{ credits: 100 }")
        .forEach((key, part) -> packs.put(key, pack(key, part)));
    return packs;
  }

  private Pack pack(String key, DocumentPart part) {
    var sold = prices.read(part, "the pack " + key);
    var credits = credits(part);
    var term = term(part);
    var priority = NumberReader.priority(part);
    var only = features(part);
    var opened = entitlements.read(part);
    part.refuseUnread();
    return new Pack(key, sold, credits, term, priority, only, opened);
  }

  private static Credits credits(DocumentPart part) {
    var credits = NumberReader.positive(part, "credits", "such as 10000");
    if (!part.has("credits")) part.problem("credits", "every pack grants credits", "such as 10000");
    return credits.orElse(Credits.ZERO);
  }

  private static Optional<Term> term(DocumentPart part) {
    var text = part.text("expires_after");
    var term = text.flatMap(TermReader::term);
    if (text.isPresent() && term.isEmpty())
      part.problem("expires_after", "this is not a length of time of at most 1000 years",
          "an ISO 8601 duration, such as P90D, P1Y or PT36H");
    return term;
  }

  private Set<String> features(DocumentPart part) {
    var named = new HashSet<String>();
    for (var key : part.texts("features", CatalogueReader.MAX_FEATURES)) {
      var feature = features.get(key);
      if (feature == null)
        part.problem("features", "there is no feature " + key, known);
      else
        if (!FeatureReader.canBeCharged(feature.kind()))
          part.problem("features", "credits cannot be spent on " + key,
              "name metered features and switches only; none means all");
        else
          if (!named.add(key)) part.problem("features", key + " is named twice", "name it once");
    }
    return named;
  }
}
