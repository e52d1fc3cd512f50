package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time that is billed or credited at once.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Period(Instant start, Instant end) {

  /**
   * The period that this time is in, of those that are counted from the anchor. A day that a month does not have becomes its last, and
   * every start is computed from the anchor: 31 January, 28 February, 31 March.
   *
   * @param months how long one is
   */
  static Period at(Instant anchor, int months, Instant time) {
    var from = anchor.atOffset(ZoneOffset.UTC);
    var passed = ChronoUnit.MONTHS.between(from.withDayOfMonth(1), time.atOffset(ZoneOffset.UTC).withDayOfMonth(1)) + 1;
    var number = Math.floorDiv(passed, (long) months);
    while (from.plusMonths(number * months).toInstant().isAfter(time))
      number--;
    while (!from.plusMonths((number + 1) * months).toInstant().isAfter(time))
      number++;
    return new Period(from.plusMonths(number * months).toInstant(), from.plusMonths((number + 1) * months).toInstant());
  }

  /** The one after it. */
  Period next(Instant anchor, int months) {
    return at(anchor, months, end);
  }
}
