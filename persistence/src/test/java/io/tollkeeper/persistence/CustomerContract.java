package io.tollkeeper.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;

/** What a customer may rely on wherever its facts are kept: run with the real actor. */
abstract class CustomerContract {

  final Customers customers;

  CustomerContract(Customers customers) {
    this.customers = customers;
  }

  @AfterEach
  void close() {
    customers.close();
  }

  @Test
  void what_was_acknowledged_is_there_after_a_restart() {
    var customer = customers.start("acme", "c1");
    customer.write(new Command.PutCustomer(Optional.of("Jane"), Optional.empty(), Optional.empty()));
    customer.write(Commands.grant("g1", 100));
    customer.write(Commands.consume("u1", 30));
    customer.stop();

    var view = customers.start("acme", "c1").show();

    assertEquals("Jane", view.profile().name());
    assertEquals("70", view.balance().settled().toString());
    assertEquals(2, view.seq());
  }

  @Test
  void an_id_that_was_used_before_the_restart_is_answered_as_before() {
    var customer = customers.started("acme", "c1");
    var first = assertInstanceOf(Outcome.Accepted.class, customer.write(Commands.consume("u1", 30)));
    customer.stop();

    var again =
        assertInstanceOf(Outcome.Accepted.class, customers.start("acme", "c1").write(Commands.consume("u1", 30)));

    assertTrue(again.replayed());
    assertEquals(first.answer(), again.answer());
  }

  @Test
  void a_snapshot_and_the_rows_after_it_give_the_same_customer_as_the_whole_journal() {
    var customer = customers.started("acme", "c1");
    for (int i = 0; i < 3 * Customers.SNAPSHOT_EVERY + 2; i++)
      customer.write(Commands.consume("u" + i, 1));
    var before = customer.show();
    customer.stop();

    var after = customers.start("acme", "c1").show();

    assertEquals(before, after);
  }

  @Test
  void an_id_that_has_left_memory_is_answered_as_before_whatever_restarts() {
    var customer = customers.start("acme", "c1");
    customer.write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    customer.write(Commands.grant("g1", 10_000));
    var first = assertInstanceOf(Outcome.Accepted.class, customer.write(Commands.consume("old", 3)));
    for (int i = 0; i < 10; i++) {
      customer.writeAll(Commands.consume("a" + i + "-", 100, 1));
      customer.stop();
      customer = customers.start("acme", "c1");
    }
    var before = customer.show().balance();

    var again = assertInstanceOf(Outcome.Accepted.class, customer.write(Commands.consume("old", 3)));
    var other = assertInstanceOf(Outcome.Refused.class, customer.write(Commands.consume("old", 4)));
    var all = customer.writeAll(Commands.consume("a0-", 100, 1));

    assertTrue(again.replayed());
    assertEquals(first.answer(), again.answer());
    assertEquals(Refusal.ID_REUSED, other.refusal());
    assertTrue(all.stream().allMatch(outcome -> ((Outcome.Accepted) outcome).replayed()));
    assertEquals(before, customer.show().balance());
  }

  @Test
  void customers_of_different_tenants_are_different_customers() {
    customers.started("acme", "c1").write(Commands.consume("u1", 30));

    assertEquals("100", customers.started("other", "c1").show().balance().settled().toString());
  }

  @Test
  void commands_that_come_at_once_share_rows_and_are_all_there() {
    var customer = customers.started("acme", "c1");
    customer.writeAll(IntStream.range(0, 50).mapToObj(number -> Commands.consume("u" + number, 1)).toList());
    customer.stop();

    var view = customers.start("acme", "c1").show();

    assertEquals("50", view.balance().settled().toString());
    assertEquals(51, view.seq());
  }
}
