package io.tollkeeper.engine.domain;

import java.util.List;

/** A ledger entry that a rule asks for, before it has a number. */
record Posting(EntryType type, long amountMicros, List<Draw> draws) {

  /** One that gives to or takes from a single grant. */
  static Posting of(EntryType type, long amountMicros, String grant) {
    return new Posting(type, amountMicros, List.of(new Draw(grant, new Credits(Math.abs(amountMicros)))));
  }
}
