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

  static NaiveWindow of(Window window, Instant time, Instant anchor, int months) {
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
      case BILLING_PERIOD -> period(anchor, months, time);
      case LIFETIME -> new NaiveWindow(Instant.MIN, Instant.MAX);
    };
  }

  private static NaiveWindow period(Instant anchor, int months, Instant time) {
    var number = NaiveCalendar.number(anchor, months, time);
    return new NaiveWindow(NaiveCalendar.months(anchor, number * months),
        NaiveCalendar.months(anchor, (number + 1) * months));
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
