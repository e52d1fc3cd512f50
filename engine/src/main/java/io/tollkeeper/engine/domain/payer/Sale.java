package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;

/**
 * A payment, by all notices of it. Immutable.
 *
 * @param payment the one that got furthest, and of those the newest
 * @param since when the first thing was told of it
 * @param failedSince when it failed for the first time, whatever came of it
 * @param paidSince when it was paid
 */
record Sale(Payment payment, Instant since, Optional<Instant> failedSince, Optional<Instant> paidSince) {

  // Two that are equally far and equally new should not differ. If they do, any will do, as long as it is always the same one.
  private static final Comparator<Payment> ORDER = Comparator.comparing(Payment::phase).thenComparing(Payment::at)
      .thenComparingInt(payment -> payment.lines().size()).thenComparing(Payment::toString);

  static Sale of(Payment payment) {
    var at = Optional.of(payment.at());
    return new Sale(payment, payment.at(), at.filter(_ -> payment.phase() == Phase.FAILED),
        at.filter(_ -> payment.phase() == Phase.PAID));
  }

  /** What both say. */
  Sale join(Sale other) {
    return new Sale(ORDER.compare(payment, other.payment) >= 0 ? payment : other.payment,
        since.isAfter(other.since) ? other.since : since, first(failedSince, other.failedSince),
        first(paidSince, other.paidSince));
  }

  boolean isPaid() {
    return payment.phase() == Phase.PAID;
  }

  /** Whether it was tried in vain and never paid: nobody has paid either what is given up since. */
  boolean isOverdue() {
    return failedSince.isPresent() && !isPaid();
  }

  /** The subscriptions that it is for, or some line of it. */
  Set<String> subscriptions() {
    return Stream.concat(payment.subscription().stream(),
        payment.lines().stream().flatMap(line -> line.subscription().stream())).collect(Collectors.toSet());
  }

  /** The subscription that a line of it is for. */
  Optional<String> subscription(Notice.Line line) {
    return line.subscription().or(payment::subscription);
  }

  private static Optional<Instant> first(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }
}
