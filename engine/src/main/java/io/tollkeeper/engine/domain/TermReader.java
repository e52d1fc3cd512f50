package io.tollkeeper.engine.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads lengths of time. */
final class TermReader {

  /** The longest renewal grace. */
  static final Duration MAX_GRACE = Duration.ofDays(30);

  // A thousand years. Dates stay within what every calendar and database can hold.
  private static final Instant MAX_TERM = Instant.parse("2970-01-01T00:00:00Z");

  // Java reads signs, fractions and seconds too. Nine digits cannot overflow.
  private static final Pattern DAYS_HOURS_MINUTES =
      Pattern.compile("PT0S|P(?=.)(\\d{1,9}D)?(T(?=.)(\\d{1,9}H)?(\\d{1,9}M)?)?");

  private TermReader() {}

  /** The term that this text is, if it ends within a thousand years. */
  static Optional<Term> term(String text) {
    return Term.parse(text).filter(TermReader::isSane);
  }

  /** The time under this name that a customer is given, at most {@link #MAX_GRACE}. */
  static Optional<Duration> grace(DocumentPart part, String name) {
    var text = part.text(name);
    var grace = text.filter(form -> DAYS_HOURS_MINUTES.matcher(form).matches()).map(Duration::parse)
        .filter(duration -> duration.compareTo(MAX_GRACE) <= 0);
    if (text.isPresent() && grace.isEmpty())
      part.problem(name, "this is not a length of time of at most " + MAX_GRACE.toDays() + " days",
          "an ISO 8601 duration of days, hours and minutes, such as PT24H, P3D or PT0S");
    return grace;
  }

  private static boolean isSane(Term term) {
    try {
      return !term.after(Instant.EPOCH).isAfter(MAX_TERM);
    } catch (DateTimeException | ArithmeticException _) {
      return false;
    }
  }
}
