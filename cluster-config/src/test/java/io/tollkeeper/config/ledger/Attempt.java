package io.tollkeeper.config.ledger;

import io.tollkeeper.config.kit.Answer;

/** One sending of an operation by a client, and what came of it. Times as of {@link System#nanoTime}. */
public record Attempt(Operation operation, long startNanos, long endNanos, Result result) {

  /** What a client knows afterwards. */
  public sealed interface Result {

    /** It is done. */
    record Ok(Answer answer) implements Result {}

    /** It is not done, says the node. */
    record Refused(int status, String code) implements Result {

      /** Whether it was turned away unread: this says nothing of earlier attempts. */
      boolean isUnread() {
        return code.equals("overloaded");
      }
    }

    /** Nobody knows. */
    record Unknown(String why) implements Result {}

    /** Nothing that a node should ever say to this. */
    record Absurd(String what) implements Result {}
  }

  /** What an answer means. */
  static Result of(Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> new Result.Ok(answer);
      case 402, 409, 422, 429 -> new Result.Refused(answer.status(), answer.code());
      case 503 -> new Result.Unknown("503 " + answer.code());
      default -> new Result.Absurd(answer.status() + " " + answer.body());
    };
  }
}
