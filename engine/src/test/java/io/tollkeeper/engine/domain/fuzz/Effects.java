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

  static final BigDecimal NOTHING = credits(BigDecimal.ZERO);

  /** An amount in the one form that compares by value. */
  static BigDecimal credits(BigDecimal amount) {
    return amount.setScale(6, RoundingMode.UNNECESSARY);
  }

  /** What a caller is told. */
  sealed interface Told {

    /** An answer to work, allowed or refused. */
    record Work(String code, boolean replayed, Optional<String> by, Optional<String> feature, Optional<String> name,
        Optional<BigDecimal> required, BigDecimal charged, BigDecimal uncollected, List<Taken> draws, Sums balance,
        BigDecimal available, boolean low, Optional<Used> limit, Optional<Held> reservation,
        Optional<BigDecimal> refunded,
        Optional<Long> level, int catalogue, long seq, Instant at, Optional<Work> first,
        Optional<BigDecimal> refundable) implements Told {

      Work again() {
        return new Work(code, true, by, feature, name, required, charged, uncollected, draws, balance, available,
            low, limit, reservation, refunded, level, catalogue, seq, at, first, refundable);
      }
    }

    /** A grant or an adjustment that was accepted. */
    record Booked(boolean replayed, Happened fact) implements Told {

      Booked again() {
        return new Booked(true, fact);
      }
    }

    /** A run, as it was afterwards. */
    record RunStood(boolean replayed, Ran run, long seq) implements Told {

      RunStood again() {
        return new RunStood(true, run, seq);
      }
    }

    /** The customer as a whole. */
    record Standing(boolean created, String profile, Instant createdAt, List<String> live, List<String> scheduled,
        List<Held> reservations, List<Ran> runs, String levels, String access, Optional<String> suspension,
        List<String> rights, Sums balance,
        BigDecimal overdraftLeft, long seq,
        Instant at) implements Told {}

    /** No, to anything but work. */
    record No(String code, long seq) implements Told {}
  }

  /** Something recorded. */
  record Happened(Instant at, String what, List<Line> lines) {}

  /** A ledger entry. */
  record Line(long seq, String type, BigDecimal amount, List<Taken> draws, Sums balance) {}

  /** Credits of one grant. */
  record Taken(String grant, BigDecimal credits) {}

  /** What a ledger adds up to. */
  record Sums(BigDecimal settled, BigDecimal reserved, BigDecimal frozen, BigDecimal debt) {}

  /** A limit and how much of it is used. */
  record Used(long limit, long used, String window, Optional<Instant> resets) {}

  /** A reservation. */
  record Held(String id, String status, Optional<String> run, List<Taken> held, BigDecimal charged,
      BigDecimal uncollected, Instant until) {}

  /** A run. */
  record Ran(String id, Optional<String> parent, String status, BigDecimal budget, BigDecimal spent,
      BigDecimal reserved, Instant until) {}

  /** A look at something. */
  record Look(Optional<Object> seen) {}
}
