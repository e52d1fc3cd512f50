package io.tollkeeper.config.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** What PostgreSQL counts of the journal. */
final class JournalStatistics {

  private static final double PER_THOUSAND = 1_000;

  private final EmbeddedPostgres postgres;

  JournalStatistics(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Rows and commits for each thousand requests: how well requests gather into rows, and rows into transactions. */
  List<Meter> meters() {
    return List.of(
        new Meter("rows/1000",
            () -> number("SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'event_journal'"), PER_THOUSAND),
        new Meter("commits/1000",
            () -> number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"), PER_THOUSAND),
        new Meter("WAL bytes", () -> number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"), 1));
  }

  String version() {
    return text("SHOW server_version") + ", fsync=" + text("SHOW fsync") + ", synchronous_commit="
        + text("SHOW synchronous_commit");
  }

  /** The process that all of the server's others are children of. */
  ProcessHandle server() throws IOException {
    var pid = Files.readAllLines(Path.of(text("SHOW data_directory"), "postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private long number(String query) {
    return Long.parseLong(text(query));
  }

  private String text(String query) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      if (!result.next()) throw new IllegalStateException("no answer to " + query);
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }
}
