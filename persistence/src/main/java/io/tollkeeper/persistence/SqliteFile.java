package io.tollkeeper.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in a file, inside this process: the default, for evaluation and small installations. One process at a time. A commit has
 * reached the disk when it returns.
 */
final class SqliteFile implements Product {

  private static final int BUSY_MILLIS = 2_000;
  // The write-ahead log is cut back to this once it has been copied into the file; a long reader may let it grow for a while.
  private static final int LOG_BYTES = 64 * 1024 * 1024;
  // Of each connection: fourteen of them make 224 MiB outside the heap.
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  private final Path directory;
  private final Path file;
  private final Path marker;
  // Fair: SQLite lets whoever asks at the right moment have the next turn, which is nearly always the one who had the last.
  private final Lock turns = new ReentrantLock(true);
  // SQLite itself would let a second process in, and two nodes must never write one ledger.
  private @Nullable FileChannel lock;

  SqliteFile(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.file = this.directory.resolve("tollkeeper.db");
    this.marker = this.directory.resolve("tollkeeper.created");
  }

  @Override
  public String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public Properties properties() {
    var properties = new Properties();
    // Commits are appended to a log, so readers never wait for writers.
    properties.put("journal_mode", "WAL");
    // Every commit is synced; the default would lose the last ones when the power fails.
    properties.put("synchronous", "FULL");
    // Only the migration and a recovering log can be in the way; the pools take turns by themselves.
    properties.put("busy_timeout", Integer.toString(BUSY_MILLIS));
    properties.put("journal_size_limit", Integer.toString(LOG_BYTES));
    properties.put("cache_size", Integer.toString(-CACHE_KIBIBYTES));
    return properties;
  }

  @Override
  public String greeting() {
    // 16 MiB of log before it is copied into the file: fewer copies of the pages that are written again and again.
    return "PRAGMA wal_autocheckpoint = 4000";
  }

  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public String timeQuery() {
    return "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)";
  }

  @Override
  public Lane.Blame blame(SQLException failure) {
    return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH -> Lane.Blame.ROW;
      case SQLITE_BUSY, SQLITE_LOCKED -> Lane.Blame.LOCK;
      default -> Lane.Blame.STORE;
    };
  }

  @Override
  public void prepare() {
    try {
      Files.createDirectories(directory);
      takeLock();
      // SQLite would take a missing or empty file for a new database and start with nothing.
      if (Files.exists(marker) && (!Files.exists(file) || Files.size(file) == 0))
        throw new DatabaseException("the database file " + file
            + " is missing or empty; restore it, or delete " + marker + " to start with nothing");
      prepareLibrary();
    } catch (IOException e) {
      throw new DatabaseException("the data directory " + directory + " cannot be used: " + e, false, e);
    }
  }

  private void takeLock() throws IOException {
    lock = FileChannel.open(directory.resolve("tollkeeper.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) return;
    } catch (OverlappingFileLockException _) {
      // This very process has it open already.
    }
    close();
    throw new DatabaseException(
        "the data directory " + directory + " is in use by another process; only one at a time may have it");
  }

  /** The driver unpacks its native library into a file; a killed process leaves it behind, so there is a place that is swept. */
  private void prepareLibrary() throws IOException {
    var library = directory.resolve("native");
    Files.createDirectories(library);
    try (var files = Files.list(library)) {
      for (var left : files.toList())
        Files.deleteIfExists(left);
    }
    if (System.getProperty("org.sqlite.tmpdir") == null) System.setProperty("org.sqlite.tmpdir", library.toString());
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
    // The last connection that was closed has tidied up the log already.
    try (var _ = lock) {
      lock = null;
    } catch (IOException e) {
      throw new DatabaseException("the lock of " + directory + " cannot be released: " + e, false, e);
    }
  }

  @Override
  public Optional<Lock> turns() {
    return Optional.of(turns);
  }
}
