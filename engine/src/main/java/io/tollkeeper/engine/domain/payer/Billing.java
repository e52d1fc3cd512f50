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

/** Billing periods and parts of them. */
final class Billing {

  private static final Duration LONGEST_MONTH = Duration.ofDays(31);

  private Billing() {}

  /**
   * The whole billing period that a line is for a part of. The subscription may be known as it was in another of its periods, so this
   * counts from there.
   */
  static Period whole(Notice.Subscription subscription, Notice.Line line, Period part) {
    var items = subscription.items();
    return items.stream().filter(item -> new Notice.Sold.Price(item.price()).equals(line.sold())).findFirst()
        .or(() -> items.stream().filter(item -> item.period().end().equals(part.end())).findFirst())
        .or(() -> items.stream().findFirst())
        .map(item -> at(item.period(), part.start())).orElse(part);
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

  private static Period at(Period known, Instant time) {
    var start = known.start().atOffset(ZoneOffset.UTC);
    var end = known.end().atOffset(ZoneOffset.UTC);
    var months = (int) ChronoUnit.MONTHS.between(start.withDayOfMonth(1), end.withDayOfMonth(1));
    if (months < 1) return known;
    // Of two months in a row one at least has the day that is counted from.
    var anchor = start.getDayOfMonth() >= end.getDayOfMonth() ? known.start() : known.end();
    return Period.at(anchor, months, known.start()).equals(known) ? Period.at(anchor, months, time) : known;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
