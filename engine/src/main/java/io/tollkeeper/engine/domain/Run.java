package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A workflow with a budget of its own. What a child run spends, its parents spend too.
 *
 * @param id unique among the customer's runs
 * @param parent the run that it is part of
 * @param budget the most that it may spend; nothing is set aside for it
 * @param spent what was charged to it and to the runs inside it, less refunds
 * @param reserved what open reservations of it and of the runs inside it hold
 * @param expiresAt when it ends by itself
 * @param metadata the caller's own notes
 * @param status how it is now
 */
public record Run(String id, Optional<String> parent, Credits budget, Credits spent, Credits reserved,
    Instant expiresAt,
    Metadata metadata, Status status) {

  /** How a run is. The wire form is the lower-case name. */
  public enum Status {
    OPEN,
    /** The caller closed it, or a run that it was part of. */
    CLOSED,
    /** Its time was up, or that of a run that it was part of. */
    EXPIRED
  }

  /** What it may still spend or reserve: less than zero when late or larger settles have exceeded the budget. */
  long leftMicros() {
    return budget.micros() - spent.micros() - reserved.micros();
  }

  /** After so many micro-credits (signed) more were spent and reserved. */
  Run after(long spentMicros, long reservedMicros) {
    return new Run(id, parent, budget, new Credits(Math.addExact(spent.micros(), spentMicros)),
        new Credits(Math.addExact(reserved.micros(), reservedMicros)), expiresAt, metadata, status);
  }

  Run raisedBy(Credits more) {
    return new Run(id, parent, budget.plus(more), spent, reserved, expiresAt, metadata, status);
  }

  Run ended(Status newStatus) {
    return new Run(id, parent, budget, spent, reserved, expiresAt, metadata, newStatus);
  }
}
