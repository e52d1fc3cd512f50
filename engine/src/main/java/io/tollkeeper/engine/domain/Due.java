package io.tollkeeper.engine.domain;

import java.time.Instant;

/**
 * What the clock alone brings about: grants that expire and grants that start. It is written before anything else that a command
 * does, each entry at the instant at which it fell due, so the ledger reads as if someone had been watching.
 */
final class Due {

  private Due() {}

  static void write(Ledger ledger, Instant now) {
    while (ledger.customer().isDue(now))
      writeNext(ledger, ledger.customer().grants());
  }

  private static void writeNext(Ledger ledger, Grants grants) {
    var at = grants.nextDue();
    for (var balance : grants.live()) {
      if (balance.grant().activeAt(at)) continue;
      var id = balance.grant().id();
      ledger.write(at, new Event.GrantExpired(id), Posting.of(EntryType.EXPIRE, -balance.left().micros(), id));
      return;
    }
    var starting = grants.scheduled().getFirst();
    ledger.write(at, new Event.GrantStarted(starting.id()),
        Posting.of(EntryType.GRANT, starting.credits().micros(), starting.id()));
  }
}
