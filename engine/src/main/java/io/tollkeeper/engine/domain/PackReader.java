package io.tollkeeper.engine.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the packs of one catalogue, and sees to it that each Stripe price sells one of them at most. */
final class PackReader {

  /** The largest priority number. */
  private static final int MAX_PRIORITY = 1_000;

  private static final int MAX_PRICES = 100;

  // A thousand years. Dates stay within what every calendar and database can hold.
  private static final Instant MAX_TERM = Instant.parse("2970-01-01T00:00:00Z");

  private final Map<String, Feature> features;
  private final String known;
  private final Map<String, String> sellers = new HashMap<>();

  PackReader(Map<String, Feature> features) {
    this.features = features;
    this.known = CatalogueReader.known("features", features.keySet());
  }

  Pack read(String key, DocumentPart part) {
    var prices = prices(key, part);
    var credits = credits(part);
    var term = term(part);
    var priority = priority(part);
    var only = features(part);
    part.refuseUnread();
    return new Pack(key, prices, credits, term, priority, only);
  }

  private Set<String> prices(String key, DocumentPart part) {
    var prices = part.texts("stripe_prices", MAX_PRICES);
    for (int i = 0; i < prices.size(); i++) {
      var other = sellers.putIfAbsent(prices.get(i), key);
      if (other != null)
        part.problem("stripe_prices", "the price " + prices.get(i) + " already sells the pack " + other,
            "each Stripe price sells one pack, and is named once");
    }
    return new HashSet<>(prices);
  }

  private static Credits credits(DocumentPart part) {
    var number = part.decimal("credits");
    if (number.isEmpty()) {
      if (!part.has("credits")) part.problem("credits", "every pack grants credits", "such as 10000");
      return Credits.ZERO;
    }
    var value = number.get();
    if (NumberBounds.isAmount(value) && value.signum() > 0) return Credits.of(value);
    part.problem("credits",
        "an amount is more than 0, at most " + NumberBounds.MAX_AMOUNT + " and has at most " + Credits.DECIMALS
            + " decimals",
        "such as 10000");
    return Credits.ZERO;
  }

  private static Optional<Term> term(DocumentPart part) {
    var text = part.text("expires_after");
    var term = text.flatMap(Term::parse).filter(PackReader::isSane);
    if (text.isPresent() && term.isEmpty())
      part.problem("expires_after", "this is not a length of time of at most 1000 years",
          "an ISO 8601 duration, such as P90D, P1Y or PT36H");
    return term;
  }

  private static boolean isSane(Term term) {
    try {
      return !term.after(Instant.EPOCH).isAfter(MAX_TERM);
    } catch (DateTimeException | ArithmeticException _) {
      return false;
    }
  }

  private static int priority(DocumentPart part) {
    var number = part.decimal("priority");
    if (number.isEmpty()) return Grant.DEFAULT_PRIORITY;
    var value = number.get();
    if (NumberBounds.isWhole(value, MAX_PRIORITY)) return value.intValueExact();
    part.problem("priority", "a priority is a whole number from 0 to " + MAX_PRIORITY,
        "10 is the default; lower is spent first");
    return Grant.DEFAULT_PRIORITY;
  }

  private Set<String> features(DocumentPart part) {
    var named = new HashSet<String>();
    var keys = new ArrayList<>(part.texts("features", CatalogueReader.MAX_FEATURES));
    for (var key : keys) {
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
