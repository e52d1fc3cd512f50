package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided for an id that has left memory. */
class ForgottenIdTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Decider decider = new Decider(new Limits(10, 10, 10, 3, 10, Duration.ofDays(7)));
  // Only the last id is kept.
  private final Books books = new Books(new CustomerKey("t", "acme"), new RememberedIds.Window(1, Duration.ofDays(1)));
  private final Map<Long, List<Long>> index = new HashMap<>();
  private Customer customer = books.unknown();

  @BeforeEach
  void rememberOnlyTheLast() {
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    decide(grant("g", 10));
    decide(new Command.Adjust("a", 1_000_000, ""));
    decide(grant("other", 10));
    var places = customer.ids().toIndex(100);
    places.forEach(place -> index.put(place.hash(), List.of(place.row())));
    customer = customer.indexedUpTo(places.getLast().row());
    decide(grant("last", 10));
    assertEquals(2, customer.ids().size());
  }

  @Test
  void it_gets_the_original_answer() {
    var again = assertInstanceOf(Outcome.Booked.class, decide(grant("g", 10)));
    assertTrue(again.replayed());
    assertEquals(1, again.fact().seq());
    assertTrue(assertInstanceOf(Outcome.Booked.class, decide(new Command.Adjust("a", 1_000_000, ""))).replayed());
    assertEquals(new Credits(31_000_000), customer.balance().settled());
  }

  @Test
  void with_other_content_it_is_refused() {
    assertEquals(Refusal.ID_REUSED, assertInstanceOf(Outcome.Refused.class, decide(grant("g", 11))).refusal());
    assertEquals(new Credits(31_000_000), customer.balance().settled());
  }

  @Test
  void another_id_with_the_same_hash_is_not_it() {
    index.put(customer.ids().hash(IdSpace.GRANT, "new"), index.get(customer.ids().hash(IdSpace.GRANT, "g")));
    var first = assertInstanceOf(Outcome.Booked.class, decide(grant("new", 10)));
    assertEquals(new Credits(41_000_000), first.fact().balance().settled());
  }

  @Test
  void nothing_is_decided_before_it_has_been_looked_up() {
    var hash = customer.ids().hash(IdSpace.GRANT, "new");
    assertEquals(new Decision.Needs(new Need.Forgotten(hash)),
        decider.decide(customer, grant("new", 10), Catalogue.EMPTY, books, NOON));
    assertInstanceOf(Decision.Decided.class,
        decider.decide(customer, grant("last", 10), Catalogue.EMPTY, books, NOON), "it is in memory");
  }

  @Test
  void a_grant_that_ended_long_ago_is_known_to_have_been_there() {
    decide(new Command.VoidGrant("g", ""));
    assertInstanceOf(Outcome.Standing.class, decide(new Command.VoidGrant("g", "")));
    assertEquals(Refusal.GRANT_NOT_FOUND,
        assertInstanceOf(Outcome.Refused.class, decide(new Command.VoidGrant("never", ""))).refusal());
  }

  private Outcome decide(Command command) {
    var decided = assertInstanceOf(Decision.Decided.class,
        decider.decide(customer, command, Catalogue.EMPTY, new Indexed(), NOON));
    if (!decided.facts().isEmpty()) {
      customer = decided.customer().endRow();
      books.close(new Facts(decided.facts()), customer);
    }
    return decided.outcome();
  }

  private final class Indexed implements Past {

    @Override
    public Optional<Facts> row(long number) {
      return books.row(number);
    }

    @Override
    public Optional<List<Long>> forgotten(long hash) {
      return Optional.of(index.getOrDefault(hash, List.of()));
    }

    @Override
    public Optional<Catalogue> catalogue(int version) {
      return Optional.empty();
    }
  }

  private static Command grant(String id, int credits) {
    return new Command.AddGrant(id, new Credits(credits * 1_000_000L), GrantKind.PAID, 10, Optional.empty(),
        Optional.empty(), Set.of(), "api", "");
  }
}
