package io.tollkeeper.persistence.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.google.protobuf.UnsafeByteOperations;

/** The SQL of the journal's table. */
final class EventTable {

  private static final String INSERT = """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, serializer, manifest, payload)
      VALUES (?, ?, ?, ?, ?, ?)""";

  private static final String SELECT = """
      SELECT ordering, sequence_number, writer, written_at, serializer, manifest, payload FROM event_journal
      WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ? ORDER BY sequence_number LIMIT ?""";

  private static final String HIGHEST = "SELECT max(sequence_number) FROM event_journal WHERE persistence_id = ?";

  private static final String SELECT_WITH_HIGHEST = """
      SELECT ordering, sequence_number, writer, written_at, serializer, manifest, payload, (%s) FROM event_journal
      WHERE persistence_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?""".formatted(HIGHEST);

  private EventTable() {}

  /** Inserts all of these rows, as one batch. */
  static void insert(Connection connection, List<EventRow> rows) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var row : rows) {
        statement.setString(1, row.persistenceId());
        statement.setLong(2, row.number());
        statement.setObject(3, row.writer());
        statement.setInt(4, row.serializer());
        statement.setString(5, row.manifest());
        statement.setBytes(6, row.payload().toByteArray());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The rows with these numbers, both inclusive, in their order, the first {@code limit} of them. */
  static List<EventRow> rows(Connection connection, String persistenceId, long from, long to, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, from);
      statement.setLong(3, to);
      statement.setInt(4, limit);
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<EventRow>();
        while (result.next())
          rows.add(row(persistenceId, result));
        return rows;
      }
    }
  }

  /** The rows from this number on, the first {@code limit} of them, and where the journal ends. */
  static Tail tail(Connection connection, String persistenceId, long from, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(SELECT_WITH_HIGHEST)) {
      statement.setString(1, persistenceId);
      statement.setString(2, persistenceId);
      statement.setLong(3, from);
      statement.setInt(4, limit);
      try (var result = statement.executeQuery()) {
        var rows = new ArrayList<EventRow>();
        var last = 0L;
        while (result.next()) {
          rows.add(row(persistenceId, result));
          last = result.getLong(8);
        }
        return new Tail(rows, rows.isEmpty() && from > 1 ? highest(connection, persistenceId) : last);
      }
    }
  }

  private static long highest(Connection connection, String persistenceId) throws SQLException {
    try (var statement = connection.prepareStatement(HIGHEST)) {
      statement.setString(1, persistenceId);
      try (var result = statement.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  private static EventRow row(String persistenceId, ResultSet result) throws SQLException {
    return new EventRow(result.getLong(1), persistenceId, result.getLong(2), UUID.fromString(result.getString(3)),
        Instant.ofEpochMilli(result.getLong(4)),
        result.getInt(5), result.getString(6), UnsafeByteOperations.unsafeWrap(result.getBytes(7)));
  }
}
