package io.tollkeeper.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * The connections for one purpose, and the only way to use them. What is asked for runs on virtual threads; how many may wait is
 * bounded, and so is how long.
 */
public final class Lane implements AutoCloseable {

  // A connection that is not free within a second will not be in time for the caller either.
  private static final long CONNECTION_TIMEOUT_MILLIS = 1_000;
  private static final long VALIDATION_TIMEOUT_MILLIS = 500;
  private static final int MAX_WAITING = 1_000;

  private final String name;
  private final Product product;
  private final HikariDataSource pool;
  private final Executor threads;
  private final Semaphore places = new Semaphore(MAX_WAITING);

  Lane(String name, int size, Product product) {
    this.name = name;
    this.product = product;
    this.threads = task -> Thread.ofVirtual().name("db-" + name).start(task);
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(product.url());
    config.setDataSourceProperties(product.properties());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    // A database that is down when the node starts is waited for.
    config.setInitializationFailTimeout(-1);
    if (!product.greeting().isEmpty()) config.setConnectionInitSql(product.greeting());
    this.pool = new HikariDataSource(config);
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Reads. The stage fails if that is not possible, or if too many wait already. */
  public <T> CompletionStage<T> read(Work<T> work) {
    return start(() -> readNow(work));
  }

  /** Writes, in one transaction. When the stage completes it is durable; if it fails, nobody knows, unless the failure says so. */
  public <T> CompletionStage<T> write(Work<T> work) {
    return start(() -> writeNow(work));
  }

  /** As {@link #read}, on the caller's thread. */
  public <T> T readNow(Work<T> work) throws SQLException {
    try (var connection = pool.getConnection()) {
      return work.with(connection);
    }
  }

  /** As {@link #write}, on the caller's thread. */
  public <T> T writeNow(Work<T> work) throws SQLException {
    var turn = product.turns();
    if (turn.isPresent()) takeTurn(turn.get());
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } finally {
      turn.ifPresent(Lock::unlock);
    }
  }

  private static void takeTurn(Lock turn) throws SQLException {
    try {
      if (!turn.tryLock(CONNECTION_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
        throw new SQLTransientConnectionException("other writers take too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while waiting for other writers", e);
    }
  }

  /** Who is to blame for a failed statement. */
  public Blame blame(SQLException failure) {
    return product.blame(failure);
  }

  /** Who is to blame for a failed statement. */
  public enum Blame {
    /** A row of it: the same will fail again, and others would not. */
    ROW,
    /** Somebody who holds a lock on a row of it. */
    LOCK,
    /** The database, or the way to it. */
    STORE
  }

  /** What the connections are for. */
  public String name() {
    return name;
  }

  /** How many connections are in use. */
  public int busy() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** How many wait for a connection. */
  public int waiting() {
    return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
  }

  /** How many connections there may be. */
  public int size() {
    return pool.getMaximumPoolSize();
  }

  @Override
  public void close() {
    pool.close();
  }

  private interface Task<T> {
    T run() throws SQLException;
  }

  private <T> CompletionStage<T> start(Task<T> task) {
    if (!places.tryAcquire())
      return CompletableFuture.failedStage(new SQLTransientConnectionException("too many wait for the database"));
    var result = new CompletableFuture<T>();
    threads.execute(() -> {
      try {
        var value = task.run();
        places.release();
        result.complete(value);
      } catch (SQLException | RuntimeException | Error e) {
        places.release();
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      // What cannot be rolled back is in a state that nobody knows: SQLite on a full disk has rolled back by itself and would store
      // what comes next at once, whatever we answer.
      pool.evictConnection(connection);
    }
  }
}
