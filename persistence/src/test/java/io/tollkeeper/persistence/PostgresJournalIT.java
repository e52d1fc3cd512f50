package io.tollkeeper.persistence;

import static io.tollkeeper.persistence.EventRows.row;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

final class PostgresJournalIT extends JournalContract {

  PostgresJournalIT() {
    super(Databases.postgres());
  }

  @Test
  void a_character_that_the_database_cannot_store_fails_only_its_own_customer() {
    var stages = new ArrayList<CompletionStage<Void>>();
    whileTheWriterIsBusy(() -> {
      stages.add(write(row("c1", 1)));
      stages.add(write(row("nul\0", 1)));
      stages.add(write(row("c2", 1)));
    });
    done(stages.get(0));
    rejected(stages.get(1));
    done(stages.get(2));
  }

  @Test
  void a_stale_incarnation_that_hangs_inside_its_transaction_holds_up_only_its_own_customer() throws SQLException {
    var healthy = new ArrayList<CompletionStage<Void>>();
    var held = new ArrayList<CompletionStage<Void>>();
    try (var stale = Databases.connect(settings); var statement = stale.createStatement()) {
      stale.setAutoCommit(false);
      statement.executeUpdate(
          "INSERT INTO event_journal (persistence_id, sequence_number, writer, serializer, manifest, payload)"
              + " VALUES ('held', 1, gen_random_uuid(), 1, '', '')");
      whileTheWriterIsBusy(() -> {
        for (int i = 0; i < 8; i++)
          healthy.add(write(row("c" + i, 1)));
        held.add(write(row("held", 1)));
        for (int i = 8; i < 16; i++)
          healthy.add(write(row("c" + i, 1)));
      });
      healthy.forEach(JournalContract::done);
      failed(held.getFirst());
      stale.rollback();
    }
    done(write(row("held", 1)));
  }

  @Test
  void a_table_that_is_locked_fails_writes_soon_and_serves_them_again_once_it_is_free() throws SQLException {
    try (var other = Databases.connect(settings); var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE event_journal IN ACCESS EXCLUSIVE MODE");
      var begin = System.nanoTime();
      failed(write(row("c1", 1)));
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(3));
      other.rollback();
    }
    done(write(row("c1", 1)));
  }

  @Test
  void connections_that_were_killed_are_replaced() {
    done(write(row("c1", 1)));
    Databases.execute(settings,
        "UPDATE catalogue SET version = 1 WHERE (SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()) < 0");
    var number = new AtomicLong(2);
    eventually(() -> write(row("c1", number.getAndIncrement())));
    eventually(() -> database.reader().rows("c1", 1, 1, 1));
    eventually(database::time);
  }

  /** Each pool may find out once for each of its connections. */
  private static void eventually(Supplier<CompletionStage<?>> attempt) {
    for (int i = 0; i < 5; i++)
      if (isDone(attempt.get())) return;
    throw new AssertionError("still failing");
  }

  private static boolean isDone(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static void failed(CompletionStage<Void> stage) {
    assertInstanceOf(SQLException.class, assertThrows(CompletionException.class,
        () -> stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join()).getCause());
  }
}
