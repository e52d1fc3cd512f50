package io.tollkeeper.engine.domain;

import java.math.BigDecimal;

/** A price in credits for one unit of something: non-negative, with at most {@value #DECIMALS} decimals. */
public record Rate(BigDecimal credits) {

  /** Decimals that a rate may have. */
  public static final int DECIMALS = 12;

  public Rate {
    // One form for equal rates, so that records that hold them compare by value.
    credits = credits.signum() == 0 ? BigDecimal.ZERO : credits.stripTrailingZeros();
    if (credits.signum() < 0) throw new IllegalArgumentException("a rate must not be negative: " + credits);
    if (credits.scale() > DECIMALS)
      throw new IllegalArgumentException("a rate has at most " + DECIMALS + " decimals: " + credits);
  }

  public static Rate of(String credits) {
    return new Rate(new BigDecimal(credits));
  }

  @Override
  public String toString() {
    return credits.toPlainString();
  }
}
