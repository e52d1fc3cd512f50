package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * What the clock alone brings about: reservations, runs and grants that end, and grants that start. It is written before anything else
 * that a command does, each entry at the instant at which it fell due, so the ledger reads as if someone had been watching.
 */
final class Due {

  private Due() {}

  /** Whether anything has fallen due by then without a fact that says so. */
  static boolean is(Customer customer, Catalogue catalogue, Instant now) {
    return !customer.nextDue().isAfter(now) || !Subscribing.nextDue(customer, catalogue, now).isAfter(now);
  }

  /** Writes all that has fallen due. */
  static void write(Case decided) {
    while (is(decided.customer(), decided.catalogue(), decided.now())) {
      var at = Subscribing.nextDue(decided);
      // What is left of a period's credits is known when what was held has come back, and before they expire.
      if (at.isBefore(decided.customer().grants().nextDue()) || at.equals(decided.customer().grants().nextDue()))
        writeNext(decided, at);
      else
        writeNext(decided.ledger());
    }
  }

  private static void writeNext(Case decided, Instant at) {
    var customer = decided.customer();
    if (customer.reservations().nextDue().isAfter(at) && customer.runs().nextDue().isAfter(at))
      Subscribing.turn(decided, at);
    else
      writeNext(decided.ledger());
  }

  /** Writes what has fallen due of grants, reservations and runs alone. */
  static void write(Ledger ledger, Instant now) {
    while (!ledger.customer().nextDue().isAfter(now))
      writeNext(ledger);
  }

  // Of what falls due at one instant, holds end before the grants that they are of: it makes no difference to what is left.
  private static void writeNext(Ledger ledger) {
    var customer = ledger.customer();
    var at = customer.nextDue();
    if (customer.reservations().nextDue().equals(at)) {
      Reserving.expire(ledger, customer.reservations().next().orElseThrow(), at);
    } else if (customer.runs().nextDue().equals(at)) {
      Running.end(ledger, customer.runs().next().orElseThrow(), Run.Status.EXPIRED, at);
    } else {
      writeNext(ledger, customer.grants(), at);
    }
  }

  private static void writeNext(Ledger ledger, Grants grants, Instant at) {
    for (var balance : grants.live()) {
      if (balance.grant().activeAt(at)) continue;
      var id = balance.grant().id();
      var event = new Event.GrantExpired(id);
      if (balance.free().isZero()) ledger.write(at, event);
      else ledger.write(at, event, Posting.of(EntryType.EXPIRE, -balance.free().micros(), id));
      return;
    }
    var starting = grants.scheduled().getFirst();
    ledger.write(at, new Event.GrantStarted(starting.id()),
        Granting.start(ledger.customer(), EntryType.GRANT, starting));
  }

  /** What comes back to grants that have ended goes the way that the rest of them went: at once. */
  static List<Posting> endings(Grants grants, List<Draw> released) {
    if (grants.ended().isEmpty()) return List.of();
    return released.stream()
        .flatMap(draw -> grants.findEnded(draw.grant()).stream()
            .map(ended -> Posting.of(ended.by(), -draw.amount().micros(), draw.grant())))
        .toList();
  }
}
