package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.entity.ControlledJournal.Control;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** Several operations of one customer in one request. */
class SeveralOperationsTest extends CustomerActorTest {

  @Test
  void several_operations_take_effect_in_their_order_and_each_has_its_result() {
    var customer = fundedCustomer();
    var demand = new Demand("work", 1, Optional.of(credits(300)), Dimensions.NONE);
    var several = new Request.Several(List.of(
        new Request.Write(consume("a", 300)),
        new Request.Authorize(demand, Optional.empty(), OnInsufficient.REJECT, 0),
        new Request.Write(consume("b", 300)),
        new Request.Write(consume("a", 300)),
        new Request.Write(consume("c", 200)),
        new Request.Authorize(demand, Optional.empty(), OnInsufficient.REJECT, 99)));
    var results = assertInstanceOf(Response.Each.class, ask(customer, several).receiveMessage()).results();
    assertFalse(accepted(results.get(0)).replayed());
    assertEquals(credits(200),
        assertInstanceOf(Request.Result.Authorized.class, results.get(1)).answer().after().available());
    assertEquals(Refusal.INSUFFICIENT_CREDITS,
        assertInstanceOf(Outcome.Refused.class, outcome(results.get(2))).refusal());
    assertTrue(accepted(results.get(3)).replayed());
    assertFalse(accepted(results.get(4)).replayed());
    assertInstanceOf(Request.Result.Unavailable.class, results.get(5));
    assertEquals(Credits.ZERO, balance(customer));
  }

  @Test
  void several_operations_that_are_more_than_a_batch_or_need_the_past_keep_their_order() {
    var customer = fundedCustomer();
    var first = written(ask(customer, consume("old", 1)));
    for (int i = 0; i < 2 * TAIL; i++)
      written(ask(customer, consume("u" + i, 1)));
    var operations = new ArrayList<Request.Operation>();
    for (int i = 0; i < BATCH / 2; i++)
      operations.add(new Request.Write(consume("before" + i, 1)));
    operations.add(new Request.Write(consume("old", 1)));
    for (int i = 0; i < BATCH; i++)
      operations.add(new Request.Write(consume("after" + i, 1)));
    var results =
        assertInstanceOf(Response.Each.class, ask(customer, new Request.Several(operations)).receiveMessage())
            .results();
    assertEquals(operations.size(), results.size());
    var seqs = results.stream().map(result -> accepted(result).answer().seq()).toList();
    var again = accepted(results.get(BATCH / 2));
    assertTrue(again.replayed());
    assertEquals(assertInstanceOf(Outcome.Accepted.class, first).answer(), again.answer());
    for (int i = 1; i < seqs.size(); i++)
      if (i != BATCH / 2 && i != BATCH / 2 + 1) assertEquals(seqs.get(i - 1) + 1, seqs.get(i), "after operation " + i);
  }

  @Test
  void when_the_write_of_several_fails_none_is_told_that_it_was_done() {
    var customer = fundedCustomer();
    journal.mode(Control.Mode.FAIL);
    var several = new Request.Several(List.of(new Request.Write(consume("a", 1)), new Request.Write(consume("b", 1))));
    assertInstanceOf(Response.Unavailable.class, ask(customer, several).receiveMessage());
    hasEnded(customer);
    journal.mode(Control.Mode.TAKE);
    assertEquals(credits(500), balance(spawn()));
  }

  private static Outcome outcome(Request.Result result) {
    return assertInstanceOf(Request.Result.Written.class, result).outcome();
  }

  private static Outcome.Accepted accepted(Request.Result result) {
    return assertInstanceOf(Outcome.Accepted.class, outcome(result));
  }
}
