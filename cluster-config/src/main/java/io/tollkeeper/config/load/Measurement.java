package io.tollkeeper.config.load;

import java.util.Map;
import java.util.NavigableMap;

import org.HdrHistogram.Histogram;

/**
 * How a node answered for a while.
 *
 * @param what the work
 * @param perSecond answers per second
 * @param latency from sending to the last byte of the answer, in microseconds
 * @param statuses how many answers had which status
 * @param broken how many connections broke before an answer came
 * @param meters by their headings, per request
 */
record Measurement(String what, double perSecond, Histogram latency, NavigableMap<Integer, Long> statuses, long broken,
    Map<String, Double> meters) {

  /** How many answers had a status from one to another, both inclusive, without 429 unless it is asked for alone. */
  long count(int from, int to) {
    return statuses.subMap(from, true, to, true).entrySet().stream()
        .filter(entry -> entry.getKey() != 429 || from == 429).mapToLong(Map.Entry::getValue).sum();
  }

  double percentileMillis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1_000.0;
  }
}
