package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which period of which subscription at the payment provider a grant is of, as its source says it:
 * {@code stripe:subscription:sub_1:pro:2026-01-01T00:00:00Z/2026-02-01T00:00:00Z}. A grant with another end than that of a period has
 * a source without one.
 *
 * @param period what was paid for
 * @param isRenewed whether another period follows it, once that is paid; otherwise it is a part of one
 */
record PaidOrigin(String subscription, String plan, Period period, boolean isRenewed) {

  private static final String RENEWED = "stripe:subscription:";
  private static final String PART = "stripe:part:";
  private static final String INCLUDED = "stripe:included:";
  private static final String TRIAL = "stripe:trial:";
  private static final int SUBSCRIPTION = 2;
  private static final int PLAN = 3;
  private static final int PERIOD = 4;

  /** The source of a grant that this command makes. */
  static String source(Command.PayPeriod command, boolean endsWithPeriod) {
    var names = command.subscription() + ':' + command.terms().plan();
    var period = ':' + command.period().start().toString() + '/' + command.period().end();
    return switch (command.kind()) {
      case TRIAL -> TRIAL + names;
      case PART -> PART + names + period;
      case RENEWED -> endsWithPeriod ? RENEWED + names + period : INCLUDED + names;
    };
  }

  /** The plan that a grant came with, if a subscription at the provider paid for it. */
  static Optional<String> plan(Grant grant) {
    return Stream.of(RENEWED, PART, INCLUDED, TRIAL).anyMatch(grant.source()::startsWith)
        ? Optional.of(grant.source().split(":", PERIOD + 1)[PLAN])
        : Optional.empty();
  }

  /** Empty for every source but those of credits that end with a period. */
  static Optional<PaidOrigin> of(String source) {
    var isRenewed = source.startsWith(RENEWED);
    if (!isRenewed && !source.startsWith(PART)) return Optional.empty();
    var parts = source.split(":", PERIOD + 1);
    var slash = parts[PERIOD].indexOf('/');
    return Optional.of(new PaidOrigin(parts[SUBSCRIPTION], parts[PLAN],
        new Period(Instant.parse(parts[PERIOD].substring(0, slash)), Instant.parse(parts[PERIOD].substring(slash + 1))),
        isRenewed));
  }

  /** Whether it is of this subscription, and this period or a later one. */
  boolean isSince(String other, Instant time) {
    return subscription.equals(other) && !period.start().isBefore(time);
  }

  /** Whether it is of the same plan by the same subscription. */
  boolean isLike(PaidOrigin other) {
    return subscription.equals(other.subscription) && plan.equals(other.plan);
  }
}
