package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;

/** What the rules say about a demand for work, before it is paid for. */
sealed interface Verdict {

  /**
   * It may be done if it can be paid for.
   *
   * @param terms the plan whose price applies; empty where the feature's own does
   * @param runs the run that it is part of, then that one's parents
   */
  record Passed(Price price, Credits required, Optional<Terms> terms, List<String> runs) implements Verdict {}

  /**
   * It may not be done.
   *
   * @param required what it would cost, if that is known
   * @param limit the limit that says no, if it is one
   * @param run the run that says no, if it is one
   */
  record Failed(Refusal refusal, String detail, Optional<Credits> required, Optional<LimitUse> limit,
      Optional<String> run) implements Verdict {

    Failed(Refusal refusal, String detail) {
      this(refusal, detail, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Failed(Refusal refusal, String detail, Credits required) {
      this(refusal, detail, Optional.of(required), Optional.empty(), Optional.empty());
    }
  }
}
