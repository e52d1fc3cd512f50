package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How the billing periods of a customer are counted: as its own plan is billed, or, without one, by the month from its creation on.
 *
 * @param creationDay the day of its creation
 * @param planAnchor from when the periods of its plans are counted
 * @param planMonths how many months a period of its plan has; empty without a plan of its own
 */
record Billing(Instant creationDay, Instant planAnchor, Optional<Integer> planMonths) {

  /** From when they are counted. */
  Instant anchor() {
    return isOfPlan() ? planAnchor : creationDay;
  }

  /** How many months one has. */
  int months() {
    return planMonths.orElse(Plan.BillingPeriod.MONTH.months());
  }

  boolean isOfPlan() {
    return planMonths.isPresent();
  }

  /** The same customer with such a plan. */
  Billing ofPlan(Plan.BillingPeriod period) {
    return new Billing(creationDay, planAnchor, Optional.of(period.months()));
  }

  /** The same customer without a plan of its own. */
  Billing withoutPlan() {
    return isOfPlan() ? new Billing(creationDay, planAnchor, Optional.empty()) : this;
  }
}
