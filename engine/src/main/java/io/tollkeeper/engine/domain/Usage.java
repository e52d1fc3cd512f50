package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;

/**
 * How much of each feature a customer has used. Immutable.
 *
 * @param counters of what flows, by feature: counted whether or not a limit asks for it yet
 * @param levels of the gauges, by feature
 */
public record Usage(Tree<String, Counter> counters, Tree<String, Long> levels) {

  public static final Usage NONE = new Usage(Tree.empty(), Tree.empty());

  /** How much was used in the window that this time is in. */
  long used(String feature, Window window, Instant now, Billing billing) {
    return counters.get(feature).map(counter -> counter.used(window, now, billing)).orElse(0L);
  }

  /** The level of a gauge. */
  public long level(String feature) {
    return levels.get(feature).orElse(0L);
  }

  /** With more counted, or less. */
  Usage plus(String feature, Counted counted, Instant now, Billing billing) {
    if (counted.quantity() == 0) return this;
    var counter = counters.get(feature).orElse(Counter.ZERO);
    return new Usage(counters.plus(feature, counter.plus(counted, now, billing)), levels);
  }

  /** With the billing periods of plans counted from zero, from this time on: they have a new anchor. */
  Usage rebilled(Instant now) {
    var features = new ArrayList<String>();
    counters.forEach((feature, _) -> features.add(feature));
    var next = counters;
    for (var feature : features)
      next = next.plus(feature, next.get(feature).orElseThrow().rebilled(now));
    return new Usage(next, levels);
  }

  Usage withLevel(String feature, long level) {
    return new Usage(counters, levels.plus(feature, level));
  }
}
