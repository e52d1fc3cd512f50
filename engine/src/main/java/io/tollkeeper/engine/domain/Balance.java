package io.tollkeeper.engine.domain;

/**
 * What a customer's ledger adds up to.
 *
 * @param settled what is left of the grants
 * @param reserved what open reservations hold of it
 * @param frozen what an open dispute makes unusable
 * @param debt what is owed beside it
 */
public record Balance(Credits settled, Credits reserved, Credits frozen, Credits debt) {

  public static final Balance ZERO = new Balance(Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO);

  /** What can be spent: settled less reserved less frozen. */
  public Credits available() {
    return settled.minus(reserved).minus(frozen);
  }

  /** This balance after so many micro-credits (signed) were added to each part. Throws {@link ArithmeticException} on overflow. */
  Balance after(long settledMicros, long reservedMicros, long frozenMicros, long debtMicros) {
    return new Balance(new Credits(Math.addExact(settled.micros(), settledMicros)),
        new Credits(Math.addExact(reserved.micros(), reservedMicros)),
        new Credits(Math.addExact(frozen.micros(), frozenMicros)),
        new Credits(Math.addExact(debt.micros(), debtMicros)));
  }
}
