package io.tollkeeper.persistence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.CustomerEntity;
import io.tollkeeper.engine.entity.CustomerEntity.Response;
import io.tollkeeper.engine.entity.EntitySettings;
import io.tollkeeper.engine.entity.IdIndex;
import io.tollkeeper.engine.entity.Journal;
import io.tollkeeper.engine.entity.JournalRow;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.persistence.journal.JdbcJournal;
import io.tollkeeper.persistence.store.JdbcIdIndex;
import io.tollkeeper.persistence.store.JdbcRoster;
import io.tollkeeper.persistence.store.MemoryIdIndex;
import io.tollkeeper.persistence.store.MemoryRoster;

/** Customers in an actor system of their own, each the real actor, without a cluster. */
final class Customers implements AutoCloseable {

  static final int SNAPSHOT_EVERY = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  // So few ids that most leave memory, as soon as there are enough for a block of the index.
  private static final EntitySettings SETTINGS = settings(20, 100, SNAPSHOT_EVERY);

  private final ActorTestKit kit;
  private final EntitySettings settings;
  private final Journal journal;
  private final IdIndex ids;
  private final Roster roster;
  private final Runnable closing;

  private Customers(ActorSystem<?> system, EntitySettings settings, Journal journal, IdIndex ids, Roster roster,
      Runnable closing) {
    this.kit = ActorTestKit.create(system);
    this.settings = settings;
    this.journal = journal;
    this.ids = ids;
    this.roster = roster;
    this.closing = closing;
  }

  /** Customers whose facts are kept in this database, which is closed with them. */
  static Customers in(Database database) {
    return in(database, SETTINGS, new JdbcIdIndex(database));
  }

  /** Customers whose facts are kept in this database, which is closed with them; they are run like this. */
  static Customers in(Database database, EntitySettings settings, IdIndex ids) {
    var setup = ActorSystemSetup.create(BootstrapSetup.create(config(settings)), new DatabaseSetup(database));
    return new Customers(ActorSystem.create(Behaviors.empty(), "customers", setup), settings,
        new JdbcJournal(database), ids, new JdbcRoster(database), database::close);
  }

  /** How customers are run that remember so many ids, with so many commands in a row at most. */
  static EntitySettings settings(int window, int maxBatch, int snapshotEvery) {
    return new EntitySettings(new Limits(100, 100, 100, 5, 10, Duration.ofDays(7)),
        new RememberedIds.Window(window, Duration.ofHours(24)), maxBatch,
        1_000 * maxBatch, 1000, 1000, 1, snapshotEvery, PATIENCE);
  }

  /** Customers whose facts are kept in memory, in their written form. */
  static Customers inMemory() {
    var plugins =
        PersistenceTestKitPlugin.getInstance().config().withFallback(PersistenceTestKitSnapshotPlugin.config());
    var noDatabase = ConfigFactory.parseString(
        "pekko.persistence { journal.auto-start-journals = [], snapshot-store.auto-start-snapshot-stores = [] }");
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "customers",
            noDatabase.withFallback(plugins).withFallback(config(SETTINGS)));
    var kit = PersistenceTestKit.create(system);
    return new Customers(system, SETTINGS,
        (customer, from, to) -> CompletableFuture.completedStage(rows(kit, customer, from, to)), new MemoryIdIndex(),
        new MemoryRoster(), () -> {});
  }

  private static List<JournalRow> rows(PersistenceTestKit kit, CustomerKey customer, long from, long to) {
    var all = kit.persistedInStorage(CustomerEntity.persistenceId(customer).id());
    return LongStream.rangeClosed(Math.max(1, from), Math.min(all.size(), to))
        .mapToObj(number -> new JournalRow(number, (Facts) all.get((int) number - 1))).toList();
  }

  private static Config config(EntitySettings settings) {
    return ConfigFactory.parseString("pekko.actor.provider = local, pekko.actor.allow-java-serialization = off")
        .withValue("tollkeeper.remembered-ids.count", ConfigValueFactory.fromAnyRef(settings.window().count()))
        .withFallback(ConfigFactory.load("persistence"));
  }

  ActorSystem<?> system() {
    return kit.system();
  }

  /** A customer as it is, which may be that it does not exist. */
  Running start(String tenant, String customer) {
    return new Running(kit.spawn(CustomerEntity.create(new CustomerKey(tenant, customer),
        new CustomerEntity.Surroundings(settings, CLOCK, new OneFeature(), journal, ids, roster, (_, _) -> {}))));
  }

  /** A new customer with 100 credits. */
  Running started(String tenant, String customer) {
    var running = start(tenant, customer);
    running.write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    running.write(Commands.grant("g1", 100));
    return running;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
    closing.run();
  }

  /** A customer's actor. */
  final class Running {

    private final ActorRef<CustomerEntity.Message> actor;

    Running(ActorRef<CustomerEntity.Message> actor) {
      this.actor = actor;
    }

    Outcome write(Command command) {
      var response = ask(new Request.Write(command));
      if (response instanceof Response.Written(var outcome)) return outcome;
      throw new AssertionError(response);
    }

    /** Gives commands without waiting for the answers in between. The answers, in the order in which they came. */
    List<Outcome> writeAll(List<? extends Command> commands) {
      var probe = kit.<Response>createTestProbe();
      for (var command : commands)
        actor.tell(new CustomerEntity.Ask(new Request.Write(command), CLOCK.instant().plus(PATIENCE), probe.getRef()));
      return commands.stream().map(_ -> probe.expectMessageClass(Response.Written.class, PATIENCE).outcome()).toList();
    }

    CustomerView show() {
      var response = ask(new Request.Show());
      if (response instanceof Response.Shown(var view)) return view.orElseThrow();
      throw new AssertionError(response);
    }

    Response ask(Request<?> request) {
      var probe = kit.<Response>createTestProbe();
      actor.tell(new CustomerEntity.Ask(request, CLOCK.instant().plus(PATIENCE), probe.getRef()));
      return probe.receiveMessage(PATIENCE);
    }

    void stop() {
      actor.tell(CustomerEntity.Stop.INSTANCE);
      expectStopped();
    }

    /** The actor has ended, or is about to. */
    void expectStopped() {
      kit.createTestProbe().expectTerminated(actor, PATIENCE);
    }
  }

  /** A catalogue with one feature that the caller names the price of. */
  private static final class OneFeature implements Catalogues {

    private static final Catalogue CATALOGUE = new Catalogue(1,
        Map.of(Commands.FEATURE, new Feature(Commands.FEATURE, FeatureKind.METERED, List.of())), Map.of(), Map.of(),
        Optional.empty());

    @Override
    public Catalogue current(String tenant) {
      return CATALOGUE;
    }

    @Override
    public CompletionStage<Publication> publish(String tenant, Map<String, Object> document) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Publication>> publication(String tenant, Optional<Integer> version) {
      return CompletableFuture.completedStage(Optional.empty());
    }
  }
}
