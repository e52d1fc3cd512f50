package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.entity.ControlledJournal.Control;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

class CustomerEntityTest extends CustomerActorTest {

  @Test
  void all_that_waits_during_a_write_becomes_one_row() {
    var customer = fundedCustomer();
    journal.hold();
    var probes = new ArrayList<TestProbe<Response>>();
    for (int i = 0; i < BATCH; i++)
      probes.add(ask(customer, consume("u" + i, 1)));
    // Messages keep their order, so an answer to this one says that all the others have arrived.
    ask(customer, authorize(0)).receiveMessage();
    journal.release();
    probes.forEach(probe -> assertInstanceOf(Outcome.Accepted.class, written(probe)));
    assertEquals(4, journal.of(persistenceId).size(), "customer, grant, the first, all others");
  }

  @Test
  void a_repeat_in_the_same_batch_gets_the_first_answer() {
    var customer = fundedCustomer();
    journal.hold();
    var blocker = ask(customer, consume("blocker", 1));
    var first = ask(customer, consume("u", 5));
    var second = ask(customer, consume("u", 5));
    var other = ask(customer, consume("u", 6));
    journal.release();
    written(blocker);
    var original = assertInstanceOf(Outcome.Accepted.class, written(first));
    var repeated = assertInstanceOf(Outcome.Accepted.class, written(second));
    assertFalse(original.replayed());
    assertTrue(repeated.replayed());
    assertEquals(original.answer(), repeated.answer());
    assertEquals(Refusal.ID_REUSED, assertInstanceOf(Outcome.Refused.class, written(other)).refusal());
  }

  @Test
  void a_read_during_a_write_sees_only_what_is_durable() {
    var customer = fundedCustomer();
    journal.hold();
    var write = ask(customer, consume("u", 400));
    var read = ask(customer, authorize(0));
    var answer = assertInstanceOf(Response.Authorized.class, read.receiveMessage()).answer();
    assertEquals(credits(500), answer.after().available());
    write.expectNoMessage(Duration.ofMillis(20));
    journal.release();
    written(write);
  }

  @Test
  void a_read_with_min_seq_waits_for_the_write_in_flight_and_no_longer() {
    var customer = fundedCustomer();
    journal.hold();
    var write = ask(customer, consume("u", 400));
    var waits = ask(customer, authorize(2));
    var beyond = ask(customer, authorize(3));
    waits.expectNoMessage(Duration.ofMillis(20));
    journal.release();
    written(write);
    assertEquals(2, assertInstanceOf(Response.Authorized.class, waits.receiveMessage()).answer().seq());
    assertInstanceOf(Response.Unavailable.class, beyond.receiveMessage());
    assertInstanceOf(Response.Unavailable.class, ask(customer, authorize(99)).receiveMessage());
  }

  @Test
  void a_failed_write_answers_all_who_wait_and_changes_nothing() {
    var customer = fundedCustomer();
    journal.hold();
    journal.mode(Control.Mode.FAIL);
    var inFlight = ask(customer, consume("u1", 100));
    var waiting = ask(customer, consume("u2", 100));
    journal.release();
    assertInstanceOf(Response.Unavailable.class, inFlight.receiveMessage());
    assertInstanceOf(Response.Unavailable.class, waiting.receiveMessage());
    hasEnded(customer);

    journal.mode(Control.Mode.TAKE);
    var next = spawn();
    assertEquals(credits(500), balance(next));
    assertFalse(assertInstanceOf(Outcome.Accepted.class, written(ask(next, consume("u1", 100)))).replayed());
    assertEquals(credits(400), balance(next));
  }

  @Test
  void a_rejected_write_is_answered_as_a_failed_one() {
    var customer = fundedCustomer();
    journal.mode(Control.Mode.REJECT);
    assertInstanceOf(Response.Unavailable.class, ask(customer, consume("u1", 100)).receiveMessage());
    hasEnded(customer);
    journal.mode(Control.Mode.TAKE);
    assertEquals(credits(500), balance(spawn()));
  }

  @Test
  void stopping_finishes_what_was_accepted() {
    var customer = fundedCustomer();
    journal.hold();
    var inFlight = ask(customer, consume("u1", 1));
    var waiting = ask(customer, consume("u2", 1));
    customer.tell(CustomerEntity.Stop.INSTANCE);
    journal.release();
    assertInstanceOf(Outcome.Accepted.class, written(inFlight));
    assertInstanceOf(Outcome.Accepted.class, written(waiting));
    hasEnded(customer);
    assertEquals(credits(498), balance(spawn()));
  }

  @Test
  void a_full_queue_refuses_at_once() {
    var customer = fundedCustomer();
    journal.hold();
    var inFlight = ask(customer, consume("first", 1));
    for (int i = 0; i < QUEUE; i++)
      ask(customer, consume("u" + i, 1));
    assertInstanceOf(Response.Overloaded.class, ask(customer, consume("one too many", 1)).receiveMessage());
    journal.release();
    written(inFlight);
  }

  @Test
  void what_waited_for_too_long_is_not_carried_out() {
    var customer = fundedCustomer();
    var probe = probe();
    customer.tell(new Ask(new Request.Write(consume("late", 1)), NOON.minusMillis(1), probe.getRef()));
    assertInstanceOf(Response.Unavailable.class, probe.receiveMessage());
    assertEquals(credits(500), balance(customer));
  }

  private static Request<?> authorize(long minSeq) {
    return new Request.Authorize(new Demand("work", 1, Optional.of(credits(1)), Dimensions.NONE), Optional.empty(),
        OnInsufficient.REJECT, minSeq);
  }
}
