package io.tollkeeper.engine.domain.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Refusal;

/**
 * Lives of customers, each made up by a seed. {@code -Dfuzz.seeds=} and {@code -Dfuzz.commands=} make it longer,
 * {@code -Dseed=} repeats a single one.
 */
class FuzzTest {

  private static final int ENOUGH_SEEDS = 50;
  private static final Set<Object> MET = ConcurrentHashMap.newKeySet();

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, Integer.getInteger("fuzz.seeds", 200));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_answer_is_as_predicted_and_the_books_balance(long seed) {
    var life = new Life(seed);
    life.live(Integer.getInteger("fuzz.commands", 2_000));
    MET.addAll(life.met());
  }

  /** What was never provoked was never tested. */
  @AfterAll
  static void every_refusal_and_every_event_was_met() {
    if (seeds().count() < ENOUGH_SEEDS) return;
    var missing = Stream
        .<Object[]>of(Refusal.values(), Event.class.getPermittedSubclasses(), Rarity.values()).flatMap(Stream::of)
        .filter(thing -> !MET.contains(thing)).toList();
    assertEquals(List.of(), missing);
  }
}
