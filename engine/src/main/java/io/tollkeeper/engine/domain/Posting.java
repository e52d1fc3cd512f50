package io.tollkeeper.engine.domain;

import java.util.List;

/**
 * A ledger entry that a rule asks for, before it has a number.
 *
 * @param freed how much less is reserved after it, in micro-credits
 */
record Posting(EntryType type, long amountMicros, List<Draw> draws, long freed) {

  Posting(EntryType type, long amountMicros, List<Draw> draws) {
    this(type, amountMicros, draws, 0);
  }

  /** One that gives to or takes from a single grant. */
  static Posting of(EntryType type, long amountMicros, String grant) {
    return new Posting(type, amountMicros, List.of(new Draw(grant, new Credits(Math.abs(amountMicros)))));
  }

  /** Credits are held. */
  static Posting reserve(List<Draw> held) {
    var micros = Draw.total(held).micros();
    return new Posting(EntryType.RESERVE, micros, held, -micros);
  }

  /** Credits are not held any more. */
  static Posting release(List<Draw> held) {
    var micros = Draw.total(held).micros();
    return new Posting(EntryType.RELEASE, micros, held, micros);
  }

  /** The balance after it. */
  Balance after(Balance balance) {
    return balance.after(type.counts() ? amountMicros : 0, -freed, switch (type) {
      case OVERDRAFT, REPAY -> amountMicros;
      case GRANT, CONSUME, RESERVE, SETTLE, RELEASE, EXPIRE, REFUND, VOID, ADJUST, CLAWBACK, FREEZE, UNFREEZE, ROLLOVER,
          UNCOLLECTED ->
        0;
    });
  }
}
