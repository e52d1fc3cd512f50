package io.tollkeeper.persistence;

import static io.tollkeeper.persistence.EventRows.numbers;
import static io.tollkeeper.persistence.EventRows.row;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.persistence.journal.EventRow;
import io.tollkeeper.persistence.journal.RejectedWriteException;
import io.tollkeeper.persistence.journal.Tail;

/** What the journal promises, on every database. */
abstract class JournalContract {

  final DatabaseSettings settings;
  final Database database;

  JournalContract(DatabaseSettings settings) {
    // One writer, so that a test can hold it up and see what gathers behind it.
    this.settings = new DatabaseSettings(settings.url(), settings.user(), settings.password(), settings.directory(),
        new DatabaseSettings.Pools(1, 4, 1, 1, 1), new DatabaseSettings.Writing(200, 100, 1 << 20));
    this.database = Database.open(this.settings);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void rows_come_back_as_they_were_written_in_their_order() {
    var written = LongStream.rangeClosed(1, 5).mapToObj(number -> row("c1", number)).toList();
    written.forEach(row -> done(write(row)));

    var read = rows("c1", 1, Long.MAX_VALUE, 100);

    assertEquals(written, read.stream().map(EventRows::asWritten).toList());
    assertTrue(LongStream.range(1, 5).allMatch(i -> read.get((int) i - 1).ordering() < read.get((int) i).ordering()));
    assertTrue(read.getFirst().writtenAt().isAfter(Instant.parse("2020-01-01T00:00:00Z")));
  }

  @Test
  void a_part_of_a_journal_is_read_by_its_numbers() {
    LongStream.rangeClosed(1, 9).forEach(number -> done(write(row("c1", number))));
    done(write(row("c2", 4)));

    assertEquals(List.of(3L, 4L, 5L), numbers(rows("c1", 3, 5, 100)));
    assertEquals(List.of(3L, 4L), numbers(rows("c1", 3, 9, 2)));
    assertEquals(List.of(), rows("c1", 10, 20, 100));
    assertEquals(List.of(), rows("c3", 1, 20, 100));
  }

  @Test
  void the_end_of_a_journal_is_known_with_or_without_its_rows() {
    LongStream.rangeClosed(1, 9).forEach(number -> done(write(row("c1", number))));

    assertEquals(9, tail("c1", 8, 5).last());
    assertEquals(List.of(8L, 9L), numbers(tail("c1", 8, 5).rows()));
    assertEquals(9, tail("c1", 1, 3).last());
    assertEquals(9, tail("c1", 20, 3).last());
    assertEquals(0, tail("c2", 1, 3).last());
    assertEquals(0, tail("c2", 7, 3).last());
  }

  @Test
  void rows_that_are_written_together_are_there_together_or_not_at_all() {
    done(write(row("c1", 2)));

    rejected(database.writer().write(() -> List.of(row("c1", 1), row("c1", 2))));

    assertEquals(List.of(2L), numbers(rows("c1", 1, 9, 9)));
  }

  @Test
  void of_two_incarnations_that_write_the_same_row_the_later_one_is_rejected() {
    var first = row("c1", 1);
    done(write(first));

    rejected(write(row("c1", 1)));

    assertEquals(List.of(first), rows("c1", 1, 9, 9).stream().map(EventRows::asWritten).toList());
  }

  @Test
  void a_poison_row_fails_only_its_own_customer() {
    done(write(row("stale", 1)));
    var healthy = new ArrayList<CompletionStage<Void>>();
    var poison = new ArrayList<CompletionStage<Void>>();
    var before = database.writer().counts();

    whileTheWriterIsBusy(() -> {
      for (int i = 0; i < 60; i++) {
        healthy.add(write(row("c" + i, 1)));
        if (i == 20) poison.add(write(row("x".repeat(300), 1)));
        if (i == 40) poison.add(write(row("stale", 1)));
      }
    });

    healthy.forEach(JournalContract::done);
    poison.forEach(JournalContract::rejected);
    IntStream.range(0, 60).forEach(i -> assertEquals(List.of(1L), numbers(rows("c" + i, 1, 9, 9))));
    assertTrue(database.writer().counts().splits() > before.splits(), "the poison was not in a shared batch");
  }

  @Test
  void an_event_that_cannot_be_serialized_fails_only_its_own_customer() {
    var stages = new ArrayList<CompletionStage<Void>>();

    whileTheWriterIsBusy(() -> {
      stages.add(write(row("c1", 1)));
      stages.add(database.writer().write(() -> {
        throw new IllegalArgumentException("no such form");
      }));
      stages.add(write(row("c2", 1)));
    });

    done(stages.get(0));
    rejected(stages.get(1));
    done(stages.get(2));
  }

  @Test
  void what_arrives_while_a_write_is_under_way_is_written_together() {
    var before = database.writer().counts();
    var stages = new ArrayList<CompletionStage<Void>>();

    whileTheWriterIsBusy(() -> IntStream.range(0, 99).forEach(i -> stages.add(write(row("c" + i, 1)))));

    stages.forEach(JournalContract::done);
    assertEquals(before.rows() + 100, database.writer().counts().rows());
    assertTrue(database.writer().counts().batches() <= before.batches() + 2);
  }

  @Test
  void a_full_queue_rejects_at_once() {
    var stages = new ArrayList<CompletionStage<Void>>();

    whileTheWriterIsBusy(() -> {
      for (int i = 0; i < settings.writing().queue(); i++)
        stages.add(write(row("c" + i, 1)));
      var one = write(row("too-many", 1)).toCompletableFuture();
      assertTrue(one.isCompletedExceptionally());
      rejected(one);
    });

    stages.forEach(JournalContract::done);
  }

  @Test
  void writers_of_many_customers_at_once_leave_no_gap() {
    var customers =
        IntStream.range(0, 40).mapToObj(customer -> CompletableFuture.runAsync(() -> LongStream.rangeClosed(1, 25)
            .forEach(number -> done(write(row("c" + customer, number)))))).toList();
    customers.forEach(CompletableFuture::join);

    var orderings = new HashSet<Long>();
    for (int customer = 0; customer < 40; customer++) {
      var read = rows("c" + customer, 1, Long.MAX_VALUE, 1000);
      assertEquals(LongStream.rangeClosed(1, 25).boxed().toList(), numbers(read));
      read.forEach(row -> orderings.add(row.ordering()));
    }
    assertEquals(1000, orderings.size());
  }

  @Test
  void what_was_accepted_is_written_before_the_database_closes_and_nothing_afterwards() {
    var stages = new ArrayList<CompletionStage<Void>>();
    whileTheWriterIsBusy(() -> IntStream.range(0, 50).forEach(i -> stages.add(write(row("c" + i, 1)))));

    database.close();

    stages.forEach(JournalContract::done);
    rejected(write(row("late", 1)));
    try (var again = Database.open(settings)) {
      IntStream.range(0, 50).forEach(i -> assertEquals(1, join(again.reader().tail("c" + i, 1, 9)).last()));
    }
  }

  @Test
  void a_schema_that_is_up_to_date_is_left_alone() {
    done(write(row("c1", 1)));
    assertDoesNotThrow(database::migrate);
    assertEquals(1, tail("c1", 1, 9).last());
  }

  /** The rows are made on the writer's own thread, so a row that takes its time holds the writer up. */
  void whileTheWriterIsBusy(Runnable actions) {
    var busy = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var first = database.writer().write(() -> {
      busy.countDown();
      await(free);
      return List.of(row("first", 1));
    });
    await(busy);
    try {
      actions.run();
    } finally {
      free.countDown();
    }
    join(first);
  }

  CompletionStage<Void> write(EventRow row) {
    Supplier<List<EventRow>> rows = () -> List.of(row);
    return database.writer().write(rows);
  }

  List<EventRow> rows(String customer, long from, long to, int limit) {
    return join(database.reader().rows(customer, from, to, limit));
  }

  private Tail tail(String customer, long from, int limit) {
    return join(database.reader().tail(customer, from, limit));
  }

  static void done(CompletionStage<Void> stage) {
    assertDoesNotThrow(() -> join(stage));
  }

  static void rejected(CompletionStage<Void> stage) {
    assertInstanceOf(RejectedWriteException.class,
        assertThrows(CompletionException.class, () -> join(stage)).getCause());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
