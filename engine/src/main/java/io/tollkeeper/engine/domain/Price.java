package io.tollkeeper.engine.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The price that a charge was made at, kept with the charge so that it can be explained after the catalogue has changed.
 *
 * @param basis what decided it
 * @param rule the number of the catalogue's rule, from 0; 0 where no rule decided
 * @param credits the rule's credits per unit, if it has any
 * @param per the rule's rates for the dimensions that were given
 */
public record Price(Basis basis, int rule, Optional<Rate> credits, Map<String, Rate> per) {

  /** The caller named the price. */
  public static final Price NAMED = new Price(Basis.NAMED, 0, Optional.empty(), Map.of());

  /** The catalogue asks for nothing. */
  public static final Price FREE = new Price(Basis.FREE, 0, Optional.empty(), Map.of());

  /** What decided a price. The wire form is the lower-case name. */
  public enum Basis {
    /** The caller. */
    NAMED,
    /** A feature without a cost. */
    FREE,
    /** A rule of the catalogue. */
    RULE
  }

  public Price {
    per = per.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(per));
  }
}
