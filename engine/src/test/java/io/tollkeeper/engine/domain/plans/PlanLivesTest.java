package io.tollkeeper.engine.domain.plans;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded lives of customers whose plans change in every way, over years. {@code -Dseed=} replays one. */
class PlanLivesTest {

  private static final int STEPS = 120;

  static LongStream seeds() {
    var pinned = Long.getLong("seed");
    return pinned != null ? LongStream.of(pinned) : LongStream.rangeClosed(1, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_period_brings_its_credits_exactly_once(long seed) {
    var life = new PlanLife(seed);
    for (int i = 0; i < STEPS; i++)
      life.step();
    life.end();
  }

  @Test
  void lives_are_full_of_events() {
    var seen = new HashSet<String>();
    for (long seed = 1; seed <= 20; seed++) {
      var life = new PlanLife(seed);
      for (int i = 0; i < STEPS; i++)
        life.step();
      seen.addAll(life.seen());
    }
    var all =
        Set.of("PlanAssigned", "PlanAhead", "PeriodStarted", "PlanEnded", "CreditsIncluded", "ROLLOVER", "EXPIRE");
    assertTrue(seen.containsAll(all), seen::toString);
  }
}
