package io.tollkeeper.engine.domain;

/**
 * What looking for something in a customer's past yields.
 *
 * @param <A> what is looked for
 */
public sealed interface Lookup<A> {

  /** This is how it is. */
  record Known<A>(A answer) implements Lookup<A> {}

  /** Look again when this is at hand. */
  record Needs<A>(Need need) implements Lookup<A> {}
}
