package io.tollkeeper.engine.domain;

import java.math.BigDecimal;

/** Which numbers a document may have where. */
final class NumberBounds {

  /** The largest amount of credits. */
  static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(Long.MAX_VALUE, Credits.DECIMALS);

  private NumberBounds() {}

  /** Keeps numbers such as 1e999999999 away from arithmetic that would write them out. */
  static boolean isShort(BigDecimal number) {
    return Math.abs((long) number.scale()) <= 40 && number.precision() <= 80;
  }

  /** Whether this is 0 or more credits, as exact as credits can be. */
  static boolean isAmount(BigDecimal number) {
    return isIn(number, MAX_AMOUNT, Credits.DECIMALS);
  }

  /** Whether this is one of 0, 1, 2 … {@code max}. */
  static boolean isWhole(BigDecimal number, long max) {
    return isIn(number, BigDecimal.valueOf(max), 0);
  }

  /** Whether this is from 0 to {@code max} and needs no more than so many decimals. */
  static boolean isIn(BigDecimal number, BigDecimal max, int decimals) {
    return isShort(number) && number.signum() >= 0 && number.compareTo(max) <= 0
        && number.stripTrailingZeros().scale() <= decimals;
  }

  /** The one way to write this number: without an exponent and without zeros at the end. */
  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
