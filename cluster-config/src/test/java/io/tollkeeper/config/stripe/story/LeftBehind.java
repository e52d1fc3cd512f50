package io.tollkeeper.config.stripe.story;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;

import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.persistence.codec.PayerCodec;

/**
 * What a killed node has left half done.
 *
 * @param kept events that were kept and not yet seen through
 * @param ordered orders of payers that no customer had acknowledged
 */
record LeftBehind(long kept, long ordered) {

  static final LeftBehind NOTHING = new LeftBehind(0, 0);

  /** Looks into the database of a node, which must be PostgreSQL's. */
  static LeftBehind by(NodeSetup setup) {
    var environment = setup.environment();
    try (var connection = DriverManager.getConnection(environment.get("TOLLKEEPER_DATABASE_URL"),
        environment.get("TOLLKEEPER_DATABASE_USER"), environment.get("TOLLKEEPER_DATABASE_PASSWORD"))) {
      return new LeftBehind(kept(connection), ordered(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  LeftBehind plus(LeftBehind other) {
    return new LeftBehind(kept + other.kept, ordered + other.ordered);
  }

  /** Whether one of both has not been seen yet. */
  boolean isLessThanAll() {
    return kept == 0 || ordered == 0;
  }

  private static long kept(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM inbox WHERE state = 'received'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long ordered(Connection connection) throws SQLException {
    var open = new HashMap<String, Boolean>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT payload FROM event_journal WHERE manifest = '" + PayerCodec.MANIFEST
            + "' ORDER BY persistence_id, sequence_number")) {
      while (rows.next())
        switch (PayerCodec.read(rows.getBytes(1))) {
        case PayerEvent.OrderTaken(var _, var _, var order) -> open.put(order.key(), true);
        case PayerEvent.OrderFilled(var _, var key) -> open.put(key, false);
        case PayerEvent.Noticed _,PayerEvent.NothingDue _ -> {
        }
        }
    }
    return open.values().stream().filter(Boolean::booleanValue).count();
  }
}
