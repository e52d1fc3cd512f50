package io.tollkeeper.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** PostgreSQL: what can be wrong with it, and what only passes. */
final class PostgresDatabaseIT {

  private final DatabaseSettings settings = Databases.postgres();

  @Test
  void it_tells_the_time() {
    try (var database = Database.open(settings)) {
      var time = database.time().toCompletableFuture().join();
      assertTrue(Duration.between(time, Instant.now()).abs().compareTo(Duration.ofSeconds(60)) < 0, time::toString);
    }
  }

  @Test
  void nodes_that_start_at_once_all_find_the_schema_in_place() {
    var nodes =
        IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> Database.open(settings))).toList();
    for (var node : nodes)
      try (var database = node.join()) {
        assertEquals(0, database.reader().tail("c1", 1, 1).toCompletableFuture().join().last());
      }
  }

  @Test
  void a_server_that_is_not_there_may_come_back() {
    assertTrue(refused(with("jdbc:postgresql://127.0.0.1:1/test")).isPassing());
  }

  @Test
  void a_database_that_does_not_exist_is_a_mistake() {
    assertFalse(refused(with(database("missing"))).isPassing());
  }

  @Test
  void a_database_that_is_away_when_the_node_starts_is_used_once_it_is_there() {
    var away = with(database("late"));
    try (var database = Database.at(away)) {
      assertThrows(DatabaseException.class, database::migrate);
      Databases.execute(settings, "CREATE DATABASE late");
      database.migrate();
      assertEquals(0, database.reader().tail("c1", 1, 1).toCompletableFuture().join().last());
    }
  }

  private String database(String name) {
    return settings.url().replaceFirst("/postgres\\?.*", "/" + name);
  }

  private DatabaseSettings with(String url) {
    return new DatabaseSettings(url, settings.user(), settings.password(), settings.directory(), settings.pools(),
        settings.writing());
  }

  private static DatabaseException refused(DatabaseSettings wrong) {
    var refused = assertThrows(DatabaseException.class, () -> Database.open(wrong));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("the database jdbc:postgresql:"), message);
    assertEquals(1, message.lines().count(), message);
    return refused;
  }
}
