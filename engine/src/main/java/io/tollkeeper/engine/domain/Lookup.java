package io.tollkeeper.engine.domain;

import java.util.function.Function;

/**
 * What looking for something in a customer's past yields.
 *
 * @param <A> what is looked for
 */
public sealed interface Lookup<A> {

  /** The same, with another answer. */
  default <B> Lookup<B> map(Function<A, B> function) {
    return switch (this) {
      case Known<A>(var answer) -> new Known<>(function.apply(answer));
      case Needs<A>(var need) -> new Needs<>(need);
    };
  }

  /** This is how it is. */
  record Known<A>(A answer) implements Lookup<A> {}

  /** Look again when this is at hand. */
  record Needs<A>(Need need) implements Lookup<A> {}
}
