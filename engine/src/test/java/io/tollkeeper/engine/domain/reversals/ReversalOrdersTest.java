package io.tollkeeper.engine.domain.reversals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.Plan;

/** What is said of payments leads to one end, in whatever order it is told. {@code -Dseed=} replays one story. */
class ReversalOrdersTest {

  private static final int ORDERS = 8;

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_order_of_reversals_ends_in_the_same_place(long seed) {
    var shortfall = seed % 3 == 0 ? Plan.Shortfall.WRITE_OFF : Plan.Shortfall.DEBT;
    var first = new ReversalLife(shortfall);
    var expected = first.live(new ReversalStory(seed), new Random(0));
    for (int order = 1; order < ORDERS; order++) {
      var other = new ReversalLife(shortfall);
      assertEquals(expected, other.live(new ReversalStory(seed), new Random(order)),
          () -> String.join("\n", first.told()) + "\n\nand\n\n" + String.join("\n", other.told()));
    }
  }
}
