package io.tollkeeper.engine.domain;

import java.util.List;

/**
 * Something a customer can use.
 *
 * @param key its name in the catalogue
 * @param kind what kind of thing it is
 * @param cost the rules of its price, the first that matches applies; none at all means that it costs nothing
 */
public record Feature(String key, FeatureKind kind, List<CostRule> cost) {

  public Feature {
    cost = List.copyOf(cost);
  }
}
