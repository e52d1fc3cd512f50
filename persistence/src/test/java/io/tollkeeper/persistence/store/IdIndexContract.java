package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;
import io.tollkeeper.engine.entity.IdIndex;

/** What an index of ids promises, wherever it is kept. */
abstract class IdIndexContract {

  private static final CustomerKey ACME = new CustomerKey("t", "acme");
  private static final CustomerKey OTHER = new CustomerKey("t", "other");

  /** An empty index. */
  abstract IdIndex index();

  @Test
  void a_hash_leads_to_its_rows_the_newest_first() {
    add(ACME, new Place(7, 2), new Place(-7, 2), new Place(7, 11), new Place(Long.MIN_VALUE, 1));
    add(ACME, new Place(7, 3), new Place(Long.MAX_VALUE, 12));
    assertEquals(
        Map.of(7L, List.of(11L, 3L, 2L), -7L, List.of(2L), Long.MIN_VALUE, List.of(1L), Long.MAX_VALUE, List.of(12L)),
        rows(ACME, 7, -7, 8, Long.MIN_VALUE, Long.MAX_VALUE));
    assertEquals(Map.of(7L, List.of(11L, 3L, 2L)), rows(ACME, 7));
    assertEquals(Map.of(), rows(ACME));
  }

  @Test
  void a_customer_has_only_its_own() {
    add(ACME, new Place(7, 2));
    add(OTHER, new Place(8, 3));
    assertEquals(Map.of(8L, List.of(3L)), rows(OTHER, 7, 8));
    assertArrayEquals(new long[] {8}, join(index().hashes(OTHER, Long.MIN_VALUE, 10)));
  }

  @Test
  void what_is_added_again_is_there_once() {
    add(ACME, new Place(7, 2), new Place(7, 2), new Place(8, 2));
    add(ACME, new Place(7, 2), new Place(8, 2), new Place(9, 3));
    assertEquals(Map.of(7L, List.of(2L), 8L, List.of(2L), 9L, List.of(3L)), rows(ACME, 7, 8, 9));
    assertArrayEquals(new long[] {7, 8, 9}, join(index().hashes(ACME, Long.MIN_VALUE, 10)));
  }

  @Test
  void all_hashes_can_be_read_in_pages() {
    assertArrayEquals(new long[] {}, join(index().hashes(ACME, Long.MIN_VALUE, 10)));
    var hashes = new SplittableRandom(1).longs(5_000).toArray();
    join(index().add(ACME,
        LongStream.range(0, hashes.length).mapToObj(i -> new Place(hashes[(int) i], i / 9)).toList()));
    var read = new ArrayList<Long>();
    long[] page;
    do {
      page = join(index().hashes(ACME, read.isEmpty() ? Long.MIN_VALUE : read.getLast() + 1, 700));
      LongStream.of(page).forEach(read::add);
    } while (page.length == 700);
    assertEquals(LongStream.of(hashes).sorted().boxed().toList(), read);
  }

  @Test
  void many_are_looked_up_at_once() {
    join(index().add(ACME, LongStream.range(0, 3_000).mapToObj(i -> new Place(i * i, i + 1)).toList()));
    assertEquals(700, rows(ACME, LongStream.range(0, 700).map(i -> i * i).toArray()).size());
  }

  private void add(CustomerKey customer, Place... places) {
    join(index().add(customer, List.of(places)));
  }

  private Map<Long, List<Long>> rows(CustomerKey customer, long... hashes) {
    return join(index().rows(customer, LongStream.of(hashes).boxed().toList()));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
