package io.tollkeeper.engine.domain;

/** What a ledger entry records. The wire form is the lower-case name. */
public enum EntryType {
  GRANT(true), CONSUME(true), RESERVE(false), SETTLE(true), RELEASE(false), EXPIRE(true), REFUND(true), VOID(true),
  ADJUST(true), CLAWBACK(true), FREEZE(
      false),
  UNFREEZE(false), ROLLOVER(true), OVERDRAFT(false), REPAY(true), UNCOLLECTED(false);

  private final boolean counts;

  EntryType(boolean counts) {
    this.counts = counts;
  }

  /** Whether the entry's amount counts towards {@code settled}; otherwise it says what was held, freed, missed or borrowed instead. */
  public boolean counts() {
    return counts;
  }
}
