package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of a feature's cost: when it applies and what it asks for.
 *
 * @param when per dimension the values that match; every dimension named must match, none named matches everything
 * @param credits asked for each unit of quantity, if anything
 * @param per asked for each one of a dimension's total
 */
public record CostRule(Map<String, List<String>> when, Optional<Rate> credits, Map<String, Rate> per) {

  public CostRule {
    when = Map.copyOf(when);
    per = Map.copyOf(per);
  }

  /** Whether this rule is the one for work with these dimensions. */
  public boolean matches(Dimensions dimensions) {
    return matches(when, dimensions);
  }

  /** Whether the dimensions have one of the values for each of these names. */
  static boolean matches(Map<String, List<String>> when, Dimensions dimensions) {
    for (var condition : when.entrySet()) {
      var value = dimensions.text(condition.getKey());
      if (value.isEmpty() || !condition.getValue().contains(value.get())) return false;
    }
    return true;
  }
}
