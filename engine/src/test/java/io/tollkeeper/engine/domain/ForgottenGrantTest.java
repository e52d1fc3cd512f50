package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ForgottenGrantTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Decider decider = new Decider(new Limits(10));
  // Only the last id is remembered.
  private Customer customer =
      Customer.unknown(new CustomerKey("t", "acme"), new RememberedIds.Window(1, Duration.ofDays(1)));

  @Test
  void a_grant_that_still_lives_is_not_given_again_when_its_id_is_forgotten() {
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    decide(grant("g"));
    decide(new Command.Adjust("a", 1_000_000, ""));
    decide(grant("other"));
    assertEquals(Refusal.ID_REUSED, assertInstanceOf(Outcome.Refused.class, decide(grant("g"))).refusal());
    assertEquals(Refusal.ID_REUSED,
        assertInstanceOf(Outcome.Refused.class, decide(new Command.Adjust("a", 1_000_000, ""))).refusal());
    assertEquals(new Credits(21_000_000), customer.balance().settled());
  }

  private Outcome decide(Command command) {
    var decided = assertInstanceOf(Decision.Decided.class,
        decider.decide(customer, command, Catalogue.EMPTY, new RowsAtHand(_ -> Optional.empty()), NOON));
    customer = decided.customer().endRow();
    return decided.outcome();
  }

  private static Command grant(String id) {
    return new Command.AddGrant(id, new Credits(10_000_000), GrantKind.PAID, 10, Optional.empty(), Optional.empty(),
        Set.of(),
        "api", "");
  }
}
