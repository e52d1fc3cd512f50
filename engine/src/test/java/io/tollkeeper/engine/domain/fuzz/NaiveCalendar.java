package io.tollkeeper.engine.domain.fuzz;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Term;

/** Counts months and days on a calendar on the wall. */
final class NaiveCalendar {

  private static final long LAST_YEAR = 999_999_999;

  private NaiveCalendar() {}

  /** So many months after; the last day of a month if that has no such day. */
  static Instant months(Instant from, long months) {
    var date = LocalDate.ofInstant(from, ZoneOffset.UTC);
    var all = date.getYear() * 12L + date.getMonthValue() - 1 + months;
    var first = LocalDate.of((int) Math.floorDiv(all, 12L), (int) Math.floorMod(all, 12L) + 1, 1);
    return first.withDayOfMonth(Math.min(date.getDayOfMonth(), first.lengthOfMonth()))
        .atTime(LocalTime.ofInstant(from, ZoneOffset.UTC)).toInstant(ZoneOffset.UTC);
  }

  /** Which of the periods of so many months that follow one another from the anchor a time is in. */
  static long number(Instant anchor, int months, Instant time) {
    var passed = ChronoUnit.MONTHS.between(LocalDate.ofInstant(anchor, ZoneOffset.UTC).withDayOfMonth(1),
        LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1));
    var number = Math.floorDiv(passed, (long) months) - 1;
    while (!months(anchor, (number + 1) * months).isAfter(time))
      number++;
    return number;
  }

  /** When something that starts then ends; empty if that is beyond all calendars. */
  static Optional<Instant> end(Command.Expiry expiry, Instant start) {
    return switch (expiry) {
      case Command.Expiry.At(var time) -> Optional.of(time);
      case Command.Expiry.After(var term) -> after(term, start);
    };
  }

  static Optional<Instant> after(Term term, Instant start) {
    var date = LocalDate.ofInstant(start, ZoneOffset.UTC);
    var months =
        (date.getYear() + (long) term.period().getYears()) * 12 + date.getMonthValue() - 1 + term.period().getMonths();
    var year = Math.floorDiv(months, 12L);
    if (year > LAST_YEAR) return Optional.empty();
    var first = LocalDate.of((int) year, (int) Math.floorMod(months, 12L) + 1, 1);
    var day = first.withDayOfMonth(Math.min(date.getDayOfMonth(), first.lengthOfMonth()))
        .plusDays(term.period().get(ChronoUnit.DAYS));
    return Optional
        .of(day.atTime(LocalTime.ofInstant(start, ZoneOffset.UTC)).toInstant(ZoneOffset.UTC).plus(term.duration()));
  }
}
