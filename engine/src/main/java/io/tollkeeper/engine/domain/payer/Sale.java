package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;

/**
 * A payment, by all notices of it. Immutable.
 *
 * @param payment the one that got furthest, and of those the newest
 * @param failedSince when it failed for the first time, whatever came of it
 */
record Sale(Payment payment, Optional<Instant> failedSince) {

  // Two that are equally far and equally new should not differ. If they do, any will do, as long as it is always the same one.
  private static final Comparator<Payment> ORDER = Comparator.comparing(Payment::phase).thenComparing(Payment::at)
      .thenComparingInt(payment -> payment.lines().size()).thenComparing(Payment::toString);

  static Sale of(Payment payment) {
    return new Sale(payment, payment.phase() == Phase.FAILED ? Optional.of(payment.at()) : Optional.empty());
  }

  /** What both say. */
  Sale join(Sale other) {
    return new Sale(ORDER.compare(payment, other.payment) >= 0 ? payment : other.payment,
        Stream.of(failedSince, other.failedSince).flatMap(Optional::stream).min(Comparator.naturalOrder()));
  }

  boolean isPaid() {
    return payment.phase() == Phase.PAID;
  }

  /** Whether it was tried in vain and is still wanted. */
  boolean isOverdue() {
    return failedSince.isPresent() && (payment.phase() == Phase.OPEN || payment.phase() == Phase.FAILED);
  }

  /** The subscription that a line of it is for. */
  Optional<String> subscription(Notice.Line line) {
    return line.subscription().or(payment::subscription);
  }
}
