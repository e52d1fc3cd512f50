package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.engine.entity.ControlledJournal.Control;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

class CustomerEntityTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int QUEUE = 80;
  private static final int TAIL = 8;
  private static final int BATCH = 40;

  private static ActorTestKit kit;
  // A customer of each test's own: an actor that outlives its test writes to nobody else's journal.
  private final CustomerKey key = new CustomerKey("t", "c" + UUID.randomUUID());
  private final String persistenceId = CustomerEntity.persistenceId(key).id();
  private final Control journal = new Control();

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.persistence.journal.plugin = controlled
        pekko.persistence.snapshot-store.plugin = "pekko.persistence.snapshot-store.local"
        pekko.persistence.snapshot-store.local.dir = "target/snapshots"
        controlled.class = "io.tollkeeper.engine.entity.ControlledJournal"
        controlled.circuit-breaker.max-failures = 1000
        pekko.actor.allow-java-serialization = on
        pekko.actor.warn-about-java-serializer-usage = off
        """).withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void freshJournal() {
    Control.current = journal;
  }

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
    assertEquals(credits(500), answer.available());
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
    kit.createTestProbe().expectTerminated(customer);

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
    kit.createTestProbe().expectTerminated(customer);
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
    kit.createTestProbe().expectTerminated(customer);
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
    var probe = kit.<Response>createTestProbe();
    customer.tell(new Ask(new Request.Write(consume("late", 1)), NOON.minusMillis(1), probe.getRef()));
    assertInstanceOf(Response.Unavailable.class, probe.receiveMessage());
    assertEquals(credits(500), balance(customer));
  }

  @Test
  void an_answer_that_left_memory_comes_from_the_journal() {
    var customer = fundedCustomer();
    var first = written(ask(customer, consume("old", 7)));
    for (int i = 0; i < 2 * TAIL; i++)
      written(ask(customer, consume("u" + i, 1)));
    var again = assertInstanceOf(Outcome.Accepted.class, written(ask(customer, consume("old", 7))));
    assertTrue(again.replayed());
    assertEquals(assertInstanceOf(Outcome.Accepted.class, first).answer(), again.answer());
    var probe = kit.<Response>createTestProbe();
    customer.tell(new Ask(new Request.FindUsage("old"), Instant.MAX, probe.getRef()));
    assertTrue(assertInstanceOf(Response.FoundUsage.class, probe.receiveMessage()).usage().isPresent());
  }

  @Test
  void a_recovered_customer_equals_the_one_that_stopped_and_knows_its_ids() {
    var customer = fundedCustomer();
    for (int i = 0; i < 25; i++)
      written(ask(customer, consume("u" + i, 2)));
    var before = balance(customer);
    customer.tell(CustomerEntity.Stop.INSTANCE);
    kit.createTestProbe().expectTerminated(customer);
    var again = spawn();
    assertEquals(before, balance(again));
    assertTrue(assertInstanceOf(Outcome.Accepted.class, written(ask(again, consume("u3", 2)))).replayed());
    assertEquals(before, balance(again));
  }

  @Test
  void an_altered_journal_is_not_replayed() {
    var customer = fundedCustomer();
    written(ask(customer, consume("u", 100)));
    customer.tell(CustomerEntity.Stop.INSTANCE);
    kit.createTestProbe().expectTerminated(customer);
    journal.alterLast(persistenceId, payload -> cheaper((Facts) payload));
    kit.createTestProbe().expectTerminated(spawn());
  }

  @Test
  void a_grant_that_expired_unnoticed_is_written_before_it_is_shown() {
    var customer = fundedCustomer();
    written(ask(customer, new Command.AddGrant("short", credits(10), GrantKind.PAID, 1, Optional.empty(),
        Optional.of(new Command.Expiry.At(NOON.plusSeconds(60))), Set.of(), "api", "")));
    customer.tell(CustomerEntity.Stop.INSTANCE);
    kit.createTestProbe().expectTerminated(customer);
    var rows = journal.of(persistenceId).size();
    var later = spawn(Clock.fixed(NOON.plusSeconds(61), ZoneOffset.UTC));
    assertEquals(credits(500), balance(later));
    assertEquals(rows + 1, journal.of(persistenceId).size());
    assertEquals(credits(500), balance(later));
    assertEquals(rows + 1, journal.of(persistenceId).size());
  }

  @Test
  void what_is_due_may_be_written_by_a_command_and_shown_in_the_same_batch() {
    var customer = fundedCustomer();
    written(ask(customer, new Command.AddGrant("short", credits(10), GrantKind.PAID, 1, Optional.empty(),
        Optional.of(new Command.Expiry.At(NOON.plusSeconds(60))), Set.of(), "api", "")));
    customer.tell(CustomerEntity.Stop.INSTANCE);
    kit.createTestProbe().expectTerminated(customer);
    // What arrives during the recovery is decided together.
    var later = spawn(Clock.fixed(NOON.plusSeconds(61), ZoneOffset.UTC));
    var write = ask(later, consume("u", 100));
    var show = ask(later, new Request.Show());
    var tail = ask(later, new Request.Tail());
    written(write);
    assertEquals(credits(400),
        assertInstanceOf(Response.Shown.class, show.receiveMessage()).view().orElseThrow().balance().settled());
    assertEquals(4, assertInstanceOf(Response.Ended.class, tail.receiveMessage()).tail().orElseThrow().seq());
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
    assertEquals(credits(200), assertInstanceOf(Request.Result.Authorized.class, results.get(1)).answer().available());
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
    kit.createTestProbe().expectTerminated(customer);
    journal.mode(Control.Mode.TAKE);
    assertEquals(credits(500), balance(spawn()));
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

  private static Outcome outcome(Request.Result result) {
    return assertInstanceOf(Request.Result.Written.class, result).outcome();
  }

  private static Outcome.Accepted accepted(Request.Result result) {
    return assertInstanceOf(Outcome.Accepted.class, outcome(result));
  }

  private static Facts cheaper(Facts facts) {
    var fact = facts.list().getFirst();
    var consumed = (Event.Consumed) fact.event();
    var event = new Event.Consumed(consumed.command(), consumed.catalogueVersion(), consumed.price(), credits(1),
        consumed.borrowed(), consumed.uncollected(), consumed.runs(), consumed.available(), consumed.limit());
    return new Facts(List.of(new Fact(fact.at(), event, fact.entries(), fact.seq(), fact.balance(), fact.hash())));
  }

  private ActorRef<Message> fundedCustomer() {
    var customer = spawn();
    written(ask(customer, new Command.PutCustomer(Optional.of("Acme"), Optional.empty(), Optional.empty())));
    written(ask(customer, new Command.AddGrant("g", credits(500), GrantKind.PAID, 10, Optional.empty(),
        Optional.empty(), Set.of(), "api", "")));
    return customer;
  }

  private ActorRef<Message> spawn() {
    return spawn(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private ActorRef<Message> spawn(Clock clock) {
    var settings = new EntitySettings(new Limits(100, 100, 100, 8, Duration.ofDays(7)),
        new RememberedIds.Window(1000, Duration.ofHours(24)), BATCH,
        100_000, QUEUE, 1000, TAIL, 10,
        Duration.ofSeconds(3));
    Journal reader = (_, from, to) -> CompletableFuture.completedStage(journal.of(persistenceId).stream()
        .filter(row -> row.sequenceNr() >= from && row.sequenceNr() <= to)
        .map(row -> new JournalRow(row.sequenceNr(), (Facts) row.payload())).toList());
    return kit.spawn(
        CustomerEntity.create(key,
            new CustomerEntity.Surroundings(settings, clock, new OneCatalogue(), reader, new KeptIds())));
  }

  private TestProbe<Response> ask(ActorRef<Message> customer, Command command) {
    return ask(customer, new Request.Write(command));
  }

  private TestProbe<Response> ask(ActorRef<Message> customer, Request<?> request) {
    var probe = kit.<Response>createTestProbe();
    customer.tell(new Ask(request, NOON.plusSeconds(3600), probe.getRef()));
    return probe;
  }

  private static Outcome written(TestProbe<Response> probe) {
    return assertInstanceOf(Response.Written.class, probe.receiveMessage()).outcome();
  }

  private Credits balance(ActorRef<Message> customer) {
    return assertInstanceOf(Response.Shown.class, ask(customer, new Request.Show()).receiveMessage()).view()
        .orElseThrow().balance().settled();
  }

  private static Command consume(String id, long amount) {
    return new Command.Consume(id, new Demand("work", 1, Optional.of(credits(amount)), Dimensions.NONE),
        Optional.empty(), OnInsufficient.REJECT,
        Optional.empty(), Metadata.NONE);
  }

  private static Request<?> authorize(long minSeq) {
    return new Request.Authorize(new Demand("work", 1, Optional.of(credits(1)), Dimensions.NONE), Optional.empty(),
        OnInsufficient.REJECT, minSeq);
  }

  private static Credits credits(long credits) {
    return new Credits(credits * 1_000_000);
  }

  /** A catalogue with one feature, for every tenant. */
  private record OneCatalogue() implements Catalogues {

    private static final Catalogue WORK =
        new Catalogue(1, Map.of("work", new Feature("work", FeatureKind.METERED, List.of())), Map.of(), Map.of(),
            Optional.empty());

    @Override
    public Catalogue current(String tenant) {
      return WORK;
    }

    @Override
    public CompletionStage<CatalogueStore.Publication> publish(String tenant, Map<String, Object> document) {
      return CompletableFuture.failedStage(new IllegalStateException("fixed"));
    }

    @Override
    public CompletionStage<Optional<CatalogueStore.Publication>> publication(String tenant, Optional<Integer> version) {
      return CompletableFuture.completedStage(Optional.empty());
    }
  }
}
