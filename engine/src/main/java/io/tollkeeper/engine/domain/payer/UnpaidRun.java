package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/**
 * Since when a subscription has been past due without a break, as far as it was told. A notice that comes late may still break it, so
 * all of its times are kept. Immutable.
 *
 * @param other when the newest notice was that says anything else
 * @param times of the notices that say it is past due, none before that
 */
record UnpaidRun(Optional<Instant> other, Set<Instant> times) {

  UnpaidRun {
    times = times.stream().filter(time -> other.filter(time::isBefore).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static UnpaidRun of(Subscription notice) {
    return notice.standing() == Standing.PAST_DUE
        ? new UnpaidRun(Optional.empty(), Set.of(notice.at()))
        : new UnpaidRun(Optional.of(notice.at()), Set.of());
  }

  /** What both say. */
  UnpaidRun join(UnpaidRun with) {
    return new UnpaidRun(Stream.of(other, with.other).flatMap(Optional::stream).max(Comparator.naturalOrder()),
        Stream.of(times, with.times).flatMap(Set::stream).collect(Collectors.toSet()));
  }

  Optional<Instant> since() {
    return times.stream().min(Comparator.naturalOrder());
  }
}
