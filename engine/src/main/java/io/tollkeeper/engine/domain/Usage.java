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

  /** How much was used in the window that this time is in, where a billing period has so many months. */
  long used(String feature, Window window, Instant now, Instant anchor, int months) {
    return counters.get(feature).map(counter -> counter.used(window, now, anchor, months)).orElse(0L);
  }

  /** The level of a gauge. */
  public long level(String feature) {
    return levels.get(feature).orElse(0L);
  }

  /** With more counted, or less. */
  Usage plus(String feature, Counted counted, Instant now, Instant anchor) {
    if (counted.quantity() == 0) return this;
    var counter = counters.get(feature).orElse(Counter.ZERO);
    return new Usage(counters.plus(feature, counter.plus(counted, now, anchor)), levels);
  }

  /** With nothing counted in billing periods: they are counted from another day now. */
  Usage rebilled() {
    var keys = new ArrayList<String>(counters.size());
    counters.forEach((feature, _) -> keys.add(feature));
    var next = counters;
    for (var feature : keys)
      next = next.plus(feature, counters.get(feature).orElseThrow().rebilled());
    return new Usage(next, levels);
  }

  Usage withLevel(String feature, long level) {
    return new Usage(counters, levels.plus(feature, level));
  }
}
