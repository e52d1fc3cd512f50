package io.tollkeeper.http.wire;

import io.tollkeeper.engine.entity.History;
import io.tollkeeper.http.problem.Malformed;

/** Writes and reads the places between two pages of a ledger. Callers hand them back as they are. */
public final class Cursors {

  private static final int RADIX = 36;
  private static final int MAX_DIGITS = 13;

  private Cursors() {}

  /** The cursor as text. */
  public static String write(History.Cursor cursor) {
    return Long.toString(cursor.seq(), RADIX) + '-' + Long.toString(cursor.row(), RADIX);
  }

  /** The cursor that {@link #write} wrote. */
  public static History.Cursor read(String text, String pointer) {
    var dash = text.indexOf('-');
    if (dash < 0) throw invalid(pointer);
    return new History.Cursor(number(text.substring(0, dash), pointer), number(text.substring(dash + 1), pointer));
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
