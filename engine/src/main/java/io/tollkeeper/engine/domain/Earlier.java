package io.tollkeeper.engine.domain;

/** What is known of an earlier use of an id. */
public sealed interface Earlier {

  /** The id was never used. */
  record None() implements Earlier {}

  /** It was used: this was recorded for it. */
  record Found(Fact fact) implements Earlier {}

  /** It may have been used: this tells. */
  record Unknown(Need need) implements Earlier {}
}
