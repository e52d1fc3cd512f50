package io.tollkeeper.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.Lock;

/** What differs between the databases that facts can be kept in. */
interface Product {

  /** Where it is, for the driver. */
  String url();

  /** What the driver is told with every connection that is opened. */
  Properties properties();

  /** SQL that every pooled connection begins with; empty for none. Migrations, which may take long, go without. */
  String greeting();

  /** The folder of its migrations. */
  String migrations();

  /** A query for the database's time in milliseconds since 1970. */
  String timeQuery();

  /** Who is to blame for a failed statement. */
  Lane.Blame blame(SQLException failure);

  /** What a writer must hold, if only one may write at a time. Fair, so that the busiest lane does not starve the others. */
  default Optional<Lock> turns() {
    return Optional.empty();
  }

  /** Why what this database acknowledges may not be durable, if it says so of itself. */
  default Optional<String> doubt(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /** Prepares the place before the first connection. Throws {@link DatabaseException} if it must not be used. */
  void prepare();

  /** Called when the schema is in place. */
  void ready();

  /** Tidies up, as the last thing that happens to the database. */
  void close();

  /** The product that these settings ask for. */
  static Product of(DatabaseSettings settings) {
    return settings.isEmbedded()
        ? new SqliteFile(settings.directory())
        : new PostgreSql(settings.url(), settings.user(), settings.password());
  }
}
