package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** What is asked of a customer about what it did. */
class CustomerLookUpsTest extends CustomerActorTest {

  @Test
  void an_answer_that_left_memory_comes_from_the_journal() {
    var customer = fundedCustomer();
    var first = written(ask(customer, consume("old", 7)));
    for (int i = 0; i < 2 * TAIL; i++)
      written(ask(customer, consume("u" + i, 1)));
    var again = assertInstanceOf(Outcome.Accepted.class, written(ask(customer, consume("old", 7))));
    assertTrue(again.replayed());
    assertEquals(assertInstanceOf(Outcome.Accepted.class, first).answer(), again.answer());
    var probe = probe();
    customer.tell(new Ask(new Request.FindUsage("old"), Instant.MAX, probe.getRef()));
    assertTrue(assertInstanceOf(Response.FoundUsage.class, probe.receiveMessage()).usage().isPresent());
  }

  @Test
  void a_look_up_waits_for_the_row_that_may_hold_its_answer() {
    var customer = fundedCustomer();
    journal.hold();
    var write = ask(customer, consume("u", 100));
    var look = ask(customer, new Request.FindUsage("u"));
    look.expectNoMessage(Duration.ofMillis(20));
    journal.release();
    written(write);
    assertTrue(assertInstanceOf(Response.FoundUsage.class, look.receiveMessage()).usage().isPresent());
  }

  @Test
  void a_reservation_and_a_run_are_found_while_open_and_after_their_end() {
    var customer = fundedCustomer();
    written(
        ask(customer, new Command.OpenRun("run", credits(50), Optional.empty(), Duration.ofHours(1), Metadata.NONE)));
    written(ask(customer, new Command.Reserve("r", new Demand("work", 1, Optional.of(credits(5)), Dimensions.NONE),
        Optional.of("run"), Duration.ofMinutes(15), false, Metadata.NONE)));
    assertEquals(Reservation.Status.OPEN, reservation(customer).status());
    assertEquals(credits(5), run(customer).reserved());
    written(ask(customer, new Command.Settle("r", Optional.empty(), true, Optional.of(credits(3)), Optional.empty(),
        Dimensions.NONE, OnInsufficient.CAP)));
    written(ask(customer, new Command.CloseRun("run")));
    for (int i = 0; i < 2 * TAIL; i++)
      written(ask(customer, consume("u" + i, 1)));
    assertEquals(Reservation.Status.SETTLED, reservation(customer).status());
    assertEquals(credits(3), run(customer).spent());
    assertEquals(Run.Status.CLOSED, run(customer).status());
    assertEquals(Optional.empty(), assertInstanceOf(Response.FoundRun.class,
        ask(customer, new Request.FindRun("no such")).receiveMessage()).run());
  }

  private Reservation reservation(ActorRef<Message> customer) {
    return assertInstanceOf(Response.FoundReservation.class,
        ask(customer, new Request.FindReservation("r")).receiveMessage())
        .reservation().orElseThrow().reservation();
  }

  private Run run(ActorRef<Message> customer) {
    return assertInstanceOf(Response.FoundRun.class, ask(customer, new Request.FindRun("run")).receiveMessage()).run()
        .orElseThrow().run();
  }
}
