package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** A customer that keeps five ids in memory, and an index that a test can hold back or let fail. */
class ForgottenIdsTest extends CustomerActorTest {

  private static final int BLOCK = 256;

  // No snapshots: after a restart all is read again.
  @Override
  EntitySettings settings() {
    return new EntitySettings(LIMITS, new RememberedIds.Window(5, Duration.ofHours(24)), 500, 1_000_000, 5_000, 5_000,
        TAIL, 1_000_000, Duration.ofSeconds(3));
  }

  @Override
  ActorRef<Message> fundedCustomer() {
    return customerWith(100_000);
  }

  @Test
  void a_forgotten_id_gets_its_original_answer_and_is_not_charged() {
    var customer = fundedCustomer();
    var first = charged(ask(customer, consume("old", 7)));
    forgetAllSoFar(customer);
    var before = balance(customer);

    var again = charged(ask(customer, consume("old", 7)));

    assertTrue(again.replayed());
    assertEquals(first.answer(), again.answer());
    assertEquals(Refusal.ID_REUSED, refused(ask(customer, consume("old", 8))));
    assertTrue(isFound(customer, "old"));
    assertFalse(isFound(customer, "never"));
    assertEquals(before, balance(customer));
    assertTrue(index.lookUps() > 0, "it must have left memory for this to mean anything");
  }

  @Test
  void a_forgotten_grant_and_a_forgotten_adjustment_are_not_given_again() {
    var customer = fundedCustomer();
    written(ask(customer, new Command.Adjust("a", 3_000_000, "")));
    written(ask(customer, new Command.VoidGrant("tk:adjustment:a", "")));
    forgetAllSoFar(customer);
    var before = balance(customer);

    assertTrue(assertInstanceOf(Outcome.Booked.class, written(ask(customer, grant("g", 100_000)))).replayed());
    assertTrue(assertInstanceOf(Outcome.Booked.class, written(ask(customer, new Command.Adjust("a", 3_000_000, ""))))
        .replayed());
    assertEquals(Refusal.ID_REUSED, refused(ask(customer, grant("g", 7))));
    // A grant that has ended is known to have been there.
    assertInstanceOf(Outcome.Standing.class, written(ask(customer, new Command.VoidGrant("tk:adjustment:a", ""))));
    assertEquals(Refusal.GRANT_NOT_FOUND, refused(ask(customer, new Command.VoidGrant("never", ""))));
    assertEquals(before, balance(customer));
  }

  @Test
  void while_the_index_cannot_be_read_nothing_is_charged() {
    var customer = fundedCustomer();
    written(ask(customer, consume("old", 7)));
    forgetAllSoFar(customer);
    var before = balance(customer);

    index.fail(true);
    assertInstanceOf(Response.Unavailable.class, ask(customer, consume("old", 7)).receiveMessage());
    assertInstanceOf(Response.Unavailable.class, ask(customer, consume("new", 7)).receiveMessage());
    assertEquals(before, balance(customer));
    index.fail(false);

    assertTrue(charged(ask(customer, consume("old", 7))).replayed());
    assertFalse(charged(ask(customer, consume("new", 7))).replayed());
  }

  @Test
  void while_the_index_takes_nothing_nothing_is_forgotten() {
    index.fail(true);
    var customer = fundedCustomer();
    var first = charged(ask(customer, consume("old", 7)));
    useMany(customer, "a", 3 * BLOCK);
    useMany(customer, "b", 3 * BLOCK);

    var again = charged(ask(customer, consume("old", 7)));

    assertEquals(first.answer(), again.answer());
    assertEquals(0, index.lookUps(), "everything is in memory");
    assertEquals(1, index.blocks(), "and it is not tried again at once");
  }

  @Test
  void a_restart_without_a_snapshot_indexes_again_what_is_there_already() {
    var customer = fundedCustomer();
    var first = charged(ask(customer, consume("old", 7)));
    forgetAllSoFar(customer);
    var before = balance(customer);
    var indexed = index.size(key);
    var blocks = index.blocks();
    end(customer);

    var again = spawn();
    assertEquals(first.answer(), charged(ask(again, consume("old", 7))).answer());
    assertEquals(before, balance(again));
    written(ask(again, consume("next", 1)));
    eventually(() -> assertTrue(index.blocks() > blocks));
    assertTrue(index.size(key) <= indexed + 20, "what is there is not added again");
    written(ask(again, consume("next but one", 1)));
    assertEquals(first.answer(), charged(ask(again, consume("old", 7))).answer());
  }

