package io.tollkeeper.persistence.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tollkeeper.persistence.Lane;

/** The SQL of the snapshots' table. */
public final class SnapshotTable {

  // A snapshot of what the journal does not have was taken of another journal, or the journal has lost its end.
  private static final String NEWEST = """
      SELECT sequence_number, taken_at, serializer, manifest, payload, EXISTS (
        SELECT 1 FROM event_journal e WHERE e.persistence_id = s.persistence_id AND e.sequence_number = s.sequence_number)
      FROM snapshot s WHERE persistence_id = ? AND sequence_number <= ? AND taken_at <= ?
      ORDER BY sequence_number DESC LIMIT 1""";

  private static final String DELETE =
      "DELETE FROM snapshot WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ? AND taken_at <= ?";

  private static final String INSERT =
      """
      INSERT INTO snapshot (persistence_id, sequence_number, taken_at, serializer, manifest, payload) VALUES (?, ?, ?, ?, ?, ?)""";

  private final Lane lane;

  public SnapshotTable(Lane lane) {
    this.lane = lane;
  }

  /**
   * One snapshot.
   *
   * @param number the number of the journal row that it was taken after
   * @param takenAtMillis when, by the node's clock
   * @param journaled whether the journal has that row
   */
  public record Row(long number, long takenAtMillis, int serializer, String manifest, ByteString payload,
      boolean journaled) {}

  /** The newest snapshot that is not newer than this. */
  public CompletionStage<Optional<Row>> newest(String persistenceId, long maxNumber, long maxMillis) {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(NEWEST)) {
        statement.setString(1, persistenceId);
        statement.setLong(2, maxNumber);
        statement.setLong(3, maxMillis);
        try (var result = statement.executeQuery()) {
          if (!result.next()) return Optional.empty();
          return Optional.of(new Row(result.getLong(1), result.getLong(2), result.getInt(3), result.getString(4),
              UnsafeByteOperations.unsafeWrap(result.getBytes(5)), result.getBoolean(6)));
        }
      }
    });
  }

  /** Saves a snapshot in the place of one with its number. */
  public CompletionStage<Integer> save(String persistenceId, Row row) {
    return lane.write(connection -> {
      delete(connection, persistenceId, row.number(), row.number(), Long.MAX_VALUE);
      try (var statement = connection.prepareStatement(INSERT)) {
        statement.setString(1, persistenceId);
        statement.setLong(2, row.number());
        statement.setLong(3, row.takenAtMillis());
        statement.setInt(4, row.serializer());
        statement.setString(5, row.manifest());
        statement.setBytes(6, row.payload().toByteArray());
        return statement.executeUpdate();
      }
    });
  }

  /** Deletes snapshots, with these numbers, both inclusive, and not newer than this. */
  public CompletionStage<Integer> delete(String persistenceId, long minNumber, long maxNumber, long maxMillis) {
    return lane.write(connection -> delete(connection, persistenceId, minNumber, maxNumber, maxMillis));
  }

  private static int delete(Connection connection, String persistenceId, long minNumber, long maxNumber, long maxMillis)
      throws SQLException {
    try (var statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, minNumber);
      statement.setLong(3, maxNumber);
      statement.setLong(4, maxMillis);
      return statement.executeUpdate();
    }
  }
}
