package io.tollkeeper.engine.domain;

import java.util.List;

/**
 * A ledger entry that a rule asks for, before it has a number.
 *
 * @param freed how much less is reserved after it, in micro-credits
 * @param released which draws are not held any more without being taken
 */
record Posting(EntryType type, long amountMicros, List<Draw> draws, long freed, List<Draw> released) {

  Posting(EntryType type, long amountMicros, List<Draw> draws) {
    this(type, amountMicros, draws, 0, List.of());
  }

  Posting(EntryType type, long amountMicros, List<Draw> draws, long freed) {
    this(type, amountMicros, draws, freed, List.of());
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
    return new Posting(EntryType.RELEASE, micros, held, micros, held);
  }

  /** The balance after it, with these claims on the grants before it. */
  Balance after(Balance balance, Claims claims) {
    return balance.after(type.counts() ? amountMicros : 0, -freed, frozen(claims), switch (type) {
      case OVERDRAFT, REPAY -> amountMicros;
      case GRANT, CONSUME, RESERVE, SETTLE, RELEASE, EXPIRE, REFUND, VOID, ADJUST, CLAWBACK, FREEZE, UNFREEZE, ROLLOVER,
          UNCOLLECTED ->
        0;
    });
  }

  /** How much more is frozen after it: what comes back to a disputed grant cannot be spent, and what leaves it is not frozen any more. */
  private long frozen(Claims claims) {
    if (claims.disputed() == 0 && type != EntryType.FREEZE) return 0;
    return switch (type) {
      case FREEZE -> amountMicros;
      case UNFREEZE -> -amountMicros;
      case RELEASE, SETTLE -> claims.disputed(released);
      // A payment may be disputed before its credits are there.
      case GRANT, REPAY, EXPIRE, VOID, CLAWBACK, REFUND -> Long.signum(amountMicros) * claims.disputed(draws);
      case CONSUME, RESERVE, ADJUST, ROLLOVER, OVERDRAFT, UNCOLLECTED -> 0;
    };
  }
}
