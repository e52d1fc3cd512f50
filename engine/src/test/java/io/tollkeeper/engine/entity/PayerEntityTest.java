package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;
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
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.PayerEntity.Look;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Patience;
import io.tollkeeper.engine.entity.PayerEntity.Seen;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.PayerEntity.Told;
import io.tollkeeper.engine.entity.Payers.Progress;

final class PayerEntityTest {

  // How events are stored is not this module's business.
  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("""
      pekko.persistence.testkit.events.serialize = off
      pekko.persistence.snapshot-store.plugin = pekko.persistence.no-snapshot-store
      """).withFallback(PersistenceTestKitPlugin.config()).withFallback(ConfigFactory.load()));
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final PayerKey PAYER = new PayerKey("t1", "guest_1");
  private static final String JOURNAL_ID = PayerEntity.persistenceId(PAYER).id();
  private static final Progress FILLED = new Progress.Filled();
  private static final Notice LINKED = new Notice.Linked("acme");

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final DecidedCustomers customers = new DecidedCustomers(CLOCK, 2);
  private final OneCatalogue catalogues = new OneCatalogue();
  private final TestProbe<Told> caller = KIT.createTestProbe();

  @BeforeEach
  void emptyJournal() {
    journal.clearAll();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void an_order_reaches_its_customer_and_all_steps_are_journaled() {
    customers.create("t1", "acme");
    var session = session("cs_1", "small");
    assertEquals(FILLED, tell(payer(customers), "m1", LINKED, session));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
    assertEquals(List.of(new PayerEvent.Noticed(CLOCK.instant(), "m1", LINKED),
        new PayerEvent.Noticed(CLOCK.instant(), "m1", session),
        new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order("cs_1", "small", 10)),
        new PayerEvent.OrderFilled(CLOCK.instant(), "stripe:cs_1:small")), journal.persistedInStorage(JOURNAL_ID));
  }

  @Test
  void a_message_that_comes_again_changes_nothing() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    for (int i = 0; i < 3; i++)
      assertEquals(FILLED, tell(payer, "m1", LINKED, session("cs_1", "small")));
    assertEquals(FILLED, tell(payer, "m2", session("cs_1", "small")));
    assertEquals(1, customers.writes());
    assertEquals(4, journal.persistedInStorage(JOURNAL_ID).size());
  }

  @Test
  void what_waits_proceeds_as_soon_as_the_customer_is_known() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    assertEquals(new Progress.Waiting("unknown_reference", "guest_1"), tell(payer, "m1", session("cs_1", "small")));
    assertEquals(new Progress.Waiting("unknown_reference", "guest_1"), tell(payer, "m2", session("cs_2", "large")));
    assertEquals(FILLED, tell(payer, "m3", LINKED));
    assertEquals(FILLED, tell(payer, "m1", session("cs_1", "small")));
    assertEquals(FILLED, tell(payer, "m2", session("cs_2", "large")));
    assertEquals(new Credits(100), customers.settled("t1", "acme"));
  }

  @Test
  void a_hundred_messages_at_once_are_one_hand_over() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(customers);
    var payer = payer(engine);
    for (int i = 0; i < 100; i++)
      payer.tell(new Tell("m1", List.of(LINKED, session("cs_1", "small")), caller.getRef()));
    engine.asked.expectMessageClass(Command.AddGrant.class);
    engine.release();
    // One probe stands for all callers, so the first answer answers them all.
    caller.expectMessage(new Told(FILLED));
    assertEquals(1, customers.writes());
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_for_a_customer_that_does_not_exist_waits_for_it() {
    var payer = payer(customers);
    assertEquals(new Progress.NoCustomer("acme"), tell(payer, "m1", LINKED, session("cs_1", "small")));
    assertEquals(3, journal.persistedInStorage(JOURNAL_ID).size());
    customers.create("t1", "acme");
    assertEquals(FILLED, tell(payer, "m1", LINKED, session("cs_1", "small")));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_that_the_customer_refuses_stays_open_and_stops_no_other_message() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    tell(payer, "m1", LINKED, session("cs_1", "small"), session("cs_2", "large"));
    assertEquals(new Progress.Refused("too_many_grants"), tell(payer, "m2", session("cs_3", "small")));
    assertEquals(FILLED, tell(payer, "m1", session("cs_1", "small")));
    customers.write(new CustomerKey("t1", "acme"), new Command.VoidGrant("stripe:cs_1:small", ""));
    assertEquals(FILLED, tell(payer, "m2", session("cs_3", "small")));
    assertEquals(new Credits(100), customers.settled("t1", "acme"));
  }

  @Test
  void a_customer_that_cannot_answer_is_asked_again_and_then_left_to_the_next_message() {
    customers.create("t1", "acme");
    var payer = payer(new FlakyEngine(customers, 4));
    assertInstanceOf(Progress.Unavailable.class, tell(payer, "m1", LINKED, session("cs_1", "small")));
    assertEquals(FILLED, tell(payer, "m2", LINKED));
    assertEquals(FILLED, tell(payer, "m1", session("cs_1", "small")));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void a_payer_that_was_killed_hands_its_open_orders_over_when_it_comes_back() {
    customers.create("t1", "acme");
    journal.persistForRecovery(JOURNAL_ID,
        List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order("cs_1", "small", 10))));
    var engine = new SlowEngine(customers);
    payer(engine);
    engine.asked.expectMessageClass(Command.AddGrant.class);
    engine.release();
    journal.expectNextPersisted(JOURNAL_ID, new PayerEvent.OrderFilled(CLOCK.instant(), "stripe:cs_1:small"));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_that_was_granted_but_not_noted_is_not_granted_twice() {
    customers.create("t1", "acme");
    var order = order("cs_1", "small", 10);
    assertInstanceOf(Outcome.Booked.class, customers.write(new CustomerKey("t1", "acme"), order.command()));
    journal.persistForRecovery(JOURNAL_ID, List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order)));
    assertEquals(FILLED, tell(payer(customers), "m1", LINKED, session("cs_1", "small")));
    assertEquals(new Credits(10), customers.settled("t1", "acme"));
  }

  @Test
  void an_order_that_is_older_than_what_is_known_of_its_payment_stands() {
    customers.create("t1", "acme");
    journal.persistForRecovery(JOURNAL_ID,
        List.of(new PayerEvent.OrderTaken(CLOCK.instant(), "m1", order("cs_1", "renamed", 7)),
            new PayerEvent.OrderFilled(CLOCK.instant(), "stripe:cs_1:renamed")));
    assertEquals(FILLED, tell(payer(customers), "m1", LINKED, session("cs_1", "small")));
    assertEquals(0, customers.writes());
  }

  @Test
  void a_write_that_fails_tells_every_caller_at_once() {
    var payer = payer(customers);
    // An actor that has stopped tells nobody anything, so all of them ask before the write is over.
    var asked = new CountDownLatch(1);
    journal.withPolicy((_, operation) -> operation instanceof WriteEvents
        ? failure(asked)
        : ProcessingSuccess.getInstance());
    var probes = List.of(caller, KIT.<Told>createTestProbe(), KIT.<Told>createTestProbe());
    probes.forEach(probe -> payer.tell(new Tell("m1", List.of(LINKED, session("cs_1", "small")), probe.getRef())));
    asked.countDown();
    probes.forEach(
        probe -> assertInstanceOf(Progress.Unavailable.class, probe.expectMessageClass(Told.class).progress()));
    assertEquals(0, customers.writes());
    journal.resetPolicy();
  }

  private static ProcessingResult failure(CountDownLatch after) {
    try {
      assertTrue(after.await(3, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return StorageFailure.create();
  }

  @Test
  void a_payer_that_is_told_to_stop_lets_the_hand_over_under_way_end() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(customers);
    var payer = payer(engine);
    payer.tell(new Tell("m1", List.of(LINKED, session("cs_1", "small")), caller.getRef()));
    engine.asked.expectMessageClass(Command.AddGrant.class);
    payer.tell(Stop.INSTANCE);
    engine.release();
    caller.expectMessage(new Told(FILLED));
    caller.expectTerminated(payer);
  }

  @Test
  void what_is_taken_back_of_a_grant_is_told_after_the_grant_and_before_the_answer() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(new Obedient(customers));
    var payer = payer(engine);
    payer.tell(new Tell("m1", List.of(LINKED, session("cs_1", "small"), refund("cs_1", 50)), caller.getRef()));
    engine.asked.expectMessageClass(Command.AddGrant.class);
    engine.release();
    assertEquals(new Command.Reverse("stripe:cs_1:small", 1, new Credits(5), Credits.ZERO, Credits.ZERO, false),
        engine.asked.receiveMessage());
    caller.expectMessage(new Told(FILLED));
    assertEquals(FILLED, tell(payer, "m2", refund("cs_1", 50)));
    engine.asked.expectNoMessage(Duration.ZERO);
  }

  @Test
  void a_newer_state_is_handed_over_once_the_customer_has_answered_the_older() {
    customers.create("t1", "acme");
    var engine = new SlowEngine(new Obedient(customers));
    var payer = payer(engine);
    payer.tell(new Tell("m1", List.of(LINKED, subscription(1, Standing.ACTIVE)), caller.getRef()));
    assertEquals(1, engine.asked.expectMessageClass(Command.PutSubscription.class).revision());
    var other = KIT.<Told>createTestProbe();
    payer.tell(new Tell("m2", List.of(subscription(2, Standing.ENDED)), other.getRef()));
    var viewer = KIT.<Seen>createTestProbe();
    payer.tell(new Look(viewer.getRef()));
    viewer.expectMessageClass(Seen.class);
    engine.release();
    var last = engine.asked.expectMessageClass(Command.PutSubscription.class);
    assertEquals(2, last.revision());
    caller.expectMessage(new Told(FILLED));
    other.expectMessage(new Told(FILLED));
    assertEquals(1, journal.persistedInStorage(JOURNAL_ID).stream()
        .filter(event -> event instanceof PayerEvent.OrderFilled).count());
  }

  @Test
  void a_payer_that_was_killed_goes_on_where_it_was() {
    customers.create("t1", "acme");
    var obedient = new Obedient(customers);
    tell(payer(obedient), "m1", LINKED, session("cs_1", "small"), subscription(1, Standing.ACTIVE));
    var again = payer(obedient);
    assertEquals(FILLED, tell(again, "m2", refund("cs_1", 100)));
    assertEquals(FILLED, tell(again, "m1", LINKED, session("cs_1", "small"), subscription(1, Standing.ACTIVE)));
    assertEquals(3, obedient.told.size());
    assertEquals(new Command.Reverse("stripe:cs_1:small", 1, new Credits(10), Credits.ZERO, Credits.ZERO, false),
        obedient.told.getLast());
  }

  @Test
  void a_publication_is_seen_when_a_message_comes_again() {
    customers.create("t1", "acme");
    var payer = payer(customers);
    assertEquals(new Progress.Refused("unknown_price: price_new"),
        tell(payer, "m1", LINKED, session("cs_1", "new")));
    catalogues.publish(new Pack("new", Set.of("price_new"), new Credits(3), Optional.empty(), 1, Set.of(), Map.of()));
    assertEquals(FILLED, tell(payer, "m1", LINKED, session("cs_1", "new")));
    assertEquals(new Credits(3), customers.settled("t1", "acme"));
  }

  @Test
  void subscriptions_of_which_nobody_knows_how_they_are_are_told() {
    customers.create("t1", "acme");
    assertEquals(new Progress.Ambiguous("sub_1"), tell(payer(new Obedient(customers)), "m1", LINKED,
        subscription(1, Standing.ACTIVE), subscription(1, Standing.PAST_DUE)));
  }

  @Test
  void a_view_says_what_is_known_and_what_is_open() {
    var payer = payer(customers);
    var viewer = KIT.<Seen>createTestProbe();
    payer.tell(new Look(viewer.getRef()));
    viewer.expectMessage(new Seen(Optional.empty()));
    tell(payer, "m1", LINKED, session("cs_1", "small"));
    payer.tell(new Look(viewer.getRef()));
    viewer.expectMessage(new Seen(Optional.of(new PayerView(Optional.of("acme"), List.of(),
        List.of(new PayerView.Payment("cs_1", Phase.PAID, false)), List.of("stripe:cs_1:small")))));
    customers.create("t1", "acme");
    tell(payer, "m1", session("cs_1", "small"));
    payer.tell(new Look(viewer.getRef()));
    assertEquals(List.of(new PayerView.Payment("cs_1", Phase.PAID, true)),
        viewer.receiveMessage().view().orElseThrow().payments());
  }

  @Test
  void a_link_waits_for_its_customer_and_is_told_once() {
    var payer = KIT.spawn(PayerEntity.create(new PayerKey("t1", "cus_1"),
        new Surroundings(customers, catalogues, CLOCK, new Patience(4, Duration.ofMillis(1)))));
    assertEquals(new Progress.NoCustomer("acme"), tell(payer, "m1", LINKED));
    customers.create("t1", "acme");
    var before = customers.writes();
    for (int i = 0; i < 3; i++)
      assertEquals(FILLED, tell(payer, "m1", LINKED));
    assertEquals(before + 1, customers.writes());
  }

  private ActorRef<Message> payer(Engine engine) {
    return KIT.spawn(PayerEntity.create(PAYER,
        new Surroundings(engine, catalogues, CLOCK, new Patience(4, Duration.ofMillis(1)))));
  }

  private Progress tell(ActorRef<Message> payer, String message, Notice... notices) {
    payer.tell(new Tell(message, List.of(notices), caller.getRef()));
    return caller.expectMessageClass(Told.class).progress();
  }

  private static Notice session(String id, String pack) {
    return new Notice.Payment(id, CLOCK.instant(), Phase.PAID, 100, "eur",
        List.of(new Notice.Line("li_1", new Notice.Sold.Price("price_" + pack), 1, 100, Optional.empty(), false,
            Optional.empty())),
        Optional.empty(), Optional.empty());
  }

  private static Notice refund(String payment, long amount) {
    return new Notice.Refund("re_1", Set.of(payment), amount, "eur", Notice.Refund.Phase.SUCCEEDED);
  }

  private static Notice subscription(long time, Standing standing) {
    var period = new Period(CLOCK.instant(), CLOCK.instant().plus(Duration.ofDays(31)));
    return new Notice.Subscription("sub_1", CLOCK.instant().plusSeconds(time), false, standing,
        List.of(new Notice.Subscription.Item("price_pro", 1, period)), Optional.empty(), Optional.empty(), Map.of(),
        Map.of());
  }

  private static Order order(String payment, String pack, long micros) {
    return new Order("acme", 1,
        new Command.AddGrant("stripe:" + payment + ":" + pack, new Credits(micros), GrantKind.PAID, 10,
            Optional.empty(), Optional.empty(), Set.of("chat"), "stripe:checkout_session:" + payment, ""));
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
