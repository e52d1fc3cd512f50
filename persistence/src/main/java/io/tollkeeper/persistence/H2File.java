package io.tollkeeper.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 in a file, inside this process: the default, for evaluation. One process at a time. */
final class H2File implements Product {

  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

  private final Path directory;
  private final Path file;
  private final Path marker;

  H2File(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.file = this.directory.resolve("tollkeeper.mv.db");
    this.marker = this.directory.resolve("tollkeeper.created");
  }

  @Override
  public String url() {
    return "jdbc:h2:file:" + directory.resolve("tollkeeper")
        // Closed by us, after the last write, and not by whoever closes the last connection or by H2's own shutdown hook.
        + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"
        // What has been replaced can be overwritten at once; nobody reads old versions of the file.
        + ";RETENTION_TIME=0"
        // Two writers of one key: the later waits for the earlier one's commit, but not for long.
        + ";LOCK_TIMEOUT=500";
  }

  @Override
  public Properties properties() {
    var properties = new Properties();
    properties.put("user", "sa");
    properties.put("password", "");
    return properties;
  }

  @Override
  public String greeting() {
    return "";
  }

  @Override
  public String migrations() {
    return "h2";
  }

  @Override
  public String orIgnore() {
    return "";
  }

  @Override
  public String timeQuery() {
    return "SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
  }

  @Override
  public Lane.Blame blame(SQLException failure) {
    return switch (Product.stateClass(failure)) {
      case "22", "23" -> Lane.Blame.ROW;
      case "HY", "40" -> Lane.Blame.LOCK;
      default -> Lane.Blame.STORE;
    };
  }

  @Override
  public void harden(Connection connection) throws SQLException {
    // A commit alone stays in memory for up to half a second. Writing at every commit by itself (WRITE_DELAY=0) would
    // switch off the background work that keeps the file small.
    try (var statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  @Override
  public void prepare() {
    if (file.toString().contains(";")) throw new DatabaseException("the data directory " + directory + " must not have a semicolon in its name");
    try {
      Files.createDirectories(directory);
      // H2 would take a missing or empty file for a new database and start with nothing.
      if (Files.exists(marker) && (!Files.exists(file) || Files.size(file) == 0)) throw new DatabaseException("the database file " + file
          + " is missing or empty; restore it, or delete " + marker + " to start with nothing");
    } catch (IOException e) {
      throw new DatabaseException("the data directory " + directory + " cannot be used: " + e, false, e);
    }
  }

  @Override
  public void ready() {
    try {
      if (!Files.exists(marker)) Files.createFile(marker);
    } catch (IOException e) {
      throw new DatabaseException("the data directory " + directory + " cannot be written: " + e, false, e);
    }
  }

  @Override
  public void close() {
    try (var connection = DriverManager.getConnection(url() + ";IFEXISTS=TRUE", properties()); var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN COMPACT");
    } catch (SQLException e) {
      LOG.warn("{} could not be closed tidily: {}", file, e.toString());
    }
  }
}
