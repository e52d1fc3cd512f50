package io.tollkeeper.engine.domain;

import java.time.Duration;
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

  private static final Duration LONGEST_MONTH = Duration.ofDays(31);

  /**
   * The period that this time is in, of those that are counted from the anchor. A day that a month does not have becomes its last, and
   * every start is computed from the anchor: 31 January, 28 February, 31 March.
   *
   * @param months how long one is
   */
  public static Period at(Instant anchor, int months, Instant time) {
    var from = anchor.atOffset(ZoneOffset.UTC);
    var passed = ChronoUnit.MONTHS.between(from.withDayOfMonth(1), time.atOffset(ZoneOffset.UTC).withDayOfMonth(1)) + 1;
    var number = Math.floorDiv(passed, (long) months);
    while (start(anchor, months, number).isAfter(time))
      number--;
    return of(anchor, months, number);
  }

  /** The one that is so many before that of this time. */
  static Period before(Instant anchor, int months, Instant time, int count) {
    var period = at(anchor, months, time);
    for (int i = 0; i < count; i++)
      period = at(anchor, months, period.start.minusNanos(1));
    return period;
  }

  /** Whether it is longer than any month. */
  boolean isLongerThanAMonth() {
    return start.plus(LONGEST_MONTH).isBefore(end);
  }

  private static Period of(Instant anchor, int months, long number) {
    return new Period(start(anchor, months, number), start(anchor, months, number + 1));
  }

  private static Instant start(Instant anchor, int months, long number) {
    return anchor.atOffset(ZoneOffset.UTC).plusMonths(number * months).toInstant();
  }
}
