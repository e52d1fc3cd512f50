package io.tollkeeper.persistence.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Lane;

/**
 * The roster in a database. Nobody waits for what is noted and counted, so that shares the connections of the index of ids. What is noted while a transaction is
 * under way shares the next one: many new customers at once are few transactions beside those of the journal.
 */
public final class JdbcRoster implements Roster {

  // A customer has one note under way at most. Those beyond this many try again.
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_AT_ONCE = 500;

  private static final String NOTE = """
      INSERT INTO roster (tenant, customer, plan, version, payer, sequence_number) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, customer) DO UPDATE
        SET plan = excluded.plan, version = excluded.version, payer = excluded.payer,
          sequence_number = excluded.sequence_number
        WHERE excluded.sequence_number > roster.sequence_number""";

  static final String PLANS =
      "SELECT plan, version, COUNT(*) FROM roster WHERE tenant = ? AND plan IS NOT NULL GROUP BY plan, version";

  static final String WITHOUT = "SELECT COUNT(*) FROM roster WHERE tenant = ? AND plan IS NULL";

  private static final String CUSTOMERS =
      "SELECT customer, plan, version, payer FROM roster WHERE tenant = ? AND customer > ?";

  // The order of the key, so that nodes that note the same customers wait for one another and never in a circle.
  private static final Comparator<Note> BY_KEY = Comparator.<Note, String>comparing(note -> note.customer().tenant())
      .thenComparing(note -> note.customer().customer());

  private final Lane lane;
  private final Lane reads;
  private final BlockingQueue<Note> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean writing = new AtomicBoolean();

  /** The roster in this database. */
  public JdbcRoster(Database database) {
    this.lane = database.ids();
    this.reads = database.reads();
  }

  private record Note(CustomerKey customer, Line line, long row, CompletableFuture<Void> done) {}

  @Override
  public CompletionStage<Void> note(CustomerKey customer, Line line, long row) {
    var note = new Note(customer, line, row, new CompletableFuture<>());
    if (!waiting.offer(note))
      return CompletableFuture.failedStage(new SQLTransientException("too many wait for the roster"));
    goOn();
    return note.done();
  }

  private void goOn() {
    while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
      var notes = new ArrayList<Note>();
      waiting.drainTo(notes, MAX_AT_ONCE);
      if (!notes.isEmpty()) {
        write(notes);
        return;
      }
      writing.set(false);
    }
  }

  private void write(List<Note> notes) {
    notes.sort(BY_KEY);
    lane.write(connection -> insert(connection, notes)).whenComplete((_, failure) -> {
      writing.set(false);
      goOn();
      notes.forEach(note -> complete(note.done(), failure));
    });
  }

  private static void complete(CompletableFuture<Void> done, @Nullable Throwable failure) {
    if (failure == null) done.complete(null);
    else done.completeExceptionally(failure);
  }

  private static int insert(Connection connection, List<Note> notes) throws SQLException {
    try (var statement = connection.prepareStatement(NOTE)) {
      for (var note : notes) {
        statement.setString(1, note.customer().tenant());
        statement.setString(2, note.customer().customer());
        statement.setString(3, note.line().terms().map(Terms::plan).orElse(null));
        statement.setObject(4, note.line().terms().map(Terms::version).orElse(null), Types.INTEGER);
        statement.setString(5, note.line().payer().orElse(null));
        statement.setLong(6, note.row());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  @Override
  public CompletionStage<Map<Terms, Long>> plans(String tenant) {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(PLANS)) {
        statement.setString(1, tenant);
        try (var result = statement.executeQuery()) {
          var plans = new HashMap<Terms, Long>();
          while (result.next())
            plans.put(new Terms(result.getString(1), result.getInt(2)), result.getLong(3));
          return plans;
        }
      }
    });
  }

  @Override
  public CompletionStage<Long> withoutPlan(String tenant) {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(WITHOUT)) {
        statement.setString(1, tenant);
        try (var result = statement.executeQuery()) {
          result.next();
          return result.getLong(1);
        }
      }
    });
  }

  @Override
  public CompletionStage<List<Entry>> customers(String tenant, Optional<String> payer, Optional<String> after,
      int limit) {
    var sql = CUSTOMERS + (payer.isPresent() ? " AND payer = ?" : "") + " ORDER BY customer LIMIT ?";
    return reads.read(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        var parameter = 1;
        statement.setString(parameter++, tenant);
        statement.setString(parameter++, after.orElse(""));
        if (payer.isPresent()) statement.setString(parameter++, payer.get());
        statement.setInt(parameter, limit);
        try (var result = statement.executeQuery()) {
          var entries = new ArrayList<Entry>();
          while (result.next())
            entries
                .add(new Entry(result.getString(1), new Line(terms(result), Optional.ofNullable(result.getString(4)))));
          return entries;
        }
      }
    });
  }

  private static Optional<Terms> terms(ResultSet result) throws SQLException {
    var version = result.getInt(3);
    return Optional.ofNullable(result.getString(2)).map(plan -> new Terms(plan, version));
  }
}
