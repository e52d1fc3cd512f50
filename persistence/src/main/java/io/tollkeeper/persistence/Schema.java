package io.tollkeeper.persistence;

import java.sql.SQLException;
import java.util.HashMap;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, brought to the form that this version needs. Several nodes may do it at once; one does, the others wait for it. */
final class Schema {

  private Schema() {}

  /** Migrates. Throws {@link DatabaseException} with one line if it cannot be done. */
  static void migrate(Product product) {
    try {
      flyway(product).migrate();
    } catch (FlywayException e) {
      throw failure(product, e);
    }
  }

  private static Flyway flyway(Product product) {
    var properties = new HashMap<String, String>();
    product.properties().forEach((name, value) -> properties.put((String) name, (String) value));
    var user = properties.remove("user");
    var password = properties.remove("password");
    // A migration may take long, so it has no time limit.
    properties.remove("socketTimeout");
    return Flyway.configure()
        .dataSource(product.url(), user, password)
        .jdbcProperties(properties)
        .locations("classpath:io/tollkeeper/persistence/migrations/" + product.migrations())
        .table("schema_history")
        // A migration that this version does not know was made by a newer one, which knows what it did.
        .ignoreMigrationPatterns("*:future")
        .cleanDisabled(true)
        .load();
  }

  private static DatabaseException failure(Product product, FlywayException e) {
    var place = product.url().replaceFirst("[?;].*", "");
    for (Throwable cause = e; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql) return failure(place, sql);
    return new DatabaseException("the schema of " + place + " cannot be migrated: " + line(e), false, e);
  }

  private static DatabaseException failure(String place, SQLException e) {
    if (isPassing(e)) return new DatabaseException("the database " + place + " cannot be reached: " + line(e), true, e);
    return new DatabaseException("the database " + place + " cannot be used: " + line(e), false, e);
  }

  // 08: no connection; 57P: shutting down or starting up; 53: out of connections or memory.
  private static boolean isPassing(SQLException e) {
    var state = e.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }

  private static String line(Throwable e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
