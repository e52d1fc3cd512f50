package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;

/** Billing periods and parts of them. */
final class Billing {

  private static final Duration LONGEST_MONTH = Duration.ofDays(31);

  private Billing() {}

  /**
   * The whole billing period that a line is for a part of. The subscription may be known as it was in another of its periods, in its
   * trial, or with other prices; all of that says at least from which day its periods are counted.
   *
   * @param months how many a period of the line's plan has
   */
  static Period whole(Subscription subscription, Notice.Line line, Period part, int months) {
    var own = subscription.items().stream()
        .filter(item -> new Notice.Sold.Price(item.price()).equals(line.sold())).map(Subscription.Item::period)
        .findFirst();
    var other = own.or(() -> subscription.items().stream().map(Subscription.Item::period).findFirst());
    return own.flatMap(period -> sameLength(period, part))
        .or(() -> other.map(period -> Period.at(anchor(period).orElse(period.end()), months, part.start())))
        .filter(whole -> contains(whole, part)).orElse(part);
  }

  /** The months of a period, the last of which may be shorter. */
  static List<Period> months(Period period) {
    var months = new ArrayList<Period>();
    for (var start = period.start(); start.isBefore(period.end()); start = months.getLast().end())
      months.add(Period.at(period.start(), 1, start));
    return months;
  }

  static boolean isLongerThanMonth(Period period) {
    return period.start().plus(LONGEST_MONTH).isBefore(period.end());
  }

  static boolean contains(Period whole, Period part) {
    return !part.start().isBefore(whole.start()) && !part.end().isAfter(whole.end());
  }

  /** What both have in common. */
  static Optional<Period> common(Period one, Period other) {
    var start = later(one.start(), other.start());
    var end = later(one.end(), other.end()).equals(one.end()) ? other.end() : one.end();
    return start.isBefore(end) ? Optional.of(new Period(start, end)) : Optional.empty();
  }

  /** How long it is, for ratios. */
  static BigInteger length(Period period) {
    return BigInteger.valueOf(Duration.between(period.start(), period.end()).toSeconds()).max(BigInteger.ZERO);
  }

  /** The part of an amount that falls to a part of a period, rounded down; never more than the whole. */
  static BigInteger share(BigInteger amount, Period part, Period whole) {
    if (length(whole).signum() == 0) return BigInteger.ZERO;
    return amount.multiply(length(part).min(length(whole))).divide(length(whole));
  }

  /** The period that a part is of, where all are as long as one that is known. */
  private static Optional<Period> sameLength(Period known, Period part) {
    var anchor = anchor(known);
    if (anchor.isPresent())
      return Optional.of(Period.at(anchor.get(), count(known.start(), known.end()), part.start()))
          .filter(whole -> contains(whole, part));
    var length = Duration.between(known.start(), known.end());
    if (length.toSeconds() <= 0) return Optional.empty();
    var passed = Math.floorDiv(Duration.between(known.start(), part.start()).toSeconds(), length.toSeconds());
    var start = known.start().plusSeconds(passed * length.toSeconds());
    // It may have been a trial, which is as long as it happens to be.
    return Optional.of(new Period(start, start.plus(length))).filter(whole -> whole.end().equals(part.end()));
  }

  /** From when periods like this one are counted, if it is some months long. */
  private static Optional<Instant> anchor(Period period) {
    var months = count(period.start(), period.end());
    // Of two months in a row one at least has the day that is counted from.
    var anchor = day(period.start()) >= day(period.end()) ? period.start() : period.end();
    return Optional.of(anchor)
        .filter(_ -> months > 0 && Period.at(anchor, months, period.start()).equals(period));
  }

  private static int count(Instant start, Instant end) {
    return (int) ChronoUnit.MONTHS.between(start.atOffset(ZoneOffset.UTC).withDayOfMonth(1),
        end.atOffset(ZoneOffset.UTC).withDayOfMonth(1));
  }

  private static int day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).getDayOfMonth();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
