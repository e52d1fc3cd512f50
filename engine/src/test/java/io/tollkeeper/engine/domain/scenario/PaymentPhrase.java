package io.tollkeeper.engine.domain.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Terms;

/** Turns what a line says of payments and subscriptions into what a customer is told. */
final class PaymentPhrase {

  private PaymentPhrase() {}

  /** {@code pay stripe:in_1:il_1 sub_1 pro 1000 from 2026-01-01 to 2026-02-01 trial}. */
  static Command.PayPeriod pay(Line line, Shelf shelf, Instant now) {
    var id = line.word();
    var subscription = line.word();
    var terms = new Terms(line.word(), shelf.catalogue().version());
    var credits = line.credits();
    var period = period(line, now);
    var kind = Command.PayPeriod.Kind.RENEWED;
    if (line.next("trial")) kind = Command.PayPeriod.Kind.TRIAL;
    else if (line.next("part")) kind = Command.PayPeriod.Kind.PART;
    return new Command.PayPeriod(id, subscription, terms, credits, period, kind);
  }

  /** {@code subscription sub_1 3 past_due since 2026-02-01 pro:2 addon from 2026-01-01 to 2026-02-01 until 2026-03-01}. */
  static Command.PutSubscription subscription(Line line, Instant now) {
    var id = line.word();
    var revision = line.number();
    var status = line.word();
    var since = line.next("since") ? Optional.of(line.time(now)) : Optional.<Instant>empty();
    var items = new ArrayList<Command.PutSubscription.Item>();
    while (!line.isNext("from"))
      items.add(item(line.word()));
    var period = period(line, now);
    var until = line.next("until") ? Optional.of(line.time(now)) : Optional.<Instant>empty();
    return new Command.PutSubscription(id, revision, items, period, switch (status) {
      case "active" -> new Command.PutSubscription.Status.Active(until);
      case "past_due" -> new Command.PutSubscription.Status.PastDue(since.orElseThrow(), until);
      case "inactive" -> new Command.PutSubscription.Status.Inactive();
      default -> throw new IllegalArgumentException("a subscription is active, past_due or inactive");
    });
  }

  /** {@code reverse stripe:cs_1:pack 2 refunded 50 lost 10 trimmed 5 disputed untrusted}. */
  static Command.Reverse reverse(Line line) {
    var grant = line.word();
    var revision = line.number();
    var refunded = line.next("refunded") ? line.credits() : Credits.ZERO;
    var lost = line.next("lost") ? line.credits() : Credits.ZERO;
    var trimmed = line.next("trimmed") ? line.credits() : Credits.ZERO;
    return new Command.Reverse(grant, revision, refunded, lost, trimmed, line.next("disputed"),
        !line.next("untrusted"));
  }

  private static Command.PutSubscription.Item item(String text) {
    var colon = text.indexOf(':');
    return colon < 0
        ? new Command.PutSubscription.Item(text, 1)
        : new Command.PutSubscription.Item(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
  }

  private static Period period(Line line, Instant now) {
    if (!line.next("from")) throw new IllegalArgumentException("a period is from and to");
    var start = line.time(now);
    if (!line.next("to")) throw new IllegalArgumentException("a period is from and to");
    return new Period(start, line.time(now));
  }
}
