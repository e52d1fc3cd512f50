package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdFilterTest {

  private static final int STRANGERS = 500_000;

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 1_000_000})
  void it_takes_two_bytes_for_an_id_at_most_and_is_rarely_mistaken(int ids) {
    var random = new SplittableRandom(ids);
    var filter = IdFilter.of(ids);
    fill(filter, random.split(), ids);
    assertTrue(filter.bytes() <= 2L * ids, () -> filter.bytes() + " bytes");
    assertFalse(filter.isFull());
    assertTrue(mistakes(filter, random) <= 0.003, () -> "as it is made: " + mistakes(filter, random));

    fill(filter, random.split(), ids / 4);
    assertTrue(mistakes(filter, random) <= 0.006, () -> "when it is full: " + mistakes(filter, random));
  }

  @Test
  void it_forgets_nothing() {
    var filter = IdFilter.of(10_000);
    // More than fit.
    var hashes = new SplittableRandom(1).longs(30_000).toArray();
    for (var hash : hashes)
      filter.add(hash);
    for (var hash : hashes)
      assertTrue(filter.mayContain(hash));
    for (var hash : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      filter.add(hash);
      assertTrue(filter.mayContain(hash));
    }
  }

  @Test
  void it_is_full_with_a_quarter_more_than_it_was_made_for_and_repeats_do_not_count() {
    var filter = IdFilter.of(1_000);
    var seed = new SplittableRandom(7);
    for (int i = 0; i < 5; i++)
      fill(filter, new SplittableRandom(7), 1_000);
    assertFalse(filter.isFull());
    fill(filter, seed, 1_240);
    assertFalse(filter.isFull());
    fill(filter, seed, 60);
    assertTrue(filter.isFull());
  }

  @Test
  void a_page_tells_how_many_there_are() {
    var sorted = new SplittableRandom(3).longs(1_000_000).sorted().limit(8_192).toArray();
    assertEquals(1.0, GrowingFilter.count(sorted) / 1e6, 0.05);
    assertEquals(3, GrowingFilter.count(new long[] {1, 2, 3}));
    assertEquals(0, GrowingFilter.count(new long[0]));
  }

  private static void fill(IdFilter filter, SplittableRandom hashes, int count) {
    for (int i = 0; i < count; i++)
      filter.add(hashes.nextLong());
  }

  private static double mistakes(IdFilter filter, SplittableRandom strangers) {
    return strangers.split().longs(STRANGERS).filter(filter::mayContain).count() / (double) STRANGERS;
  }
}
