package io.tollkeeper.http.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.http.problem.Malformed;

/** Writes and reads the places between two pages of a list. Callers hand them back as they are. */
public final class Cursors {

  private static final int RADIX = 36;
  private static final int MAX_DIGITS = 13;

  private Cursors() {}

  /** A place in a ledger as text. */
  public static String write(History.Cursor cursor) {
    return Long.toString(cursor.seq(), RADIX) + '-' + Long.toString(cursor.row(), RADIX);
  }

  /** The place in a ledger that {@link #write(History.Cursor)} wrote. */
  public static History.Cursor read(String text, String pointer) {
    var dash = text.indexOf('-');
    if (dash < 0) throw invalid(pointer);
    return new History.Cursor(number(text.substring(0, dash), pointer), number(text.substring(dash + 1), pointer));
  }

  /** A place in a list of messages as text. */
  public static String write(Inbox.Place place) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, place.receivedAt()), RADIX) + '-' + place.id();
  }

  /** The place in a list of messages that {@link #write(Inbox.Place)} wrote. */
  public static Inbox.Place place(String text, String pointer) {
    var dash = text.indexOf('-');
    if (dash < 0 || !Ids.isId(text.substring(dash + 1))) throw invalid(pointer);
    var micros = number(text.substring(0, dash), pointer);
    return new Inbox.Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(dash + 1));
  }

  private static long number(String text, String pointer) {
    if (text.isEmpty() || text.length() > MAX_DIGITS
        || !text.chars().allMatch(c -> Character.digit(c, RADIX) >= 0 && c < 128))
      throw invalid(pointer);
    try {
      return Long.parseLong(text, RADIX);
    } catch (NumberFormatException _) {
      throw invalid(pointer);
    }
  }

  private static Malformed invalid(String pointer) {
    return Malformed.request(pointer, "a cursor is the next_cursor of an earlier page, unchanged");
  }
}
