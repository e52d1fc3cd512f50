package io.tollkeeper.engine.domain.fuzz;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives of customers, each made up by a seed. {@code -Dfuzz.seeds=} and {@code -Dfuzz.commands=} make it longer,
 * {@code -Dseed=} repeats a single one.
 */
class FuzzTest {

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, Integer.getInteger("fuzz.seeds", 200));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_answer_is_as_predicted_and_the_books_balance(long seed) {
    new Life(seed).live(Integer.getInteger("fuzz.commands", 2_000));
  }
}
