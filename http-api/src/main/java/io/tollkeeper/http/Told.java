package io.tollkeeper.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.write.ProblemJson;

/**
 * What a caller is told: as an answer of its own, or as one result among those of a batch.
 *
 * @param problem what kind of problem it is, if it is one
 * @param fields what the body is made of
 * @param replayed whether this is the first answer to an earlier request
 * @param retryAfter after how many seconds it makes sense to try again; empty if nobody can say
 */
record Told(int status, Optional<Code> problem, JsonBody.Content fields, boolean replayed, OptionalLong retryAfter) {

  /** An answer. */
  static Told answer(int status, JsonBody.Content fields) {
    return new Told(status, Optional.empty(), fields, false, OptionalLong.empty());
  }

  /** A problem. */
  static Told problem(ProblemDetails problem) {
    return problem(problem.code(), ProblemJson.problem(problem));
  }

  /** A problem with more to say than its head. */
  static Told problem(Code code, JsonBody.Content fields) {
    return new Told(code.status(), Optional.of(code), fields, false,
        code.isPassing() ? OptionalLong.of(1) : OptionalLong.empty());
  }

  /** A refusal of something that was asked of this customer. */
  static Told refused(Outcome.Refused refused, String customer) {
    return refused(Refusals.problem(refused.refusal(), refused.detail()), refused, customer, Optional.empty());
  }

  /** A refusal that is told as this problem, by this run if no decision tells by which. */
  static Told refused(ProblemDetails problem, Outcome.Refused refused, String customer, Optional<String> run) {
    var code = problem.code();
    return new Told(code.status(), Optional.of(code), ProblemJson.refusal(problem, refused, customer, run), false,
        retryAfter(refused));
  }

  /** The same answer, said again or for the first time. */
  Told replayed(boolean again) {
    return new Told(status, problem, fields, again, retryAfter);
  }

  /** What to say of a reply: the answer, or why there is none. */
  static <A> Told reply(Reply<A> reply, Function<A, Told> answered) {
    return switch (reply) {
      case Reply.Answered<A>(var answer) -> answered.apply(answer);
      case Reply.Overloaded<A> _ ->
        problem(ProblemDetails.of(Code.OVERLOADED, "Nothing was done; try again in a moment."));
      // The reason may name what is behind us; whoever gave it has logged it.
      case Reply.Unavailable<A> _ -> unavailable();
    };
  }

  /** That nobody knows. */
  static Told unavailable() {
    return problem(ProblemDetails.of(Code.UNAVAILABLE,
        "The outcome is unknown, or nothing was attempted; try again with the same id."));
  }

  private static OptionalLong retryAfter(Outcome.Refused refused) {
    if (refused.refusal() != Refusal.RATE_LIMITED && refused.refusal() != Refusal.LIMIT_EXCEEDED)
      return OptionalLong.empty();
    return refused.answer().map(Told::untilReset).orElse(OptionalLong.empty());
  }

  /** How many seconds after the answer its limit resets, a part of a second being one. */
  private static OptionalLong untilReset(Answer answer) {
    var resets = answer.after().limit().flatMap(LimitUse::resetsAt);
    if (resets.isEmpty()) return OptionalLong.empty();
    var left = Duration.between(answer.at(), resets.get());
    return OptionalLong.of(Math.max(1, left.plusNanos(999_999_999).toSeconds()));
  }
}
