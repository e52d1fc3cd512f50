package io.tollkeeper.engine.domain.fuzz;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

import io.tollkeeper.engine.domain.Window;

/** From when to when a window reaches that a time is in; looked up on a calendar. */
record NaiveWindow(Instant start, Instant end) {

  boolean has(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  static NaiveWindow of(Window window, Instant time, Instant created) {
    var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return switch (window) {
      case SECOND -> clock(time, ChronoUnit.SECONDS);
      case MINUTE -> clock(time, ChronoUnit.MINUTES);
      case HOUR -> clock(time, ChronoUnit.HOURS);
      case DAY -> days(day, day.plusDays(1));
      case WEEK -> {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield days(monday, monday.plusWeeks(1));
      }
      case MONTH -> days(day.withDayOfMonth(1), day.with(TemporalAdjusters.firstDayOfNextMonth()));
      case BILLING_PERIOD -> period(LocalDate.ofInstant(created, ZoneOffset.UTC), day);
      case LIFETIME -> new NaiveWindow(Instant.MIN, Instant.MAX);
    };
  }

  /** Month for month from the first day; the same day of the month, or its last. */
  private static NaiveWindow period(LocalDate first, LocalDate day) {
    var month = first.withDayOfMonth(1).plusMonths(ChronoUnit.MONTHS.between(first, day) - 2);
    while (!same(first, month.plusMonths(1)).isAfter(day))
      month = month.plusMonths(1);
    return days(same(first, month), same(first, month.plusMonths(1)));
  }

  private static LocalDate same(LocalDate first, LocalDate month) {
    return month.withDayOfMonth(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
  }

  private static NaiveWindow clock(Instant time, ChronoUnit unit) {
    var start = time.truncatedTo(unit);
    return new NaiveWindow(start, start.plus(Duration.of(1, unit)));
  }

  private static NaiveWindow days(LocalDate start, LocalDate end) {
    return new NaiveWindow(start.atStartOfDay().toInstant(ZoneOffset.UTC),
        end.atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
