package io.tollkeeper.engine.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the Stripe prices of one catalogue, and sees to it that each sells one plan or one pack at most. */
final class PriceReader {

  private static final int MAX_PRICES = 100;

  private final Map<String, String> sellers = new HashMap<>();

  /** The prices that sell this thing, which is named in words, such as {@code the plan pro}. */
  Set<String> read(DocumentPart part, String thing) {
    var prices = part.texts("stripe_prices", MAX_PRICES);
    for (var price : prices) {
      var other = sellers.putIfAbsent(price, thing);
      if (other != null)
        part.problem("stripe_prices", "the price " + price + " already sells " + other,
            "each Stripe price sells one plan or one pack, and is named once");
    }
    return new HashSet<>(prices);
  }
}
