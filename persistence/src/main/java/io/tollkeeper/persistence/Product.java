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

  /** What makes an insert pass over a row that is there already, if the product can; otherwise the insert fails with a conflict. */
  String orIgnore();

  /** A query for the database's time in milliseconds since 1970. */
  String timeQuery();

  /** Who is to blame for a failed statement. */
  Lane.Blame blame(SQLException failure);

  /** What a writer must hold, if only one may write at a time. Fair, so that the busiest lane does not starve the others. */
  default Optional<Lock> turns() {
    return Optional.empty();
  }

  /** Called after every commit and before anyone is told of it: from here on, what was committed survives the process. */
  void harden(Connection connection) throws SQLException;

  /** Prepares the place before the first connection. Throws {@link DatabaseException} if it must not be used. */
  void prepare();

  /** Called when the schema is in place. */
  void ready();

  /** Tidies up, as the last thing that happens to the database. */
  void close();

  /** The product that these settings ask for. */
  static Product of(DatabaseSettings settings) {
    return settings.isEmbedded() ? new H2File(settings.directory()) : new PostgreSql(settings.url(), settings.user(), settings.password());
  }

  /** The class of an SQL state, its first two characters; empty if there is none. */
  static String stateClass(SQLException failure) {
    var state = failure.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
