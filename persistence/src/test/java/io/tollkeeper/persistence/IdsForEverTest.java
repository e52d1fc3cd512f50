package io.tollkeeper.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.persistence.Customers.Running;
import io.tollkeeper.persistence.store.JdbcIdIndex;

/**
 * One customer with many more ids than it remembers, on the embedded database. {@code -Dids=1000000} makes it the million that is
 * promised; by default there are fewer.
 */
final class IdsForEverTest {

  private static final Logger LOG = LoggerFactory.getLogger(IdsForEverTest.class);
  private static final int IDS = Integer.getInteger("ids", 60_000);
  private static final int WINDOW = 1_000;
  private static final int AT_ONCE = 1_000;
  // A snapshot has at most 20 bytes of an id, of the window, of a large block that is on its way and of what came meanwhile.
  private static final int MAX_SNAPSHOT = 20 * (WINDOW + 3 * 4_096);
  private static final int NEW = 10_000;

  private final DatabaseSettings settings = Databases.embedded();
  private long began = System.nanoTime();

  @Test
  void the_oldest_get_their_original_answers_and_new_ones_cost_next_to_no_queries() {
    var first = new HashMap<String, Answer>();
    var database = Database.open(settings);
    var ids = new CountedIds(new JdbcIdIndex(database));
    try (var customers = Customers.in(database, Customers.settings(WINDOW, 500, 50), ids)) {
      var customer = customers.start("acme", "c1");
      customer.write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
      customer.write(Commands.grant("g1", 2_000_000));
      for (int i = 0; i < IDS; i += AT_ONCE) {
        var answers = answers(customer.writeAll(Commands.consume("u" + i + "-", AT_ONCE, 1)), false);
        if (i < NEW) first.putAll(answers);
      }
      customer.stop();
      report("used " + IDS + " ids", ids);
      assertTrue(ids.added() > IDS * 9L / 10, ids::toString);
    }
    again(first);
    snapshotsAreBounded();
  }

  private void again(Map<String, Answer> first) {
    var database = Database.open(settings);
    var ids = new CountedIds(new JdbcIdIndex(database));
    try (var customers = Customers.in(database, Customers.settings(WINDOW, 500, 50), ids)) {
      var customer = customers.start("acme", "c1");
      var before = customer.show();
      report("restarted", ids);
      for (int i = 0; i < NEW; i += AT_ONCE)
        answers(customer.writeAll(Commands.consume("u" + i + "-", AT_ONCE, 1)), true)
            .forEach((id, answer) -> assertEquals(first.get(id), answer));
      assertEquals(before, customer.show());
      report("the oldest " + NEW + " again", ids);
      assertTrue(ids.hashes() >= NEW, () -> "they must have left memory for this to mean anything: " + ids);
      awaitFilter(customer, ids);
      var queries = ids.queries();
      var hashes = ids.hashes();
      for (int i = 0; i < NEW; i += AT_ONCE)
        answers(customer.writeAll(Commands.consume("new" + i + "-", AT_ONCE, 1)), false);
      report(NEW + " new ones: " + (ids.queries() - queries) + " queries for " + (ids.hashes() - hashes), ids);
      assertTrue(ids.hashes() - hashes <= NEW / 100, ids::toString);
      customer.stop();
    }
  }

  private void snapshotsAreBounded() {
    try (var connection = Databases.connect(settings);
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT max(length(payload)) FROM snapshot")) {
      assertTrue(result.next());
      var largest = result.getLong(1);
      assertTrue(largest > 0 && largest <= MAX_SNAPSHOT, () -> "a snapshot has " + largest + " bytes");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The filter is built beside the customer's work, so how soon it is there is a matter of time. */
  private static void awaitFilter(Running customer, CountedIds ids) {
    var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      var hashes = ids.hashes();
      customer.writeAll(Commands.consume("probe" + i + "-", 200, 1));
      if (ids.hashes() - hashes <= 2) return;
    }
    throw new AssertionError("there is no filter: " + ids);
  }

  private static Map<String, Answer> answers(List<Outcome> outcomes, boolean replayed) {
    var answers = new HashMap<String, Answer>();
    for (var outcome : outcomes) {
      if (!(outcome instanceof Outcome.Accepted accepted)) throw new AssertionError(outcome);
      assertEquals(replayed, accepted.replayed());
      answers.put(accepted.answer().name().orElseThrow().id(), accepted.answer());
    }
    return answers;
  }

  private void report(String what, CountedIds ids) {
    var now = System.nanoTime();
    LOG.info("{} in {} ms; since the start of the customer: {}", what, Duration.ofNanos(now - began).toMillis(), ids);
    began = now;
  }
}
