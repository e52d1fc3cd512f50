package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;

/** An exact fraction of two numbers that are not negative. The lower one is never zero. */
record Ratio(BigInteger above, BigInteger below) {

  static final Ratio ZERO = new Ratio(BigInteger.ZERO, BigInteger.ONE);

  static Ratio of(BigInteger above, BigInteger below) {
    return new Ratio(above, below);
  }

  static Ratio whole(BigInteger whole) {
    return new Ratio(whole, BigInteger.ONE);
  }

  Ratio plus(Ratio other) {
    return new Ratio(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
  }

  Ratio times(Ratio other) {
    return new Ratio(above.multiply(other.above), below.multiply(other.below));
  }

  /** This much of an amount, rounded down; never more than the whole. */
  BigInteger takenFrom(long micros) {
    var whole = BigInteger.valueOf(micros);
    return whole.multiply(above).divide(below).min(whole);
  }
}
