package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The right to use a feature, as a plan or a pack gives it.
 *
 * @param value the value of a config feature; empty for the other kinds
 * @param limits what limits its use, all of them; none for unlimited
 * @param cost the rules of its price, in place of the feature's own if present
 * @param when per dimension the values that it is for; every dimension named must match, none named matches everything
 */
public record Entitlement(Optional<String> value, List<Limit> limits, Optional<List<CostRule>> cost,
    Map<String, List<String>> when) {

  public Entitlement {
    limits = List.copyOf(limits);
    cost = cost.map(List::copyOf);
    when = Map.copyOf(when);
  }
}
