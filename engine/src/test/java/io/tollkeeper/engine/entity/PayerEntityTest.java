package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.PayerEntity.Deliver;
import io.tollkeeper.engine.entity.PayerEntity.Delivered;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Patience;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.Payers.Progress;

final class PayerEntityTest {

  // How events are stored is not this module's business.
  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("""
      pekko.persistence.testkit.events.serialize = off
      pekko.persistence.snapshot-store.plugin = pekko.persistence.no-snapshot-store
      """).withFallback(PersistenceTestKitPlugin.config()).withFallback(ConfigFactory.load()));
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final PayerKey PAYER = new PayerKey("t1", "cus_1");
  private static final String JOURNAL_ID = PayerEntity.persistenceId(PAYER).id();
  private static final Progress FILLED = new Progress.Filled();

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final DecidedCustomers customers = new DecidedCustomers(CLOCK, 2);
  private final TestProbe<Delivered> caller = KIT.createTestProbe();

  @BeforeEach
  void emptyJournal() {
    journal.clearAll();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void an_order_reaches_its_customer_and_both_steps_are_journaled() {
    customers.create("t1", "acme");
    assertEquals(FILLED, deliver(payer(customers), "m1", order("pay_1", "small", 10)));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
    assertEquals(List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order("pay_1", "small", 10)),
        new PayerEvent.OrderFilled(CLOCK.instant(), "pay_1:small")), journal.persistedInStorage(JOURNAL_ID));
  }

  @Test
  void a_message_that_comes_again_changes_nothing() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    for (int i = 0; i < 3; i++)
      assertEquals(FILLED, deliver(payer, "m1", order("pay_1", "small", 10)));
    assertEquals(FILLED, deliver(payer, "m2", order("pay_1", "small", 10)));
    assertEquals(1, customers.writes());
    assertEquals(2, journal.persistedInStorage(JOURNAL_ID).size());
  }

  @Test
  void what_a_payment_was_first_turned_into_stands() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    deliver(payer, "m1", order("pay_1", "small", 10));
    assertEquals(FILLED, deliver(payer, "m1", order("pay_1", "renamed", 99)));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void all_orders_of_a_payment_are_taken_on_together() {
    customers.create("t1", "acme");
    assertEquals(FILLED, deliver(payer(customers), "m1", order("pay_1", "small", 10), order("pay_1", "large", 90)));
    assertEquals(new Credits(100), customers.settled("t1", "acme"));
  }

  @Test
  void a_hundred_deliveries_at_once_are_one_hand_over() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(customers);
    var payer = payer(engine);
    for (int i = 0; i < 100; i++)
      payer.tell(new Deliver("m1", List.of(order("pay_1", "small", 10)), caller.getRef()));
    engine.asked.expectMessageClass(Command.AddGrant.class);
    engine.release();
    // One probe stands for all callers, so the first answer answers them all.
    caller.expectMessage(new Delivered(FILLED));
    assertEquals(1, customers.writes());
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_for_a_customer_that_does_not_exist_waits_for_it() {
    var payer = payer(customers);
    assertEquals(new Progress.NoCustomer("acme"), deliver(payer, "m1", order("pay_1", "small", 10)));
    assertEquals(1, journal.persistedInStorage(JOURNAL_ID).size());
    customers.create("t1", "acme");
    assertEquals(FILLED, deliver(payer, "m1", order("pay_1", "small", 10)));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_that_the_customer_refuses_stays_open() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    deliver(payer, "m1", order("pay_1", "small", 10), order("pay_1", "large", 90));
    assertEquals(new Progress.Refused("too_many_grants"), deliver(payer, "m2", order("pay_2", "small", 10)));
    customers.write(new CustomerKey("t1", "acme"), new Command.VoidGrant("pay_1:small", ""));
    assertEquals(FILLED, deliver(payer, "m2", order("pay_2", "small", 10)));
    assertEquals(new Credits(100), customers.settled("t1", "acme"));
  }

  @Test
  void a_customer_that_cannot_answer_is_asked_again_and_then_left_to_the_next_delivery() {
    customers.create("t1", "acme");
    var engine = new FlakyEngine(customers, 4);
    var payer = payer(engine);
    assertInstanceOf(Progress.Unavailable.class, deliver(payer, "m1", order("pay_1", "small", 10)));
    assertEquals(FILLED, deliver(payer, "m1", order("pay_1", "small", 10)));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void a_payer_that_was_killed_hands_its_open_orders_over_when_it_comes_back() {
    customers.create("t1", "acme");
    journal.persistForRecovery(JOURNAL_ID,
        List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order("pay_1", "small", 10))));
    var engine = new SlowEngine(customers);
    payer(engine);
    engine.asked.expectMessageClass(Command.AddGrant.class);
    engine.release();
    journal.expectNextPersisted(JOURNAL_ID, new PayerEvent.OrderFilled(CLOCK.instant(), "pay_1:small"));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_that_was_granted_but_not_noted_is_not_granted_twice() {
    customers.create("t1", "acme");
    var order = order("pay_1", "small", 10);
    assertInstanceOf(Outcome.Booked.class, customers.write(new CustomerKey("t1", "acme"), order.command()));
    journal.persistForRecovery(JOURNAL_ID, List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order)));
    assertEquals(FILLED, deliver(payer(customers), "m1", order));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void a_write_that_fails_tells_every_caller_at_once() {
    var payer = payer(customers);
    journal.failNextPersisted(JOURNAL_ID);
    var probes = List.of(caller, KIT.<Delivered>createTestProbe(), KIT.<Delivered>createTestProbe());
    probes.forEach(probe -> payer.tell(new Deliver("m1", List.of(order("pay_1", "small", 10)), probe.getRef())));
    probes.forEach(
        probe -> assertInstanceOf(Progress.Unavailable.class, probe.expectMessageClass(Delivered.class).progress()));
    assertEquals(0, customers.writes());
  }

  @Test
  void a_payer_that_is_told_to_stop_lets_the_hand_over_under_way_end() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(customers);
    var payer = payer(engine);
    payer.tell(new Deliver("m1", List.of(order("pay_1", "small", 10)), caller.getRef()));
    engine.asked.expectMessageClass(Command.AddGrant.class);
    payer.tell(Stop.INSTANCE);
    engine.release();
    caller.expectMessage(new Delivered(FILLED));
    caller.expectTerminated(payer);
  }

  @Test
  void messages_survive_the_way_between_nodes() {
    var serialization = KIT.serializationTestKit();
    serialization.verifySerialization(new Deliver("m1", List.of(order("pay_1", "small", 10)), caller.getRef()), true);
    serialization.verifySerialization(new Delivered(new Progress.NoCustomer("acme")), true);
    serialization.verifySerialization(new Delivered(FILLED), true);
    serialization.verifySerialization(Stop.INSTANCE, true);
    assertTrue(PAYER.equals(PayerKey.parse(PAYER.toString())));
  }

  private static ActorRef<Message> payer(Engine engine) {
    return KIT.spawn(PayerEntity.create(PAYER, new Surroundings(engine, CLOCK, new Patience(4, Duration.ofMillis(1)))));
  }

  private Progress deliver(ActorRef<Message> payer, String message, Order... orders) {
    payer.tell(new Deliver(message, List.of(orders), caller.getRef()));
    return caller.expectMessageClass(Delivered.class).progress();
  }

  private static Order order(String payment, String pack, long micros) {
    return new Order("acme", 1,
        new Command.AddGrant(payment + ":" + pack, new Credits(micros), GrantKind.PAID, 10, Optional.empty(),
            Optional.empty(),
            Set.of("chat"), payment, ""));
  }

  /** An engine that lets a request through only when it is told to, and reports what it is asked. */
  private static final class SlowEngine implements Engine {

    final TestProbe<Command> asked = KIT.createTestProbe();
    private final Engine engine;
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    SlowEngine(Engine engine) {
      this.engine = engine;
    }

    void release() {
      gate.complete(null);
    }

    @Override
    public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
      if (request instanceof Request.Write(var command)) asked.getRef().tell(command);
      return gate.thenCompose(_ -> engine.ask(customer, request));
    }
  }
}
