package io.tollkeeper.engine.domain;

import java.util.List;

/** What deciding a command yields. */
public sealed interface Decision {

  /**
   * The facts to make durable, possibly none, and the answer to give once they are.
   *
   * @param customer the state after these facts
   */
  record Decided(List<Fact> facts, Outcome outcome, Customer customer) implements Decision {

    public Decided {
      facts = List.copyOf(facts);
    }
  }

  /** The command cannot be decided before this is at hand. */
  record Needs(Need need) implements Decision {}
}
