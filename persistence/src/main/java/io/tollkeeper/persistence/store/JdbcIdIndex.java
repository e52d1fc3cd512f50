package io.tollkeeper.persistence.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;
import io.tollkeeper.engine.entity.CustomerEntity;
import io.tollkeeper.engine.entity.IdIndex;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Lane;

/**
 * The index of ids in a database. Look-ups, for which somebody waits, share the connections of other reading; blocks and pages, for which
 * nobody does, have their own.
 */
public final class JdbcIdIndex implements IdIndex {

  private static final String INSERT =
      "INSERT INTO id_index (persistence_id, hash, sequence_number) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String PAGE =
      "SELECT hash FROM id_index WHERE persistence_id = ? AND hash >= ? ORDER BY hash LIMIT ?";

  private final Lane lookUps;
  private final Lane blocks;

  /** The index in this database. */
  public JdbcIdIndex(Database database) {
    this.lookUps = database.reads();
    this.blocks = database.ids();
  }

  @Override
  public CompletionStage<Void> add(CustomerKey customer, List<Place> places) {
    // In the order of the key, so that neighbours meet the same pages.
    var ordered = places.stream().sorted(Comparator.comparingLong(Place::hash)).toList();
    return blocks.write(connection -> insert(connection, id(customer), ordered)).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Map<Long, List<Long>>> rows(CustomerKey customer, Collection<Long> hashes) {
    if (hashes.isEmpty()) return CompletableFuture.completedStage(Map.of());
    return lookUps.read(connection -> select(connection, id(customer), List.copyOf(hashes)));
  }

  @Override
  public CompletionStage<long[]> hashes(CustomerKey customer, long from, int limit) {
    return blocks.read(connection -> {
      try (var statement = connection.prepareStatement(PAGE)) {
        statement.setString(1, id(customer));
        statement.setLong(2, from);
        statement.setInt(3, limit);
        try (var result = statement.executeQuery()) {
          var page = new long[limit];
          var size = 0;
          while (result.next())
            page[size++] = result.getLong(1);
          return Arrays.copyOf(page, size);
        }
      }
    });
  }

  private static int insert(Connection connection, String id, List<Place> places) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var place : places) {
        statement.setString(1, id);
        statement.setLong(2, place.hash());
        statement.setLong(3, place.row());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  private static Map<Long, List<Long>> select(Connection connection, String id, List<Long> hashes) throws SQLException {
    // A power of two: few different statements, which the database need not parse again and again.
    var places = hashes.size() == 1 ? 1 : Integer.highestOneBit(hashes.size() - 1) << 1;
    var sql = "SELECT hash, sequence_number FROM id_index WHERE persistence_id = ? AND hash IN ("
        + String.join(", ", Collections.nCopies(places, "?")) + ") ORDER BY sequence_number DESC";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      for (int i = 0; i < places; i++)
        statement.setLong(2 + i, hashes.get(Math.min(i, hashes.size() - 1)));
      try (var result = statement.executeQuery()) {
        var rows = new HashMap<Long, List<Long>>();
        while (result.next())
          rows.computeIfAbsent(result.getLong(1), _ -> new ArrayList<>()).add(result.getLong(2));
        return rows;
      }
    }
  }

  private static String id(CustomerKey customer) {
    return CustomerEntity.persistenceId(customer).id();
  }
}
