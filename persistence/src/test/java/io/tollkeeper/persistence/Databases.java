package io.tollkeeper.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** New, empty databases for tests. */
public final class Databases {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Databases() {}

  /** Settings of the embedded database in a directory of its own. */
  public static DatabaseSettings embedded() {
    try {
      return embedded(Files.createTempDirectory(Path.of("target"), "embedded-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of the embedded database in this directory. */
  public static DatabaseSettings embedded(Path directory) {
    return settings("", "", "", directory);
  }

  /** Settings of an empty schema on a PostgreSQL server, which acknowledges nothing that is not on disk. */
  public static DatabaseSettings postgres() {
    // A schema of its own is as good as a database, and costs the server next to nothing.
    var schema = "test_" + NUMBER.incrementAndGet();
    var settings = settings(
        Postgres.SERVER.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "") + "?currentSchema=" + schema,
        "postgres", "postgres",
        Path.of("target"));
    execute(settings, "CREATE SCHEMA " + schema);
    return settings;
  }

  /** Runs SQL behind the back of whoever uses this database. The number of rows that it changed. */
  public static int execute(DatabaseSettings settings, String sql) {
    try (var connection = connect(settings); var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of one's own. */
  public static Connection connect(DatabaseSettings settings) throws SQLException {
    var product = Product.of(settings);
    return DriverManager.getConnection(product.url(), product.properties());
  }

  private static DatabaseSettings settings(String url, String user, String password, Path directory) {
    return DatabaseSettings.of(url, user, password, directory, ConfigFactory.load("persistence"));
  }

  // One server for all tests of this process, which ends with it.
  private static final class Postgres {

    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
