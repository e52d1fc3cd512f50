package io.tollkeeper.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.persistence.journal.JournalReader;
import io.tollkeeper.persistence.journal.JournalWriter;
import io.tollkeeper.persistence.journal.SnapshotTable;

/**
 * The database of a node: its connections, by purpose, and what runs on them. Made before the actor system, which is handed it in a
 * {@link DatabaseSetup}, and closed after it.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final DatabaseSettings settings;
  private final Product product;
  private final Lane writes;
  private final Lane reads;
  private final Lane snapshots;
  private final Lane stores;
  private final Lane ids;
  private final JournalWriter writer;
  private final JournalReader reader;

  private Database(DatabaseSettings settings, Product product) {
    this.settings = settings;
    this.product = product;
    var pools = settings.pools();
    this.writes = new Lane("writes", pools.writes(), product);
    this.reads = new Lane("reads", pools.reads(), product);
    this.snapshots = new Lane("snapshots", pools.snapshots(), product);
    this.stores = new Lane("stores", pools.stores(), product);
    this.ids = new Lane("ids", pools.ids(), product);
    this.writer = new JournalWriter(writes, settings.writing());
    this.reader = new JournalReader(reads);
  }

  /** Opens the database and brings its schema up to date: {@link #at} and {@link #migrate}. */
  public static Database open(DatabaseSettings settings) {
    var database = at(settings);
    try {
      database.migrate();
      return database;
    } catch (DatabaseException e) {
      database.close();
      throw e;
    }
  }

  /**
   * The database at this place, which need not answer yet. Nothing but {@link #time} may be asked of it before {@link #migrate}. Throws
   * {@link DatabaseException}, with one line that says why, if the place must not be used.
   */
  public static Database at(DatabaseSettings settings) {
    var product = Product.of(settings);
    product.prepare();
    return new Database(settings, product);
  }

  /**
   * Brings the schema up to date. Throws {@link DatabaseException}, with one line that says why, if the database cannot be used; if that
   * {@link DatabaseException#isPassing() may pass}, try again later.
   */
  public void migrate() {
    Schema.migrate(product);
    product.ready();
    warnOfDoubts();
  }

  private void warnOfDoubts() {
    try {
      stores.readNow(product::doubt)
          .ifPresent(doubt -> LOG.warn("{}: what it acknowledges may be lost when its machine fails", doubt));
    } catch (SQLException e) {
      throw new DatabaseException("the database cannot be read: " + e.getMessage(), true, e);
    }
  }

  /** The connections, for those who watch how busy they are. */
  public List<Lane> lanes() {
    return List.of(writes, reads, snapshots, stores, ids);
  }

  /** What it was opened with. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Where the journal is written. */
  public JournalWriter writer() {
    return writer;
  }

  /** Where the journal is read. */
  public JournalReader reader() {
    return reader;
  }

  /** Where snapshots are kept. */
  public SnapshotTable snapshotTable() {
    return new SnapshotTable(snapshots);
  }

  /** The connections for what somebody waits to read. */
  public Lane reads() {
    return reads;
  }

  /** The connections for the index of ids, as far as nobody waits for it, and for the roster. */
  public Lane ids() {
    return ids;
  }

  /** The connections for catalogues and the inbox. */
  public Lane stores() {
    return stores;
  }

  /** The database's clock. Fails if the database does not answer, so it is a sign of life too. */
  public CompletionStage<Instant> time() {
    return stores.read(connection -> {
      try (var statement = connection.createStatement(); var result = statement.executeQuery(product.timeQuery())) {
        if (!result.next()) throw new SQLException("the database does not tell the time");
        return Instant.ofEpochMilli(result.getLong(1));
      }
    });
  }

  /** Writes what was accepted, then closes everything. The actor system must have ended before. */
  @Override
  public void close() {
    writer.close();
    writes.close();
    reads.close();
    snapshots.close();
    stores.close();
    ids.close();
    product.close();
  }
}
