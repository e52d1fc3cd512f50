package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a command leads to, in plain values that the model predicts and the decider is compared by.
 *
 * @param told what the caller is told
 * @param happened what is recorded
 */
record Effects(Told told, List<Happened> happened) {

  /** An amount in the one form that compares by value. */
  static BigDecimal credits(BigDecimal amount) {
    return amount.setScale(6, RoundingMode.UNNECESSARY);
  }

  /** What a caller is told. */
  sealed interface Told {

    /** An answer to work, allowed or refused. */
    record Work(String code, boolean replayed, String feature, Optional<String> usage, Optional<BigDecimal> required,
        BigDecimal charged, BigDecimal uncollected, List<Taken> draws, BigDecimal settled, BigDecimal available,
        int catalogue, long seq, Instant at) implements Told {

      Work again() {
        return new Work(code, true, feature, usage, required, charged, uncollected, draws, settled, available,
            catalogue, seq, at);
      }
    }

    /** A grant or an adjustment that was accepted. */
    record Booked(boolean replayed, Happened fact) implements Told {

      Booked again() {
        return new Booked(true, fact);
      }
    }

    /** The customer as a whole. */
    record Standing(boolean created, String profile, Instant createdAt, List<Taken> live, List<String> scheduled,
        BigDecimal settled, long seq, Instant at) implements Told {}

    /** No, to anything but work. */
    record No(String code, long seq) implements Told {}
  }

  /** Something recorded. */
  record Happened(Instant at, String what, List<Line> lines) {}

  /** A ledger entry. */
  record Line(long seq, String type, BigDecimal amount, List<Taken> draws, BigDecimal settled) {}

  /** Credits of one grant. */
  record Taken(String grant, BigDecimal credits) {}
}
