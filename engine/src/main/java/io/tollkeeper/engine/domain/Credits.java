package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A non-negative amount of credits, kept as whole micro-credits (one millionth), so that fractional prices stay exact.
 * The largest amount is 9,223,372,036,854.775807 credits; arithmetic that leaves the range throws {@link ArithmeticException}.
 */
public record Credits(long micros) implements Comparable<Credits> {

  /** Decimals that an amount may have on the wire. */
  public static final int DECIMALS = 6;

  public static final Credits ZERO = new Credits(0);

  public Credits {
    if (micros < 0) throw new IllegalArgumentException("credits must not be negative: " + micros);
  }

  /** The amount that a decimal number of credits stands for; throws {@link ArithmeticException} if it has more decimals or is too large. */
  public static Credits of(BigDecimal credits) {
    return new Credits(microsOf(credits));
  }

  /** The exact micro-credits of a signed decimal number of credits; throws {@link ArithmeticException} as {@link #of} does. */
  public static long microsOf(BigDecimal credits) {
    return credits.setScale(DECIMALS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  /** Signed micro-credits as a decimal string without trailing zeros, the form that all answers use. */
  public static String text(long micros) {
    if (micros % 1_000_000 == 0) return Long.toString(micros / 1_000_000);
    return BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros().toPlainString();
  }

  public boolean isZero() {
    return micros == 0;
  }

  public Credits plus(Credits other) {
    return new Credits(Math.addExact(micros, other.micros));
  }

  /** The difference; throws {@link IllegalArgumentException} if {@code other} is more. */
  public Credits minus(Credits other) {
    return new Credits(micros - other.micros);
  }

  public Credits min(Credits other) {
    return micros <= other.micros ? this : other;
  }

  @Override
  public int compareTo(Credits other) {
    return Long.compare(micros, other.micros);
  }

  /** The decimal form, such as {@code 12.5}. */
  @Override
  public String toString() {
    return text(micros);
  }
}
