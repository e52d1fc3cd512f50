package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;

import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;

/** Which part of what a payment brought is taken back because its money came back. */
record ClawBack(Payment payment, MoneyBack back) {

  /** The part of each grant of a payment whose lines need not be told apart. */
  Ratio refunded() {
    return part(back.refunded());
  }

  /** That, and what was lost in disputes. */
  Ratio taken() {
    return part(back.taken());
  }

  /** The part of the grants of this line: first what was credited for it, then its share of the rest. */
  Ratio refunded(Line line) {
    return part(line, back.refunded());
  }

  /** That, and what was lost in disputes. */
  Ratio taken(Line line) {
    return part(line, back.taken());
  }

  private Ratio part(BigInteger money) {
    return back.total().signum() == 0 ? Ratio.ZERO : Ratio.of(money, back.total());
  }

  private Ratio part(Line line, BigInteger money) {
    if (line.amount() <= 0) return Ratio.ZERO;
    // Notes may say more than has come back so far: then each line has a part of that.
    var bound = back.bound().min(back.refunded());
    var scale = back.bound().signum() == 0 ? Ratio.ZERO : Ratio.of(bound, back.bound());
    var own = back.bound(line.id()).times(scale).times(Ratio.of(all(), BigInteger.valueOf(line.amount())));
    return back.total().signum() == 0
        ? Ratio.ZERO
        : own.plus(Ratio.whole(money.subtract(bound))).times(Ratio.of(BigInteger.ONE, back.total()));
  }

  private BigInteger all() {
    return payment.lines().stream().filter(line -> line.amount() > 0).map(line -> BigInteger.valueOf(line.amount()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
