package io.tollkeeper.engine.domain;

/** Something that a decision depends on and that is not at hand: decide again when it is. */
public sealed interface Need {

  /** The facts of this journal row. */
  record Row(long number) implements Need {}

  /** The journal rows of an id that has left memory, by the hash that {@link RememberedIds} gives it. */
  record Forgotten(long hash) implements Need {}

  /** An earlier publication of the catalogue. */
  record Version(int catalogue) implements Need {}
}
