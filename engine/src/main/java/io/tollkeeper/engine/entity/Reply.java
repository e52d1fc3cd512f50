package io.tollkeeper.engine.entity;

import java.util.function.Function;

/**
 * What comes back from a customer: an answer, or why there is none. A refusal is an answer.
 *
 * @param <A> the kind of answer that was asked for
 */
public sealed interface Reply<A> {

  /** The answer. A write that it reports is durable. */
  record Answered<A>(A answer) implements Reply<A> {}

  /** Too much is waiting for this customer, or on this node. Nothing was done; ask again later. */
  record Overloaded<A>() implements Reply<A> {}

  /** Nobody knows: the write failed or was not attempted. Ask again with the same id to find out. */
  record Unavailable<A>(String reason) implements Reply<A> {}

  /** The same reply with another answer. */
  default <B> Reply<B> map(Function<A, B> function) {
    return switch (this) {
      case Answered<A>(var answer) -> new Answered<>(function.apply(answer));
      case Overloaded<A> _ -> new Overloaded<>();
      case Unavailable<A>(var reason) -> new Unavailable<>(reason);
    };
  }
}
