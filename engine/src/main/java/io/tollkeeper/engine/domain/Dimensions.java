package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a piece of work beside its quantity: words that choose a price ({@code model}) and totals that are priced
 * ({@code input_tokens}). Sorted by name, numbers without trailing zeros, so that equal dimensions are equal records.
 */
public record Dimensions(Map<String, String> words, Map<String, BigDecimal> totals) {

  public static final Dimensions NONE = new Dimensions(Map.of(), Map.of());

  /** How many dimensions one operation may name. */
  public static final int MAX = 32;

  public Dimensions {
    words = sorted(words);
    var canonical = new TreeMap<String, BigDecimal>();
    totals.forEach(
        (name, total) -> canonical.put(name, total.signum() == 0 ? BigDecimal.ZERO : total.stripTrailingZeros()));
    totals = sorted(canonical);
  }

  public boolean isEmpty() {
    return words.isEmpty() && totals.isEmpty();
  }

  /** The dimension as a price's condition sees it: the word, or the total in plain decimal form. */
  public Optional<String> text(String name) {
    var word = words.get(name);
    if (word != null) return Optional.of(word);
    return Optional.ofNullable(totals.get(name)).map(BigDecimal::toPlainString);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
