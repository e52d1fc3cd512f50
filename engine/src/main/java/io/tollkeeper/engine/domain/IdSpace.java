package io.tollkeeper.engine.domain;

/** Where an id is unique, per customer, and what the fact is that has it as its {@link Name}. The names of the constants are part of stored hashes. */
public enum IdSpace {
  /** The use of a feature: a charge, or a change of a gauge. */
  USAGE,
  /** The start of a grant. */
  GRANT,
  /** The end of a grant by hand. */
  GRANT_END,
  ADJUSTMENT,
  /** The start of a reservation. */
  RESERVATION,
  /** A settle with an id of its own, inside its reservation. */
  SETTLE,
  /** The extension of a reservation, inside it. */
  EXTEND,
  /** The end of a reservation: settled, released or expired. A late settle is one more end. */
  RESOLUTION,
  REFUND,
  /** A refund of a charge, by the usage id of the charge. */
  REFUND_OF_USAGE,
  /** A refund of what a reservation charged, by the id of the reservation. */
  REFUND_OF_RESERVATION,
  /** The start of a run. */
  RUN,
  /** A raise of a run's budget, inside the run. */
  BUDGET,
  /** The end of a run. */
  RUN_END,
  /** A charge or a refund that touched a run after its end. */
  RUN_CHANGE
}
