package io.tollkeeper.http.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.http.problem.Malformed;

/** Reads times (RFC 3339) and lengths of time (ISO 8601). */
final class Times {

  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  /** The instant, to the microsecond, which is what every database can hold. */
  static Instant time(String text, String pointer) {
    if (hasForm(text)) {
      try {
        var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        if (isSane(time)) return time;
      } catch (DateTimeException _) {
        // Told below, as everything else that is no time.
      }
    }
    throw Malformed.request(pointer, "a time is written as 2026-11-22T14:00:00Z (RFC 3339), in the years 1970 to 9999");
  }

  /** The length of time, if {@code start} plus it can still be written as a time. */
  static Term term(String text, Instant start, String pointer) {
    var term = Term.parse(text).orElseThrow(() -> noTerm(pointer));
    try {
      if (isSane(term.after(start))) return term;
    } catch (DateTimeException | ArithmeticException _) {
      // Beyond what a time can be at all.
    }
    throw Malformed.request(pointer, "this long after the start is beyond the year 9999");
  }

  private static Malformed noTerm(String pointer) {
    return Malformed.request(pointer,
        "a length of time is written as P90D, P1Y or PT36H (ISO 8601), and is longer than nothing");
  }

  private static boolean isSane(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  // The JDK's parser also takes times without seconds, years of five digits and offsets with seconds.
  private static boolean hasForm(String text) {
    if (text.length() < 20 || text.length() > 35 || text.charAt(4) != '-' || text.charAt(10) != 'T'
        || text.charAt(16) != ':')
      return false;
    if (text.endsWith("Z")) return true;
    var sign = text.charAt(text.length() - 6);
    return text.charAt(text.length() - 3) == ':' && (sign == '+' || sign == '-');
  }
}