  @Test
  void new_ids_cost_a_look_up_in_a_hundred_at_most() {
    var customer = fundedCustomer();
    useMany(customer, "a", 3_000);
    forgetAllSoFar(customer);
    useMany(customer, "warm", 20);
    eventually(() -> {
      var before = index.hashes();
      useMany(customer, "probe" + before + "-", 50);
      assertTrue(index.hashes() - before <= 3);
    });
    var before = index.hashes();
    // Enough of them for the filter to become full and to be made anew, more than once.
    for (int i = 0; i < 10; i++)
      useMany(customer, "b" + i + "-", 1_000);
    assertTrue(index.hashes() - before <= 100, () -> index.hashes() - before + " of 10,000");
  }

  @Test
  void requests_for_the_same_forgotten_id_share_a_look_up() {
    var customer = fundedCustomer();
    written(ask(customer, consume("old", 7)));
    forgetAllSoFar(customer);
    var before = index.hashes();
    index.holdLookUps();
    var waiting = IntStream.range(0, 10).mapToObj(_ -> ask(customer, consume("old", 7))).toList();
    // Messages keep their order, so an answer to this one says that all the others have arrived.
    balance(customer);
    index.release();
    waiting.forEach(probe -> assertTrue(charged(probe).replayed()));
    assertEquals(1, index.hashes() - before);
  }

  @Test
  void the_same_new_id_twice_at_once_is_charged_once() {
    var customer = fundedCustomer();
    forgetAllSoFar(customer);
    var before = balance(customer);
    index.holdLookUps();
    var one = ask(customer, consume("new", 7));
    var other = ask(customer, consume("new", 7));
    balance(customer);
    index.release();
    assertFalse(charged(one).replayed());
    assertTrue(charged(other).replayed());
    assertEquals(before.minus(new Credits(7_000_000)), balance(customer));
  }

  @Test
  void what_is_indexed_while_a_filter_is_made_is_in_it() {
    var customer = fundedCustomer();
    index.holdPages();
    useMany(customer, "a", 300);
    forgetAllSoFar(customer);
    useMany(customer, "b", 20);
    eventually(() -> assertEquals(1, index.pages()));
    useMany(customer, "c", 600);
    forgetAllSoFar(customer);
    var before = balance(customer);
    index.release();
    useMany(customer, "d", 1);

    for (var batch : List.of(many("a", 300), many("b", 20), many("c", 600)))
      batch.forEach(command -> assertTrue(charged(ask(customer, command)).replayed(), command::id));
    assertEquals(before.minus(new Credits(1_000_000)), balance(customer));
  }

  /** Uses so many ids that everything before them is in the index, and lets it leave memory. */
  private void forgetAllSoFar(ActorRef<Message> customer) {
    var before = index.size(key);
    var prefix = "filler" + UUID.randomUUID();
    useMany(customer, prefix, BLOCK + 20);
    eventually(() -> assertTrue(index.size(key) >= before + BLOCK));
    written(ask(customer, consume(prefix + "last", 1)));
  }

  private static void eventually(Runnable check) {
    probe().awaitAssert(PATIENCE, () -> {
      check.run();
      return true;
    });
  }

  private void useMany(ActorRef<Message> customer, String prefix, int count) {
    var probe = probe();
    many(prefix, count).forEach(
        command -> customer.tell(new Ask(new Request.Write(command), NOON.plusSeconds(3600), probe.getRef())));
    for (int i = 0; i < count; i++)
      assertInstanceOf(Outcome.Accepted.class,
          assertInstanceOf(Response.Written.class, probe.receiveMessage(PATIENCE)).outcome());
  }

  private static List<Command.Consume> many(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> consume(prefix + i, 1)).toList();
  }

  private static Refusal refused(TestProbe<Response> probe) {
    return assertInstanceOf(Outcome.Refused.class, written(probe)).refusal();
  }
}
