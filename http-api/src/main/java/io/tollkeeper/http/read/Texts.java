package io.tollkeeper.http.read;

/** What may stand in a text that we keep. */
final class Texts {

  private Texts() {}

  /** Whether these are printable characters of Unicode: no control characters, no halves of characters. */
  static boolean arePrintable(String text) {
    return text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
  }

  /** Whether this is text at all: every character is whole, so that it can be written as UTF-8, and none is NUL, which databases refuse. */
  static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
  }

  /** Whether this is a surrogate that has no partner beside it. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
