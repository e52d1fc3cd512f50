package io.tollkeeper.engine.domain;

import java.time.Instant;

/**
 * How often a feature was used, in the window of each kind that a time is in.
 *
 * @param at the time
 * @param billingMonth in the billing period, where that has a month
 * @param billingYear in the billing period, where that has a year
 */
public record Counter(Instant at, long second, long minute, long hour, long day, long week, long month,
    long billingMonth, long billingYear, long lifetime) {

  static final Counter ZERO = new Counter(Instant.EPOCH, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final int SECONDS_PER_HOUR = 3600;

  /** How much was used in the window that this time is in. Windows before that one are forgotten. */
  long used(Window window, Instant now, Instant anchor, int months) {
    return same(window, at, now, anchor, months) ? value(window, months) : 0;
  }

  /** With more used, or with less if something is given back whose window has not ended. */
  Counter plus(Counted counted, Instant now, Instant anchor) {
    return new Counter(now, next(Window.SECOND, counted, now, anchor, 1), next(Window.MINUTE, counted, now, anchor, 1),
        next(Window.HOUR, counted, now, anchor, 1), next(Window.DAY, counted, now, anchor, 1),
        next(Window.WEEK, counted, now, anchor, 1), next(Window.MONTH, counted, now, anchor, 1),
        next(Window.BILLING_PERIOD, counted, now, anchor, 1),
        next(Window.BILLING_PERIOD, counted, now, anchor, Plan.BillingPeriod.YEAR.months()),
        lifetime + counted.quantity());
  }

  /** With nothing counted in billing periods. */
  Counter rebilled() {
    return new Counter(at, second, minute, hour, day, week, month, 0, 0, lifetime);
  }

  private long next(Window window, Counted counted, Instant now, Instant anchor, int months) {
    return used(window, now, anchor, months)
        + (same(window, counted.at(), now, anchor, months) ? counted.quantity() : 0);
  }

  private long value(Window window, int months) {
    return switch (window) {
      case SECOND -> second;
      case MINUTE -> minute;
      case HOUR -> hour;
      case DAY -> day;
      case WEEK -> week;
      case MONTH -> month;
      case BILLING_PERIOD -> months == 1 ? billingMonth : billingYear;
      case LIFETIME -> lifetime;
    };
  }

  private static boolean same(Window window, Instant one, Instant other, Instant anchor, int months) {
    if (one.equals(other)) return true;
    // Calendars are slow, and nearly all that is counted is counted within an hour of the last time.
    return switch (window) {
      case SECOND, MINUTE, HOUR, LIFETIME -> window.number(one, anchor) == window.number(other, anchor);
      case DAY, WEEK, MONTH -> sameHour(one, other) || window.number(one, anchor) == window.number(other, anchor);
      case BILLING_PERIOD ->
        (sameHour(one, other) && anchor.getEpochSecond() % SECONDS_PER_HOUR == 0 && anchor.getNano() == 0)
            || window.number(one, anchor, months) == window.number(other, anchor, months);
    };
  }

  private static boolean sameHour(Instant one, Instant other) {
    return Math.floorDiv(one.getEpochSecond(), SECONDS_PER_HOUR) == Math.floorDiv(other.getEpochSecond(),
        SECONDS_PER_HOUR);
  }
}
