package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.ControlledJournal.Control;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Response;

/** A customer's actor at noon, with a journal that does what a test says. */
abstract class CustomerActorTest {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Limits LIMITS = new Limits(100, 100, 100, 8, 100, Duration.ofDays(7));
  static final int QUEUE = 80;
  static final int TAIL = 8;
  static final int BATCH = 40;

  private static ActorTestKit kit;
  // A customer of each test's own: an actor that outlives its test writes to nobody else's journal.
  final CustomerKey key = new CustomerKey("t", "c" + UUID.randomUUID());
  final String persistenceId = CustomerEntity.persistenceId(key).id();
  final Control journal = new Control();
  final KeptIds index = new KeptIds();

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

  EntitySettings settings() {
    return new EntitySettings(LIMITS, new RememberedIds.Window(1000, Duration.ofHours(24)), BATCH, 100_000, QUEUE, 1000,
        TAIL, 10, Duration.ofSeconds(3));
  }

  /** A customer with this many credits. */
  ActorRef<Message> customerWith(long amount) {
    var customer = spawn();
    written(ask(customer, new Command.PutCustomer(Optional.of("Acme"), Optional.empty(), Optional.empty())));
    written(ask(customer, grant("g", amount)));
    return customer;
  }

  ActorRef<Message> fundedCustomer() {
    return customerWith(500);
  }

  ActorRef<Message> spawn() {
    return spawn(NOON);
  }

  ActorRef<Message> spawn(Instant now) {
    Journal reader = (_, from, to) -> CompletableFuture.completedStage(journal.of(persistenceId).stream()
        .filter(row -> row.sequenceNr() >= from && row.sequenceNr() <= to)
        .map(row -> new JournalRow(row.sequenceNr(), (Facts) row.payload())).toList());
    return kit.spawn(CustomerEntity.create(key, new CustomerEntity.Surroundings(settings(),
        Clock.fixed(now, ZoneOffset.UTC), new WorkCatalogue(), reader, index, new KeptRoster(), (_, _) -> {
        })));
  }

  /** Lets it finish what it has accepted. */
  static void end(ActorRef<Message> customer) {
    customer.tell(CustomerEntity.Stop.INSTANCE);
    hasEnded(customer);
  }

  static void hasEnded(ActorRef<Message> customer) {
    kit.createTestProbe().expectTerminated(customer);
  }

  static TestProbe<Response> probe() {
    return kit.createTestProbe();
  }

  static TestProbe<Response> ask(ActorRef<Message> customer, Command command) {
    return ask(customer, new Request.Write(command));
  }

  static TestProbe<Response> ask(ActorRef<Message> customer, Request<?> request) {
    var probe = probe();
    customer.tell(new Ask(request, NOON.plusSeconds(3600), probe.getRef()));
    return probe;
  }

  static Outcome written(TestProbe<Response> probe) {
    return assertInstanceOf(Response.Written.class, probe.receiveMessage(PATIENCE)).outcome();
  }

  static Outcome.Accepted charged(TestProbe<Response> probe) {
    return assertInstanceOf(Outcome.Accepted.class, written(probe));
  }

  static boolean isFound(ActorRef<Message> customer, String usage) {
    return assertInstanceOf(Response.FoundUsage.class,
        ask(customer, new Request.FindUsage(usage)).receiveMessage()).usage().isPresent();
  }

  static Credits balance(ActorRef<Message> customer) {
    return assertInstanceOf(Response.Shown.class, ask(customer, new Request.Show()).receiveMessage()).view()
        .orElseThrow().balance().settled();
  }

  static Command.Consume consume(String id, long amount) {
    return new Command.Consume(id, new Demand("work", 1, Optional.of(credits(amount)), Dimensions.NONE),
        Optional.empty(), OnInsufficient.REJECT, Optional.empty(), Metadata.NONE);
  }

  static Command.AddGrant grant(String id, long amount) {
    return new Command.AddGrant(id, credits(amount), GrantKind.PAID, 10, Optional.empty(), Optional.empty(), Set.of(),
        "api", "");
  }

  static Credits credits(long credits) {
    return new Credits(credits * 1_000_000);
  }
}
