package io.tollkeeper.persistence.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Instants in columns: to the microsecond, which is what PostgreSQL keeps, in every store alike. */
final class Times {

  private Times() {}

  static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static void set(PreparedStatement statement, int parameter, Instant time) throws SQLException {
    statement.setObject(parameter, kept(time).atOffset(ZoneOffset.UTC));
  }

  static Instant get(ResultSet result, int column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}
