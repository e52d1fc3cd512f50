package io.tollkeeper.persistence;

import java.nio.file.Path;

import com.typesafe.config.Config;

/**
 * Which database to use, and how much of it.
 *
 * @param url {@code jdbc:postgresql:…}; empty for SQLite inside this process
 * @param user who logs in; not for SQLite
 * @param password the user's; not for SQLite
 * @param directory where the file of SQLite lives; not for PostgreSQL
 */
public record DatabaseSettings(String url, String user, String password, Path directory, Pools pools, Writing writing) {

  /**
   * Connections by purpose, so that none can starve another.
   *
   * @param writes journal writes: as many transactions run at once
   * @param reads recoveries and other reading of the journal
   * @param snapshots saving and loading snapshots
   * @param stores catalogues, the inbox and health
   * @param ids writing the index of ids, and reading it for filters
   */
  public record Pools(int writes, int reads, int snapshots, int stores, int ids) {}

  /**
   * How journal rows are gathered into transactions.
   *
   * @param queue how many writes may wait; one more is rejected
   * @param batchRows how many rows one transaction may have
   * @param batchBytes about how many bytes of payload it may have
   */
  public record Writing(int queue, int batchRows, int batchBytes) {}

  /** These credentials with the sizes that {@code tollkeeper.persistence} in the configuration gives. */
  public static DatabaseSettings of(String url, String user, String password, Path directory, Config config) {
    var own = config.getConfig("tollkeeper.persistence");
    var pools = own.getConfig("pools");
    var writing = own.getConfig("writing");
    return new DatabaseSettings(url, user, password, directory,
        new Pools(pools.getInt("writes"), pools.getInt("reads"), pools.getInt("snapshots"), pools.getInt("stores"),
            pools.getInt("ids")),
        new Writing(writing.getInt("queue"), writing.getInt("batch-rows"), writing.getBytes("batch-bytes").intValue()));
  }

  /** Whether the database is SQLite inside this process. */
  public boolean isEmbedded() {
    return url.isEmpty();
  }

  @Override
  public String toString() {
    return isEmbedded() ? "SQLite in " + directory : url.replaceFirst("\\?.*", "");
  }
}
