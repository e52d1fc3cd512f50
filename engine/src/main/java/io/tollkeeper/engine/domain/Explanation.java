package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;

/**
 * Why something may or may not be done now.
 *
 * @param answer what {@code authorize} would answer
 * @param findings what each rule says, in the order in which they are asked: the first that says no is the answer
 */
public record Explanation(Answer answer, List<Finding> findings) {

  public Explanation {
    findings = List.copyOf(findings);
  }

  /** That a single rule, before all others, said no. */
  static Explanation of(Verdict.Failed failed, Answer answer) {
    return new Explanation(answer,
        List.of(new Finding(failed.refusal().rule(), Optional.of(failed.refusal()), failed.detail())));
  }

  /** The same explanation, with the number of another entry as the last one. */
  Explanation withSeq(long number) {
    return new Explanation(answer.withSeq(number), findings);
  }

  /**
   * What one rule says.
   *
   * @param refusal its no; empty if it passes
   * @param detail the numbers or names behind it
   */
  public record Finding(Refusal.Rule rule, Optional<Refusal> refusal, String detail) {}
}
