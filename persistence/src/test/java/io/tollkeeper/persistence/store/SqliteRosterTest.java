package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.DatabaseSettings;
import io.tollkeeper.persistence.Databases;

final class SqliteRosterTest extends RosterContract {

  private final DatabaseSettings settings = Databases.embedded();
  private final Database database = Database.open(settings);
  private final Roster roster = new JdbcRoster(database);

  @Override
  Roster roster() {
    return roster;
  }

  @Test
  void counting_reads_an_index_alone() throws SQLException {
    for (var sql : List.of(JdbcRoster.PLANS, JdbcRoster.WITHOUT)) {
      var plan = plan(sql);
      assertTrue(plan.contains("COVERING INDEX roster_plan"), plan);
      assertFalse(plan.contains("TEMP B-TREE"), plan);
    }
  }

  private String plan(String sql) throws SQLException {
    try (var connection = Databases.connect(settings);
        var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
      statement.setString(1, "acme");
      try (var result = statement.executeQuery()) {
        var plan = new StringBuilder();
        while (result.next())
          plan.append(result.getString("detail")).append('\n');
        return plan.toString();
      }
    }
  }

  @AfterEach
  void close() {
    database.close();
  }
}
