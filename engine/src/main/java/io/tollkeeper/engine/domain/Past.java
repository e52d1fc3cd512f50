package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** What deciding needs beside the customer's state and the current catalogue, as far as it is at hand. */
public interface Past {

  /** The facts of this journal row, or empty if they must be fetched first. */
  Optional<Facts> row(long number);

  /**
   * The journal rows, the newest first, of facts whose id has left memory and has this hash: nearly always none or one. Empty if that
   * must be looked up first.
   */
  Optional<List<Long>> forgotten(long hash);

  /** This publication of the tenant's catalogue, or empty if it must be fetched first. */
  Optional<Catalogue> catalogue(int version);

  /** A past of rows alone: of a customer that has all its ids in memory, and with no need of an earlier catalogue. */
  static Past of(LongFunction<Optional<Facts>> rows) {
    return new Past() {
      @Override
      public Optional<Facts> row(long number) {
        return rows.apply(number);
      }

      @Override
      public Optional<List<Long>> forgotten(long hash) {
        return Optional.empty();
      }

      @Override
      public Optional<Catalogue> catalogue(int version) {
        return Optional.empty();
      }
    };
  }
}
