package io.tollkeeper.engine.domain;

/** What to do when a customer cannot pay the whole price. The wire form is the lower-case name. */
public enum OnInsufficient {
  /** Refuse, and take nothing. */
  REJECT,
  /** Take what there is; the rest is recorded as uncollected. */
  CAP,
  /** Borrow within the allowance of the customer's plan; without one, as {@link #REJECT}. */
  OVERDRAFT
}
