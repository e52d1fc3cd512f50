package io.tollkeeper.config.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.ledger.Attempt.Result;

/**
 * What the clients know about one operation after all their attempts.
 *
 * @param attempts in the order in which they ended
 */
public record Claim(Operation operation, List<Attempt> attempts) {

  /** Done, not done, or not known. */
  public enum State {
    ACKNOWLEDGED, REFUSED, UNKNOWN
  }

  static Claim of(Attempt attempt) {
    return new Claim(attempt.operation(), List.of(attempt));
  }

  Claim and(Claim later) {
    return new Claim(operation, Stream.concat(attempts.stream(), later.attempts.stream()).toList());
  }

  public State state() {
    var state = State.REFUSED;
    for (var attempt : attempts)
      switch (attempt.result()) {
      case Result.Ok _ -> {
        return State.ACKNOWLEDGED;
      }
      case Result.Unknown _,Result.Absurd _ -> state = State.UNKNOWN;
      // Repeats come before all rules, so a refusal settles what was not known before.
      case Result.Refused refused when !refused.isUnread() -> state = State.REFUSED;
      case Result.Refused _ -> {}
      }
    return state;
  }

  /** All answers that said that it is done. */
  List<Answer> answers() {
    return attempts.stream()
        .flatMap(attempt -> attempt.result() instanceof Result.Ok(var answer) ? Stream.of(answer) : Stream.empty())
        .toList();
  }

  /** The first of them. */
  Optional<Answer> answer() {
    return answers().stream().findFirst();
  }

  /** When it was first sent. */
  long startNanos() {
    return attempts.stream().mapToLong(Attempt::startNanos).min().orElseThrow();
  }

  /** When it was first known to be done. */
  long doneNanos() {
    return attempts.stream().filter(attempt -> attempt.result() instanceof Result.Ok).mapToLong(Attempt::endNanos).min()
        .orElse(Long.MAX_VALUE);
  }
}
