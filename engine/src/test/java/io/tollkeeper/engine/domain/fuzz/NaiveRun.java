package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as the model sees it.
 *
 * @param runs itself, then those that it is part of
 * @param stood how it was told to be when it ended, if it has ended
 * @param byItself whether it was closed itself
 */
record NaiveRun(String id, List<String> runs, BigDecimal budget, Instant until, String status,
    Optional<Effects.Told.RunStood> stood, boolean byItself) {

  NaiveRun(String id, List<String> runs, BigDecimal budget, Instant until) {
    this(id, runs, budget, until, "open", Optional.empty(), false);
  }

  boolean open() {
    return status.equals("open");
  }

  Optional<String> parent() {
    return runs.stream().skip(1).findFirst();
  }

  NaiveRun withMore(BigDecimal more) {
    return new NaiveRun(id, runs, budget.add(more), until);
  }

  NaiveRun ended(String how, Effects.Told.RunStood told, boolean closed) {
    return new NaiveRun(id, runs, budget, until, how, Optional.of(told), closed);
  }
}
