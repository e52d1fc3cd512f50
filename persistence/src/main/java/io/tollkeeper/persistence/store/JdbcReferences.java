package io.tollkeeper.persistence.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.entity.References;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Lane;

/** The references in a database. */
public final class JdbcReferences implements References {

  private static final String INSERT =
      "INSERT INTO payer_reference (tenant, name, payer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

  private final Lane lane;

  /** The references in this database. */
  public JdbcReferences(Database database) {
    this.lane = database.stores();
  }

  @Override
  public CompletionStage<Set<String>> learn(String tenant, String payer, Collection<String> names) {
    if (names.isEmpty()) return CompletableFuture.completedStage(Set.of());
    // Most messages teach nothing new, and reading is cheaper than waiting for a transaction to be kept.
    return lane.read(connection -> unknown(connection, tenant, names)).thenCompose(unknown -> unknown.isEmpty()
        ? CompletableFuture.completedStage(unknown)
        : lane.write(connection -> insert(connection, tenant, payer, unknown)));
  }

  @Override
  public CompletionStage<Optional<String>> payer(String tenant, Collection<String> names) {
    if (names.isEmpty()) return CompletableFuture.completedStage(Optional.empty());
    return lane.read(connection -> {
      try (var statement = select(connection, "MIN(payer)", tenant, names); var result = statement.executeQuery()) {
        return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
      }
    });
  }

  /** In one order, so that those who learn the same names wait for one another and never in a circle. */
  private static Set<String> unknown(Connection connection, String tenant, Collection<String> names)
      throws SQLException {
    var unknown = new TreeSet<>(names);
    try (var statement = select(connection, "name", tenant, names); var result = statement.executeQuery()) {
      while (result.next())
        unknown.remove(result.getString(1));
    }
    return unknown;
  }

  private static Set<String> insert(Connection connection, String tenant, String payer, Set<String> names)
      throws SQLException {
    var learned = new HashSet<String>();
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var name : names) {
        statement.setString(1, tenant);
        statement.setString(2, name);
        statement.setString(3, payer);
        if (statement.executeUpdate() == 1) learned.add(name);
      }
    }
    return learned;
  }

  private static PreparedStatement select(Connection connection, String what, String tenant, Collection<String> names)
      throws SQLException {
    var statement =
        connection.prepareStatement("SELECT " + what + " FROM payer_reference WHERE tenant = ? AND name IN ("
            + String.join(", ", Collections.nCopies(names.size(), "?")) + ")");
    statement.setString(1, tenant);
    var parameter = 2;
    for (var name : names)
      statement.setString(parameter++, name);
    return statement;
  }
}
