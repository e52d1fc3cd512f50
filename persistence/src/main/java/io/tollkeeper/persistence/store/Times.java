package io.tollkeeper.persistence.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants in columns: whole microseconds since 1970, in every database alike. */
final class Times {

  private Times() {}

  static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static void set(PreparedStatement statement, int parameter, Instant time) throws SQLException {
    statement.setLong(parameter, ChronoUnit.MICROS.between(Instant.EPOCH, kept(time)));
  }

  static Instant get(ResultSet result, int column) throws SQLException {
    return Instant.EPOCH.plus(result.getLong(column), ChronoUnit.MICROS);
  }
}
