package io.tollkeeper.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The file of the embedded database: used by one process at a time, and never silently started anew. */
final class SqliteDatabaseTest {

  private final DatabaseSettings settings = Databases.embedded();
  private final Path file = settings.directory().resolve("tollkeeper.db");

  @Test
  void it_tells_the_time() {
    try (var database = Database.open(settings)) {
      var time = database.time().toCompletableFuture().join();
      assertTrue(Duration.between(time, Instant.now()).abs().compareTo(Duration.ofSeconds(60)) < 0, time::toString);
    }
  }

  @Test
  void a_file_that_has_gone_missing_is_not_replaced_by_an_empty_one() throws IOException {
    Database.open(settings).close();
    Files.delete(file);
    refused("is missing or empty");
    assertFalse(Files.exists(file));
  }

  @Test
  void a_file_that_has_become_empty_is_not_taken_for_a_new_one() throws IOException {
    Database.open(settings).close();
    Files.write(file, new byte[0]);
    refused("is missing or empty");
    assertEquals(0, Files.size(file));
  }

  @Test
  void a_corrupt_file_is_refused_and_left_as_it_is() throws IOException {
    Database.open(settings).close();
    var garbage = "garbage ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    Files.write(file, garbage);
    refused("cannot be used");
    assertEquals(garbage.length, Files.size(file));
  }

  @Test
  void a_second_process_is_refused() throws IOException, InterruptedException {
    try (var _ = Database.open(settings)) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var second = new ProcessBuilder(List.of(java, "-cp", System.getProperty("java.class.path"),
          SecondProcess.class.getName(), settings.directory().toString()))
          .redirectErrorStream(true).start();
      var output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(1, second.waitFor(), output);
      assertTrue(output.contains("in use by another process"), output);
    }
  }

  @Test
  void a_second_node_in_this_process_is_refused_until_the_first_has_closed() {
    var first = Database.open(settings);
    refused("in use");
    first.close();
    Database.open(settings).close();
  }

  @Test
  void reading_goes_on_while_something_is_being_written() throws SQLException {
    try (var database = Database.open(settings);
        var other = Databases.connect(settings);
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement
          .executeUpdate("INSERT INTO catalogue (tenant, version, published_at, document) VALUES ('acme', 1, 0, '{}')");
      assertEquals(0, database.reader().tail("c1", 1, 1).toCompletableFuture().join().last());
      other.rollback();
    }
  }

  /** Opens the database in a directory and ends with 0, or with 1 and the reason. */
  static final class SecondProcess {

    private SecondProcess() {}

    public static void main(String[] arguments) {
      try (var _ = Database.open(Databases.embedded(Path.of(arguments[0])))) {
        System.exit(0);
      } catch (DatabaseException e) {
        System.out.println(e.getMessage());
        System.exit(1);
      }
    }
  }

  private void refused(String reason) {
    var refused = assertThrows(DatabaseException.class, () -> Database.open(settings));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(reason), message);
    assertEquals(1, message.lines().count(), message);
    assertFalse(refused.isPassing());
  }
}
