package io.tollkeeper.persistence.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.engine.entity.Roster.Entry;
import io.tollkeeper.engine.entity.Roster.Line;

/** What a roster promises, wherever it is kept. */
abstract class RosterContract {

  private static final Terms PRO_1 = new Terms("pro", 1);
  private static final Terms PRO_2 = new Terms("pro", 2);
  private static final Terms FREE = new Terms("free", 2);

  /** An empty roster. */
  abstract Roster roster();

  @Test
  void customers_are_counted_by_plan_and_version() {
    note("c1", PRO_1, 1);
    note("c2", PRO_2, 1);
    note("c3", PRO_2, 7);
    note("c4", FREE, 2);
    noteNone("c5", 1);
    noteNone("c6", 3);
    assertEquals(Map.of(PRO_1, 1L, PRO_2, 2L, FREE, 1L), plans("acme"));
    assertEquals(2, withoutPlan("acme"));
  }

  @Test
  void a_customer_is_counted_once_with_what_is_known_as_of_the_latest_row() {
    note("c1", PRO_1, 5);
    note("c1", PRO_2, 9);
    note("c1", FREE, 7);
    noteNone("c1", 9);
    assertEquals(Map.of(PRO_2, 1L), plans("acme"));
    noteNone("c1", 10);
    note("c1", FREE, 9);
    assertEquals(Map.of(), plans("acme"));
    assertEquals(1, withoutPlan("acme"));
    note("c1", FREE, 11);
    assertEquals(Map.of(FREE, 1L), plans("acme"));
    assertEquals(0, withoutPlan("acme"));
  }

  @Test
  void a_tenant_has_only_its_own() {
    note("c1", PRO_1, 1);
    join(roster().note(new CustomerKey("other", "c1"), line(Optional.of(FREE)), 1));
    join(roster().note(new CustomerKey("other", "c2"), line(Optional.empty()), 1));
    assertEquals(Map.of(PRO_1, 1L), plans("acme"));
    assertEquals(0, withoutPlan("acme"));
    assertEquals(Map.of(FREE, 1L), plans("other"));
    assertEquals(1, withoutPlan("other"));
    assertEquals(Map.of(), plans("nobody"));
  }

  @Test
  void customers_that_come_at_once_are_all_there() {
    var notes = IntStream.range(0, 3_000).mapToObj(number -> roster().note(
        new CustomerKey("acme", "c" + number % 1_000), line(Optional.of(number < 2_000 ? PRO_1 : PRO_2)), number))
        .toList();
    notes.forEach(RosterContract::join);
    assertEquals(Map.of(PRO_2, 1_000L), plans("acme"));
  }

  @Test
  void customers_are_listed_in_the_order_of_their_ids() {
    note("b", PRO_1, 1);
    noteNone("a", 1);
    noteNone("B", 1);
    join(roster().note(new CustomerKey("other", "c"), line(Optional.empty()), 1));
    assertEquals(List.of("B", "a", "b"), customers(Optional.empty(), Optional.empty(), 10));
    assertEquals(List.of("B", "a"), customers(Optional.empty(), Optional.empty(), 2));
    assertEquals(List.of("b"), customers(Optional.empty(), Optional.of("a"), 2));
    assertEquals(new Entry("b", line(Optional.of(PRO_1))),
        join(roster().customers("acme", Optional.empty(), Optional.of("a"), 1)).getFirst());
  }

  @Test
  void customers_are_found_by_who_pays_for_them() {
    for (var customer : List.of("c3", "c1", "c2"))
      join(roster().note(new CustomerKey("acme", customer), paid("cus_1"), 1));
    noteNone("c4", 1);
    join(roster().note(new CustomerKey("acme", "c2"), paid("cus_2"), 2));
    join(roster().note(new CustomerKey("other", "c1"), paid("cus_1"), 1));
    assertEquals(List.of("c1", "c3"), customers(Optional.of("cus_1"), Optional.empty(), 10));
    assertEquals(List.of("c3"), customers(Optional.of("cus_1"), Optional.of("c1"), 10));
    assertEquals(List.of("c2"), customers(Optional.of("cus_2"), Optional.empty(), 10));
    assertEquals(List.of(), customers(Optional.of("cus_3"), Optional.empty(), 10));
  }

  private List<String> customers(Optional<String> payer, Optional<String> after, int limit) {
    return join(roster().customers("acme", payer, after, limit)).stream().map(Entry::customer).toList();
  }

  private static Line line(Optional<Terms> terms) {
    return new Line(terms, Optional.empty());
  }

  private static Line paid(String payer) {
    return new Line(Optional.empty(), Optional.of(payer));
  }

  private void note(String customer, Terms terms, long row) {
    join(roster().note(new CustomerKey("acme", customer), line(Optional.of(terms)), row));
  }

  private void noteNone(String customer, long row) {
    join(roster().note(new CustomerKey("acme", customer), line(Optional.empty()), row));
  }

  private Map<Terms, Long> plans(String tenant) {
    return join(roster().plans(tenant));
  }

  private long withoutPlan(String tenant) {
    return join(roster().withoutPlan(tenant));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
