package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedIdsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final RememberedIds.Window WIDE = new RememberedIds.Window(1_000_000, Duration.ofDays(1));

  @Test
  void at_first_there_is_nothing() {
    assertEquals(0, RememberedIds.none(WIDE).size());
    assertRows(RememberedIds.none(WIDE), "a");
  }

  @Test
  void an_id_leads_to_the_row_of_its_fact() {
    var ids = remember(RememberedIds.none(WIDE), 1, 3);
    assertEquals(3, ids.size());
    assertRows(ids, "id1", 1);
    assertRows(ids, "id3", 3);
    assertRows(ids, "id4");
  }

  @Test
  void the_same_id_in_another_space_is_another() {
    var ids = RememberedIds.none(WIDE).plus(IdSpace.USAGE, "a", 1, NOON).plus(IdSpace.GRANT, "a", 2, NOON);
    assertArrayEquals(new long[] {1}, ids.rows(IdSpace.USAGE, "a"));
    assertArrayEquals(new long[] {2}, ids.rows(IdSpace.GRANT, "a"));
    assertArrayEquals(new long[] {}, ids.rows(IdSpace.ADJUSTMENT, "a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 64, 65, 100, 1000})
  void no_more_than_the_window_are_kept_the_oldest_go_first(int count) {
    var ids = remember(indexed(new RememberedIds.Window(count, Duration.ofDays(1))), 1, 3 * count);
    assertEquals(count, ids.size());
    assertRows(ids, "id" + 2 * count);
    assertRows(ids, "id" + (2 * count + 1), 2L * count + 1);
    assertRows(ids, "id" + 3 * count, 3L * count);
  }

  @Test
  void what_is_older_than_the_window_when_another_comes_is_forgotten() {
    var window = new RememberedIds.Window(100, Duration.ofMinutes(10));
    var ids = indexed(window).plus(IdSpace.USAGE, "a", 1, NOON)
        .plus(IdSpace.USAGE, "b", 2, NOON.plusSeconds(59)).plus(IdSpace.USAGE, "c", 3, NOON.plusSeconds(60));
    assertEquals(4, ids.plus(IdSpace.USAGE, "d", 4, NOON.plus(Duration.ofMinutes(10))).size());
    var later = ids.plus(IdSpace.USAGE, "d", 4, NOON.plus(Duration.ofMinutes(11)));
    assertEquals(2, later.size());
    assertRows(later, "a");
    assertRows(later, "b");
    assertRows(later, "c", 3);
    assertEquals(1, later.plus(IdSpace.USAGE, "e", 5, NOON.plus(Duration.ofDays(9))).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 60, 64, 65, 500})
  void versions_with_a_common_past_know_nothing_of_each_other(int size) {
    var parent = remember(RememberedIds.none(WIDE), 1, size);
    var one = parent.plus(IdSpace.USAGE, "one", 1001, NOON);
    var two = parent.plus(IdSpace.USAGE, "two", 1002, NOON).plus(IdSpace.USAGE, "three", 1003, NOON);
    var again = parent.plus(IdSpace.USAGE, "one", 1004, NOON);
    assertEquals(size, parent.size());
    assertRows(parent, "one");
    assertRows(one, "one", 1001);
    assertRows(one, "two");
    assertRows(two, "one");
    assertRows(two, "two", 1002);
    assertRows(again, "one", 1004);
    for (var version : List.of(parent, one, two, again))
      assertRows(version, "id" + size, size);
  }

  @Test
  void every_version_of_a_wild_family_is_as_if_it_were_alone() {
    var random = new SplittableRandom(1);
    var window = new RememberedIds.Window(90, Duration.ofDays(1));
    var versions = new ArrayList<>(List.of(indexed(window)));
    var expected = new ArrayList<>(List.of(List.<Long>of()));
    for (long row = 1; row <= 5_000; row++) {
      var parent = random.nextInt(3) == 0 ? random.nextInt(versions.size()) : versions.size() - 1;
      versions.add(versions.get(parent).plus(IdSpace.USAGE, "id" + row, row, NOON));
      var rows = new ArrayList<>(expected.get(parent));
      rows.add(row);
      expected.add(List.copyOf(rows.size() > 90 ? rows.subList(rows.size() - 90, rows.size()) : rows));
    }
    for (int i = 0; i < versions.size(); i++) {
      assertEquals(expected.get(i), rows(versions.get(i)));
      var row = random.nextLong(1, 5_001);
      assertRows(versions.get(i), "id" + row, expected.get(i).contains(row) ? new long[] {row} : new long[0]);
    }
  }

  @Test
  void it_grows_to_three_hundred_thousand() {
    var ids = remember(RememberedIds.none(WIDE), 1, 300_000);
    assertEquals(300_000, ids.size());
    for (int i = 1; i <= 300_000; i += 97)
      assertRows(ids, "id" + i, i);
    assertRows(ids, "id300001");
    assertRows(ids.plus(IdSpace.USAGE, "id300001", 7, NOON), "id300001", 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void equal_hashes_lead_to_all_of_their_rows_the_newest_first(int before) {
    var ids = remember(RememberedIds.none(WIDE), 1, before).plus(IdSpace.USAGE, "a", 1001, NOON);
    var hash = last(ids);
    ids = ids.plus(hash, 1002, minute()).plus(hash ^ 1L << 63, 1003, minute()).plus(hash, 1004, minute());
    assertRows(ids, "a", 1004, 1002, 1001);
  }

  @Test
  void hashes_that_share_a_place_in_the_table_are_told_apart() {
    var ids = remember(RememberedIds.none(WIDE), 1, 100).plus(IdSpace.USAGE, "a", 1001, NOON);
    var hash = last(ids);
    for (long i = 1; i <= 200; i++)
      ids = ids.plus(hash ^ i << 40, 2000 + i, minute());
    ids = ids.plus(IdSpace.USAGE, "b", 1002, NOON);
    assertRows(ids, "a", 1001);
    assertRows(ids, "b", 1002);
  }

  @Test
  void what_it_tells_rebuilds_it() {
    var ids = remember(RememberedIds.none(WIDE), 1, 1_000);
    var rebuilt = new Object() {
      RememberedIds ids = RememberedIds.none(WIDE);
    };
    ids.forEach((hash, row, minute) -> rebuilt.ids = rebuilt.ids.plus(hash, row, minute));
    assertEquals(rows(ids), rows(rebuilt.ids));
    assertRows(rebuilt.ids, "id500", 500);
  }

  @Test
  void nothing_leaves_before_it_is_indexed() {
    var window = new RememberedIds.Window(10, Duration.ofMinutes(10));
    var ids = remember(RememberedIds.none(window), 1, 30);
    assertEquals(30, ids.size());
    assertEquals(20, ids.overdue());
    assertFalse(ids.mayHaveForgotten());
    var later = ids.indexedUpTo(15);
    assertTrue(later.mayHaveForgotten());
    assertEquals(5, later.overdue());
    assertEquals(30, later.size());
    var next = later.plus(IdSpace.USAGE, "id31", 31, NOON);
    assertEquals(16, next.size());
    assertEquals(15, next.indexed());
    assertRows(next, "id15");
    assertRows(next, "id16", 16);
    assertEquals(31, ids.plus(IdSpace.USAGE, "id31", 31, NOON).size(), "the version that knows nothing of it");
    assertEquals(16, next.plus(IdSpace.USAGE, "late", 32, NOON.plus(Duration.ofHours(1))).overdue(), "by age");
  }

  @Test
  void the_index_gets_whole_rows_of_what_is_overdue() {
    var ids = RememberedIds.none(new RememberedIds.Window(5, Duration.ofDays(1)));
    for (int i = 0; i < 20; i++)
      ids = ids.plus(i, 1 + i / 5, minute());
    assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 2L, 2L, 2L, 2L, 2L), rowsOf(ids.toIndex(7)));
    assertEquals(15, ids.toIndex(1_000).size());
    assertEquals(List.of(2L, 2L, 2L, 2L, 2L, 3L, 3L, 3L, 3L, 3L), rowsOf(ids.indexedUpTo(1).toIndex(1_000)));
    assertEquals(20, ids.plus(20, 5, minute()).toIndex(1_000).size(), "a row of which one is overdue");
    assertEquals(List.of(), ids.indexedUpTo(3).toIndex(1_000));
    assertEquals(List.of(), RememberedIds.none(WIDE).toIndex(1_000));
  }

  @Test
  void the_watermark_never_goes_back() {
    assertEquals(7, RememberedIds.none(WIDE).indexedUpTo(7).indexedUpTo(3).indexed());
  }

  private static List<Long> rowsOf(List<RememberedIds.Place> places) {
    return places.stream().map(RememberedIds.Place::row).toList();
  }

  /** An empty memory, from which everything may leave that is outside of the window. */
  private static RememberedIds indexed(RememberedIds.Window window) {
    return RememberedIds.none(window).indexedUpTo(Long.MAX_VALUE);
  }

  private static RememberedIds remember(RememberedIds ids, int first, int last) {
    var more = ids;
    for (int i = first; i <= last; i++)
      more = more.plus(IdSpace.USAGE, "id" + i, i, NOON);
    return more;
  }

  private static void assertRows(RememberedIds ids, String id, long... rows) {
    assertArrayEquals(rows, ids.rows(IdSpace.USAGE, id), id);
  }

  private static List<Long> rows(RememberedIds ids) {
    var rows = new ArrayList<Long>();
    ids.forEach((_, row, _) -> rows.add(row));
    return rows;
  }

  private static long last(RememberedIds ids) {
    var last = new long[1];
    ids.forEach((hash, _, _) -> last[0] = hash);
    return last[0];
  }

  private static int minute() {
    return (int) (NOON.getEpochSecond() / 60);
  }
}
