package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/**
 * How a subscription is, by the latest notices of it: one, or several of the same time. An end is later than anything else. Immutable.
 *
 * @param told never empty
 * @param unpaid since when nothing but that it is not paid was told of it
 */
record Latest(Set<Subscription> told, UnpaidRun unpaid) {

  private static final Comparator<Subscription> TIME =
      Comparator.<Subscription, Boolean>comparing(notice -> notice.standing() == Standing.ENDED)
          .thenComparing(Subscription::at);
  private static final Comparator<Subscription> RANK =
      Comparator.comparing(Subscription::standing).thenComparing(Subscription::toString);

  Latest {
    told = Set.copyOf(told);
  }

  static Latest of(Subscription notice) {
    return new Latest(Set.of(notice), UnpaidRun.of(notice));
  }

  /** What both say. */
  Latest join(Latest other) {
    var run = unpaid.join(other.unpaid);
    var order = TIME.compare(any(), other.any());
    if (order != 0) return new Latest(order > 0 ? told : other.told, run);
    var both = new HashSet<>(told);
    both.addAll(other.told);
    return new Latest(both, run);
  }

  /** The one that counts; if nothing tells which, the one that gives the most. */
  Subscription notice() {
    return candidates().stream().max(RANK).orElseThrow();
  }

  /** Whether nothing tells which one counts, although it matters. Once it was asked for, to ask again would tell no more. */
  boolean isAmbiguous() {
    return told.stream().noneMatch(Subscription::fetched)
        && candidates().stream().map(Content::of).distinct().count() > 1;
  }

  private List<Subscription> candidates() {
    var unbeaten = told.stream().filter(notice -> told.stream().noneMatch(other -> follows(other, notice))).toList();
    if (unbeaten.size() == 1) return unbeaten;
    var fetched = told.stream().filter(Subscription::fetched).toList();
    if (!fetched.isEmpty()) return fetched;
    return unbeaten.isEmpty() ? List.copyOf(told) : unbeaten;
  }

  private static boolean follows(Subscription later, Subscription earlier) {
    return !later.equals(earlier) && !later.previous().isEmpty()
        && earlier.values().entrySet().containsAll(later.previous().entrySet());
  }

  private Subscription any() {
    return told.iterator().next();
  }

  /** What of a notice makes a difference. */
  private record Content(Standing standing, List<Subscription.Item> items, Optional<Instant> trialEnd,
      Optional<Instant> cancelAt) {

    static Content of(Subscription notice) {
      return new Content(notice.standing(), notice.items(), notice.trialEnd(), notice.cancelAt());
    }
  }
}
