package io.tollkeeper.engine.domain.payer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.payer.Notice.CreditNote;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.RefundedInAll;

/**
 * What two notices about the same thing say together. Each of these is commutative, associative and idempotent, so that neither the
 * order nor the number of notices matters.
 */
final class Joins {

  private static final Comparator<RefundedInAll> IN_ALL =
      Comparator.comparingLong(RefundedInAll::amount).thenComparing(RefundedInAll::currency);
  private static final Comparator<Refund> REFUND = Comparator.comparing(Refund::phase)
      .thenComparingLong(Refund::amount).thenComparing(Refund::currency);
  private static final Comparator<Dispute> DISPUTE =
      Comparator.comparing(Joins::isClosed).thenComparing(Dispute::at).thenComparing(Dispute::phase)
          .thenComparingLong(Dispute::amount).thenComparing(Dispute::currency);
  private static final Comparator<CreditNote> CREDIT_NOTE =
      Comparator.comparing(CreditNote::voided).thenComparingLong(CreditNote::refunded)
          .thenComparingLong(CreditNote::amount).thenComparing(note -> new TreeMap<>(note.lines()).toString())
          .thenComparing(CreditNote::payment).thenComparing(CreditNote::currency);

  private Joins() {}

  /** What was refunded in all only grows. */
  static RefundedInAll join(RefundedInAll one, RefundedInAll other) {
    return max(IN_ALL, one, other);
  }

  /** A refund that has failed has failed, even if it looked good before. */
  static Refund join(Refund one, Refund other) {
    var latest = max(REFUND, one, other);
    return new Refund(latest.id(), union(one.of(), other.of()), latest.amount(), latest.currency(), latest.phase());
  }

  /** A dispute that is closed stays closed. */
  static Dispute join(Dispute one, Dispute other) {
    var latest = max(DISPUTE, one, other);
    return new Dispute(latest.id(), union(one.of(), other.of()), latest.at(), latest.amount(), latest.currency(),
        latest.phase());
  }

  /** A credit note that is void stays void. */
  static CreditNote join(CreditNote one, CreditNote other) {
    return max(CREDIT_NOTE, one, other);
  }

  private static boolean isClosed(Dispute dispute) {
    return switch (dispute.phase()) {
      case INQUIRY, OPEN -> false;
      case WON, LOST -> true;
    };
  }

  private static <T> T max(Comparator<T> order, T one, T other) {
    return order.compare(one, other) >= 0 ? one : other;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
