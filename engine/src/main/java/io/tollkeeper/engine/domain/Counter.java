package io.tollkeeper.engine.domain;

import java.time.Instant;

/**
 * How often a feature was used, in the window of each kind that a time is in. All are counted, whichever a limit asks for.
 *
 * @param at the time
 * @param billingMonth in the billing period of a plan that is billed by the month
 * @param billingYear in the billing period of a plan that is billed by the year
 * @param creationMonth in the billing period of a customer without a plan of its own
 * @param billedSince since when those of plans are counted; the epoch for ever since
 */
public record Counter(Instant at, long second, long minute, long hour, long day, long week, long month,
    long billingMonth, long billingYear, long creationMonth, long lifetime, Instant billedSince) {

  static final Counter ZERO = new Counter(Instant.EPOCH, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Instant.EPOCH);

  private static final int SECONDS_PER_HOUR = 3600;

  /** How much was used in the window that this time is in. Windows before that one are forgotten. */
  long used(Window window, Instant now, Billing billing) {
    return same(window, at, now, billing) ? value(window, billing) : 0;
  }

  /** With more used, or with less if something is given back whose window has not ended. */
  Counter plus(Counted counted, Instant now, Billing billing) {
    return new Counter(now, next(Window.SECOND, counted, now, billing), next(Window.MINUTE, counted, now, billing),
        next(Window.HOUR, counted, now, billing), next(Window.DAY, counted, now, billing),
        next(Window.WEEK, counted, now, billing), next(Window.MONTH, counted, now, billing),
        next(Window.BILLING_PERIOD, counted, now, billing.ofPlan(Plan.BillingPeriod.MONTH)),
        next(Window.BILLING_PERIOD, counted, now, billing.ofPlan(Plan.BillingPeriod.YEAR)),
        next(Window.BILLING_PERIOD, counted, now, billing.withoutPlan()),
        lifetime + counted.quantity(), billedSince);
  }

  /** With the periods of plans counted from zero, from this time on. */
  Counter rebilled(Instant now) {
    return new Counter(at, second, minute, hour, day, week, month, 0, 0, creationMonth, lifetime, now);
  }

  private long next(Window window, Counted counted, Instant now, Billing billing) {
    var used = used(window, now, billing);
    if (!same(window, counted.at(), now, billing)) return used;
    if (window != Window.BILLING_PERIOD || !billing.isOfPlan()) return used + counted.quantity();
    // What comes back from before was not counted in the periods of plans; of the very instant nobody knows.
    if (counted.at().isBefore(billedSince)) return used;
    return counted.at().equals(billedSince) ? Math.max(0, used + counted.quantity()) : used + counted.quantity();
  }

  private long value(Window window, Billing billing) {
    return switch (window) {
      case SECOND -> second;
      case MINUTE -> minute;
      case HOUR -> hour;
      case DAY -> day;
      case WEEK -> week;
      case MONTH -> month;
      case BILLING_PERIOD -> {
        if (!billing.isOfPlan()) yield creationMonth;
        yield billing.months() == Plan.BillingPeriod.MONTH.months() ? billingMonth : billingYear;
      }
      case LIFETIME -> lifetime;
    };
  }

  private static boolean same(Window window, Instant one, Instant other, Billing billing) {
    if (one.equals(other)) return true;
    var anchor = billing.anchor();
    // Calendars are slow, and nearly all that is counted is counted within an hour of the last time.
    return switch (window) {
      case SECOND, MINUTE, HOUR, LIFETIME -> window.number(one, anchor) == window.number(other, anchor);
      case DAY, WEEK, MONTH -> sameHour(one, other) || window.number(one, anchor) == window.number(other, anchor);
      case BILLING_PERIOD ->
        (sameHour(one, other) && anchor.getEpochSecond() % SECONDS_PER_HOUR == 0 && anchor.getNano() == 0)
            || window.number(one, anchor, billing.months()) == window.number(other, anchor, billing.months());
    };
  }

  private static boolean sameHour(Instant one, Instant other) {
    return Math.floorDiv(one.getEpochSecond(), SECONDS_PER_HOUR) == Math.floorDiv(other.getEpochSecond(),
        SECONDS_PER_HOUR);
  }
}
