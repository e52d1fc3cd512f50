package io.tollkeeper.engine.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A length of time as people sell it: calendar days, months and years, then hours, minutes and seconds
 * (ISO 8601, such as {@code P90D}, {@code P1M}, {@code PT36H} or {@code P1DT12H}). Counted in UTC.
 */
public record Term(Period period, Duration duration) {

  /** Reads an ISO 8601 duration; empty if it is malformed, negative or zero. */
  public static Optional<Term> parse(String text) {
    if (!text.startsWith("P")) return Optional.empty();
    try {
      var time = text.indexOf('T');
      var period = time == 1 ? Period.ZERO : Period.parse(time < 0 ? text : text.substring(0, time));
      var duration = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
      var term = new Term(period, duration);
      return period.isNegative() || duration.isNegative() || term.isZero() ? Optional.empty() : Optional.of(term);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private boolean isZero() {
    return period.isZero() && duration.isZero();
  }

  /** The instant this long after {@code start}. A day that a month does not have becomes its last. Throws {@link DateTimeException} beyond the year 999999999. */
  public Instant after(Instant start) {
    return start.atOffset(ZoneOffset.UTC).plus(period).plus(duration).toInstant();
  }

  @Override
  public String toString() {
    if (duration.isZero()) return period.toString();
    return period.isZero() ? duration.toString() : period + duration.toString().substring(1);
  }
}
