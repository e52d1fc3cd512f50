package io.tollkeeper.http.read;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.http.problem.Malformed;

/** Reads amounts of credits: a decimal string or an exact JSON number, with at most six decimals. */
final class Amounts {

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE, Credits.DECIMALS);

  // The largest amount has 13 digits before the point.
  private static final int MAX_WHOLE_DIGITS = 13;

  private Amounts() {}

  /** A positive amount. */
  static Credits positive(JsonNode node, String pointer) {
    var micros = micros(node, pointer);
    if (micros > 0) return new Credits(micros);
    throw Malformed.amount(pointer, "the amount must be more than 0");
  }

  /** An amount of 0 or more. */
  static Credits notNegative(JsonNode node, String pointer) {
    var micros = micros(node, pointer);
    if (micros >= 0) return new Credits(micros);
    throw Malformed.amount(pointer, "the amount must be 0 or more");
  }

  /** A signed amount other than 0, in micro-credits. */
  static long signed(JsonNode node, String pointer) {
    var micros = micros(node, pointer);
    if (micros != 0) return micros;
    throw Malformed.amount(pointer, "the amount must not be 0");
  }

  private static long micros(JsonNode node, String pointer) {
    if (node.isTextual() && isDecimal(node.textValue())) return exact(new BigDecimal(node.textValue()), pointer);
    if (node.isNumber()) return exact(node.decimalValue(), pointer);
    throw Malformed.amount(pointer,
        "an amount is a decimal string such as \"12.5\", with at most " + Credits.DECIMALS + " decimals");
  }

  private static long exact(BigDecimal number, String pointer) {
    if (number.signum() == 0) return 0;
    var value = number.stripTrailingZeros();
    if (value.scale() > Credits.DECIMALS)
      throw Malformed.amount(pointer, "an amount has at most " + Credits.DECIMALS + " decimals");
    // Before the scale is changed: 1e999999999 would be written out.
    if ((long) value.precision() - value.scale() > MAX_WHOLE_DIGITS || value.abs().compareTo(MAX) > 0)
      throw Malformed.amount(pointer, "the largest amount is " + MAX.toPlainString());
    return Credits.microsOf(value);
  }

  /** An optional minus, then digits without a needless zero in front, then perhaps a point and one to six digits. */
  private static boolean isDecimal(String text) {
    var start = text.startsWith("-") ? 1 : 0;
    var point = text.indexOf('.');
    var end = point < 0 ? text.length() : point;
    if (end - start < 1 || end - start > MAX_WHOLE_DIGITS || !areDigits(text, start, end)) return false;
    if (end - start > 1 && text.charAt(start) == '0') return false;
    if (point < 0) return true;
    var decimals = text.length() - point - 1;
    return decimals >= 1 && decimals <= Credits.DECIMALS && areDigits(text, point + 1, text.length());
  }

  private static boolean areDigits(String text, int start, int end) {
    for (int i = start; i < end; i++)
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    return true;
  }
}
