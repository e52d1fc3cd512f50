package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** A customer that stopped and is there again. */
class CustomerRecoveryTest extends CustomerActorTest {

  @Test
  void a_recovered_customer_equals_the_one_that_stopped_and_knows_its_ids() {
    var customer = fundedCustomer();
    for (int i = 0; i < 25; i++)
      written(ask(customer, consume("u" + i, 2)));
    var before = balance(customer);
    end(customer);
    var again = spawn();
    assertEquals(before, balance(again));
    assertTrue(assertInstanceOf(Outcome.Accepted.class, written(ask(again, consume("u3", 2)))).replayed());
    assertEquals(before, balance(again));
  }

  @Test
  void an_altered_journal_is_not_replayed() {
    var customer = fundedCustomer();
    written(ask(customer, consume("u", 100)));
    end(customer);
    journal.alterLast(persistenceId, payload -> cheaper((Facts) payload));
    hasEnded(spawn());
  }

  @Test
  void a_grant_that_expired_unnoticed_is_written_before_it_is_shown() {
    var customer = fundedCustomer();
    written(ask(customer, expiringSoon()));
    end(customer);
    var rows = journal.of(persistenceId).size();
    var later = spawn(NOON.plusSeconds(61));
    assertEquals(credits(500), balance(later));
    assertEquals(rows + 1, journal.of(persistenceId).size());
    assertEquals(credits(500), balance(later));
    assertEquals(rows + 1, journal.of(persistenceId).size());
  }

  @Test
  void what_is_due_may_be_written_by_a_command_and_shown_in_the_same_batch() {
    var customer = fundedCustomer();
    written(ask(customer, expiringSoon()));
    end(customer);
    // What arrives during the recovery is decided together.
    var later = spawn(NOON.plusSeconds(61));
    var write = ask(later, consume("u", 100));
    var show = ask(later, new Request.Show());
    var tail = ask(later, new Request.Tail());
    written(write);
    assertEquals(credits(400),
        assertInstanceOf(Response.Shown.class, show.receiveMessage()).view().orElseThrow().balance().settled());
    assertEquals(4, assertInstanceOf(Response.Ended.class, tail.receiveMessage()).tail().orElseThrow().seq());
  }

  private static Command expiringSoon() {
    return new Command.AddGrant("short", credits(10), GrantKind.PAID, 1, Optional.empty(),
        Optional.of(new Command.Expiry.At(NOON.plusSeconds(60))), Set.of(), "api", "");
  }

  private static Facts cheaper(Facts facts) {
    var fact = facts.list().getFirst();
    var consumed = (Event.Consumed) fact.event();
    var event = new Event.Consumed(consumed.command(), consumed.catalogueVersion(), consumed.price(), credits(1),
        consumed.borrowed(), consumed.uncollected(), consumed.runs(), consumed.after());
    return new Facts(List.of(new Fact(fact.at(), event, fact.entries(), fact.seq(), fact.balance(), fact.hash())));
  }
}
