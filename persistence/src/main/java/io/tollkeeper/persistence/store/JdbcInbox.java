package io.tollkeeper.persistence.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Lane;

/** The inbox in a database. */
public final class JdbcInbox implements Inbox {

  private static final String INSERT = """
      INSERT INTO inbox (tenant, id, type, created_at, received_at, touched_at, state, reason, waits_for, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

  private static final String MARK =
      "UPDATE inbox SET state = ?, reason = ?, waits_for = ?, touched_at = ? WHERE tenant = ? AND id = ?";

  private static final String SELECT = """
      SELECT tenant, id, type, created_at, received_at, touched_at, state, reason, waits_for, payload FROM inbox""";

  private static final String BY_ID = SELECT + " WHERE tenant = ? AND id = ?";

  // The condition that it must not be empty lets PostgreSQL use an index of the few that wait for anyone.
  private static final String WAITING = SELECT
      + " WHERE tenant = ? AND waits_for IN (%s) AND waits_for <> '' AND state = 'parked' ORDER BY created_at, id LIMIT ?";

  private static final String IN_STATES =
      SELECT + " WHERE state IN (%s) AND touched_at < ? ORDER BY touched_at, id LIMIT ?";

  private static final String LIST = """
      SELECT tenant, id, type, created_at, received_at, touched_at, state, reason, waits_for, '' FROM inbox
      WHERE tenant = ?""";

  private static final String LAST_FIRST = " ORDER BY received_at DESC, id DESC LIMIT ?";

  private static final String COUNTS =
      "SELECT tenant, state, COUNT(*), MIN(received_at) FROM inbox GROUP BY tenant, state";

  private final Lane lane;
  private final Clock clock;

  /** The inbox of this database; the clock tells when a message is marked. */
  public JdbcInbox(Database database, Clock clock) {
    this.lane = database.stores();
    this.clock = clock;
  }

  @Override
  public CompletionStage<Message> keep(Message message) {
    return lane.write(connection -> {
      insert(connection, message);
      return find(connection, message.tenant(), message.id())
          .orElseThrow(() -> new SQLException("message " + message.id() + " was not kept"));
    });
  }

  @Override
  public CompletionStage<Void> mark(String tenant, String id, State state, String reason, String waitsFor) {
    return lane.write(connection -> {
      try (var statement = connection.prepareStatement(MARK)) {
        statement.setString(1, stored(state));
        statement.setString(2, reason);
        statement.setString(3, waitsFor);
        Times.set(statement, 4, clock.instant());
        statement.setString(5, tenant);
        statement.setString(6, id);
        return statement.executeUpdate();
      }
    }).thenAccept(count -> {
      if (count == 0) throw new IllegalArgumentException("there is no message " + id);
    });
  }

  @Override
  public CompletionStage<Optional<Message>> find(String tenant, String id) {
    return lane.read(connection -> find(connection, tenant, id));
  }

  @Override
  public CompletionStage<List<Message>> waitingFor(String tenant, Set<String> awaited, int limit) {
    if (awaited.isEmpty()) return CompletableFuture.completedStage(List.of());
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(WAITING.formatted(places(awaited.size())))) {
        var parameter = 1;
        statement.setString(parameter++, tenant);
        for (var name : awaited)
          statement.setString(parameter++, name);
        statement.setInt(parameter, limit);
        return messages(statement);
      }
    });
  }

  @Override
  public CompletionStage<List<Message>> in(List<State> states, Instant before, int limit) {
    if (states.isEmpty()) return CompletableFuture.completedStage(List.of());
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(IN_STATES.formatted(places(states.size())))) {
        var parameter = 1;
        for (var state : states)
          statement.setString(parameter++, stored(state));
        Times.set(statement, parameter++, before);
        statement.setInt(parameter, limit);
        return messages(statement);
      }
    });
  }

  @Override
  public CompletionStage<List<Message>> list(String tenant, Filter filter, Optional<Place> after, int limit) {
    var sql = LIST + (filter.state().isPresent() ? " AND state = ?" : "")
        + (filter.type().isPresent() ? " AND type = ?" : "")
        + (after.isPresent() ? " AND (received_at, id) < (?, ?)" : "") + LAST_FIRST;
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        var parameter = 1;
        statement.setString(parameter++, tenant);
        if (filter.state().isPresent()) statement.setString(parameter++, stored(filter.state().get()));
        if (filter.type().isPresent()) statement.setString(parameter++, filter.type().get());
        if (after.isPresent()) {
          Times.set(statement, parameter++, after.get().receivedAt());
          statement.setString(parameter++, after.get().id());
        }
        statement.setInt(parameter, limit);
        return messages(statement);
      }
    });
  }

  @Override
  public CompletionStage<List<Count>> counts() {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(COUNTS); var result = statement.executeQuery()) {
        var counts = new ArrayList<Count>();
        while (result.next())
          counts.add(new Count(result.getString(1), state(result.getString(2)), result.getLong(3),
              Times.get(result, 4)));
        return counts;
      }
    });
  }

  private void insert(Connection connection, Message message) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, message.tenant());
      statement.setString(2, message.id());
      statement.setString(3, message.type());
      Times.set(statement, 4, message.createdAt());
      Times.set(statement, 5, message.receivedAt());
      Times.set(statement, 6, message.touchedAt());
      statement.setString(7, stored(message.state()));
      statement.setString(8, message.reason());
      statement.setString(9, message.waitsFor());
      statement.setString(10, message.payload());
      statement.executeUpdate();
    }
  }

  private static Optional<Message> find(Connection connection, String tenant, String id) throws SQLException {
    try (var statement = connection.prepareStatement(BY_ID)) {
      statement.setString(1, tenant);
      statement.setString(2, id);
      return messages(statement).stream().findFirst();
    }
  }

  private static List<Message> messages(PreparedStatement statement) throws SQLException {
    try (var result = statement.executeQuery()) {
      var messages = new ArrayList<Message>();
      while (result.next())
        messages.add(message(result));
      return messages;
    }
  }

  private static Message message(ResultSet result) throws SQLException {
    return new Message(result.getString(1), result.getString(2), result.getString(3), Times.get(result, 4),
        Times.get(result, 5), Times.get(result, 6),
        state(result.getString(7)), result.getString(8), result.getString(9),
        result.getString(10));
  }

  private static String places(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  private static State state(String stored) {
    return State.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  private static String stored(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
