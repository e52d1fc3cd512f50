package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time in which usage is counted. All windows are fixed and in UTC, so that everyone can tell when one ends. The wire form
 * is the lower-case name. In the order of their lengths.
 */
public enum Window {
  SECOND, MINUTE, HOUR, DAY,
  /** From Monday. */
  WEEK,
  /** A calendar month. */
  MONTH,
  /** A month or a year of the plan, counted from its anchor; without a plan a month, counted from the day of the creation. */
  BILLING_PERIOD,
  /** One that never ends. */
  LIFETIME;

  private static final long SECONDS_PER_DAY = 86_400;
  // 1 January 1970 was a Thursday.
  private static final int DAYS_FROM_MONDAY = 3;

  /** Whether this limits how fast something is done, rather than how much of it. */
  public boolean isRate() {
    return this == SECOND || this == MINUTE;
  }

  /**
   * The number of the window that this time is in, where a billing period has a month: two times are in the same window if the numbers
   * are equal.
   */
  public long number(Instant time, Instant anchor) {
    var second = time.getEpochSecond();
    return switch (this) {
      case SECOND -> second;
      case MINUTE -> Math.floorDiv(second, 60L);
      case HOUR -> Math.floorDiv(second, 3600L);
      case DAY -> Math.floorDiv(second, SECONDS_PER_DAY);
      case WEEK -> Math.floorDiv(Math.floorDiv(second, SECONDS_PER_DAY) + DAYS_FROM_MONDAY, 7L);
      case MONTH -> LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY)).getLong(ChronoField.PROLEPTIC_MONTH);
      case BILLING_PERIOD -> months(anchor, time);
      case LIFETIME -> 0;
    };
  }

  /** The number of the window that this time is in, where a billing period has so many months. */
  long number(Instant time, Instant anchor, int months) {
    return this == BILLING_PERIOD ? Math.floorDiv(months(anchor, time), (long) months) : number(time, anchor);
  }

  /** When the window that this time is in ends, where a billing period has so many months; {@link Grant#NEVER} if it does not. */
  public Instant end(Instant time, Instant anchor, int months) {
    return this == BILLING_PERIOD
        ? anchor.atOffset(ZoneOffset.UTC).plusMonths((number(time, anchor, months) + 1) * months).toInstant()
        : end(time, anchor);
  }

  /** When the window that this time is in ends, where a billing period has a month; {@link Grant#NEVER} if it does not. */
  public Instant end(Instant time, Instant anchor) {
    return switch (this) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
      case DAY -> time.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
      case WEEK -> Instant.ofEpochSecond(((number(time, anchor) + 1) * 7 - DAYS_FROM_MONDAY) * SECONDS_PER_DAY);
      case MONTH -> time.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1)
          .atStartOfDay(ZoneOffset.UTC).toInstant();
      case BILLING_PERIOD -> anchor.atOffset(ZoneOffset.UTC).plusMonths(months(anchor, time) + 1).toInstant();
      case LIFETIME -> Grant.NEVER;
    };
  }

  /** How many months after the anchor the period of this time begins. A day that a month does not have becomes its last. */
  private static long months(Instant anchor, Instant time) {
    var start = anchor.atOffset(ZoneOffset.UTC);
    var at = time.atOffset(ZoneOffset.UTC);
    var months = (at.getYear() - start.getYear()) * 12L + at.getMonthValue() - start.getMonthValue();
    return start.plusMonths(months).toInstant().isAfter(time) ? months - 1 : months;
  }
}
