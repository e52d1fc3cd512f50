package io.tollkeeper.http.write;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Terms;

/**
 * How many customers a publication would concern.
 *
 * @param plans by the plans that it changes or removes
 * @param byDefault those without a plan of their own, if it gives them another default plan; empty if it does not
 */
public record Concerned(Map<String, Long> plans, Optional<Long> byDefault) {

  /** Those whom these changes concern, if so many have each plan as their own, and so many have none. */
  public static Concerned of(CatalogueChanges changes, Map<Terms, Long> own, long withoutPlan) {
    var plans = new TreeMap<String, Long>();
    Stream.concat(changes.plans().changed().stream(), changes.plans().removed().stream())
        .forEach(plan -> plans.put(plan, 0L));
    own.forEach((terms, count) -> plans.computeIfPresent(terms.plan(), (_, sum) -> sum + count));
    changes.defaultPlan().before().ifPresent(plan -> plans.computeIfPresent(plan, (_, sum) -> sum + withoutPlan));
    return new Concerned(plans, changes.defaultPlan().isEmpty() ? Optional.empty() : Optional.of(withoutPlan));
  }
}
