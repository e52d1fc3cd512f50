package io.tollkeeper.engine.domain;

import java.util.Optional;

/** The part of a customer's journal that is at hand, for the ids of repeated commands. */
@FunctionalInterface
public interface Past {

  /** The facts of this row, or empty if they must be fetched first. */
  Optional<Facts> row(long number);
}
