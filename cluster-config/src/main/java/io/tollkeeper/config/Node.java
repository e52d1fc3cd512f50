package io.tollkeeper.config;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.entity.CustomerEntity.Surroundings;
import io.tollkeeper.engine.entity.JournalHistory;
import io.tollkeeper.engine.entity.PayerEntity;
import io.tollkeeper.engine.entity.PublishedCatalogues;
import io.tollkeeper.engine.entity.ShardedEngine;
import io.tollkeeper.engine.entity.ShardedPayers;
import io.tollkeeper.engine.entity.TopUps;
import io.tollkeeper.http.Api;
import io.tollkeeper.http.ApiKeys;
import io.tollkeeper.http.Metrics;
import io.tollkeeper.http.Scope;
import io.tollkeeper.http.stripe.StripeIntake;
import io.tollkeeper.http.stripe.StripeOutgoing;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.DatabaseException;
import io.tollkeeper.persistence.DatabaseSettings;
import io.tollkeeper.persistence.DatabaseSetup;
import io.tollkeeper.persistence.journal.JdbcJournal;
import io.tollkeeper.persistence.store.JdbcCatalogueStore;
import io.tollkeeper.persistence.store.JdbcIdIndex;
import io.tollkeeper.persistence.store.JdbcInbox;
import io.tollkeeper.persistence.store.JdbcReferences;
import io.tollkeeper.persistence.store.JdbcRoster;

/**
 * A running node: its database, its part of the cluster, and its API. It listens at once and says {@code 503} until its database has
 * answered and it belongs to the cluster.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final int STOP_SECONDS = 40;

  private final ActorSystem<Void> system;
  private final Metrics metrics;
  private final Database database;
  private final Health health;
  private final Listener listener;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<String> failed = new CompletableFuture<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Node(ActorSystem<Void> system, Metrics metrics, Database database, Health health, Listener listener) {
    this.system = system;
    this.metrics = metrics;
    this.database = database;
    this.health = health;
    this.listener = listener;
  }

  /** Starts a node. Throws {@link SettingsException} if a setting makes that impossible; a database that is away is waited for. */
  public static Node start(Settings settings, Clock clock) {
    var keys = keys(settings);
    var database = open(settings);
    var system = ActorSystem.<Void>create(Behaviors.empty(), "tollkeeper",
        ActorSystemSetup.create(BootstrapSetup.create(pekko(settings)), new DatabaseSetup(database)));
    try {
      var health = Health.watch(system, database, clock, settings.clock());
      var metrics = Metrics.ofProcess();
      system.getWhenTerminated().thenRun(metrics::close);
      var node = new Node(system, metrics, database, health, Listener.bind(system, settings, health, metrics));
      health.failed().thenAccept(node.failed::complete);
      system.getWhenTerminated().thenRun(node::ended);
      join(system, settings.cluster());
      Thread.ofVirtual().name("open").start(() -> node.open(settings, clock, keys));
      return node;
    } catch (RuntimeException e) {
      system.terminate();
      database.close();
      throw e;
    }
  }

  /** Completes once the node answers requests. */
  public CompletionStage<Void> ready() {
    return ready;
  }

  /** Completes with the reason if the node cannot go on by itself. Not completed by {@link #stop}. */
  public CompletionStage<String> failed() {
    return failed.thenApply(reason -> reason);
  }

  /** Whether that has happened. */
  boolean hasFailed() {
    return failed.isDone();
  }

  /** The port of the API; the one that was set, or the one that was free. */
  public int port() {
    return listener.port();
  }

  /**
   * Drains and stops: not ready any more, then no new connections, then every accepted request is answered, then the customers move or
   * end, then the database is closed. True if all of that was done in time.
   */
  public boolean stop() {
    if (!stopping.compareAndSet(false, true)) return true;
    health.drain();
    try {
      CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason()).toCompletableFuture()
          .get(STOP_SECONDS, TimeUnit.SECONDS);
      database.close();
      return true;
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("the node did not stop in order", e);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A split brain that this node lost ends its actor system without asking. */
  private void ended() {
    if (!stopping.get()) failed.complete("the actor system has ended");
  }

  /** Everything that needs the database. */
  private void open(Settings settings, Clock clock, ApiKeys keys) {
    try {
      var catalogues = catalogues(clock);
      var journal = new JdbcJournal(database);
      var roster = new JdbcRoster(database);
      // Who buys for customers finds out by them what became of it, so each of the two needs the other.
      var topUps = new CompletableFuture<TopUps>();
      var around = new Surroundings(settings.customers(), clock, catalogues, journal, new JdbcIdIndex(database), roster,
          once(topUps));
      var engine = ShardedEngine.start(system, around);
      var history = new JournalHistory(engine, journal, new Decider(settings.customers().limits()));
      var timeout = settings.customers().askTimeout();
      var payers = ShardedPayers.start(system,
          new PayerEntity.Surroundings(engine, catalogues, clock, PayerEntity.Patience.DEFAULT),
          timeout.multipliedBy(2));
      var inbox = new JdbcInbox(database, clock);
      var stripe = StripeIntake.start(system,
          new StripeIntake.Surroundings(settings.stripe(), inbox, new JdbcReferences(database), roster, engine,
              payers, catalogues, metrics.registry(), clock),
          settings.stripeSweep());
      metrics.refreshing(stripe::refreshMeters);
      topUps.complete(stripe.topUps());
      var outgoing = StripeOutgoing.start(system, stripe, settings.stripeReconcile());
      listener.serve(new Api(stripe.watching(engine), history, stripe.watching(catalogues), roster, keys, clock,
          settings.api(), health::isReady, outgoing.outgoing(), stripe, Listener.shown(settings.cluster(), metrics))
          .route(system));
      health.opened();
      health.whenReady().thenRun(() -> ready.complete(null));
    } catch (RuntimeException e) {
      // Whatever it is, a node that never gets ready and never says why would be worse.
      if (!(e instanceof DatabaseException)) LOG.error("the node cannot be opened", e);
      failed.complete(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** The same, for who asks before it is there. */
  private static TopUps once(CompletionStage<TopUps> there) {
    return (customer, request) -> there.thenAccept(topUps -> topUps.requested(customer, request));
  }

  /** The first thing that is read from the database, so it is here that a database which is away is waited for. */
  private PublishedCatalogues catalogues(Clock clock) {
    for (var tries = 1;; tries++) {
      try {
        database.migrate();
        return PublishedCatalogues.start(system, new JdbcCatalogueStore(database), clock).toCompletableFuture().join();
      } catch (DatabaseException | CompletionException e) {
        if (!isPassing(e) || stopping.get()) throw e;
        LOG.warn("{}; trying again (attempt {})", e.getMessage(), tries);
        pause();
      }
    }
  }

  private static boolean isPassing(RuntimeException e) {
    // It was there a moment ago, to be migrated.
    return e instanceof DatabaseException database ? database.isPassing() : e.getCause() instanceof SQLException;
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  private static Database open(Settings settings) {
    try {
      return Database.at(DatabaseSettings.of(settings.database().url(), settings.database().user(),
          settings.database().password(), settings.dataDir(), settings.config()));
    } catch (DatabaseException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private static ApiKeys keys(Settings settings) {
    var given = settings.keys();
    if (given.isEmpty() && !settings.http().isLoopback())
      throw new SettingsException(
          "TOLLKEEPER_API_KEYS must be set when TOLLKEEPER_HTTP_HOST is not this machine alone");
    var keys = given.isEmpty() ? List.of(GeneratedKey.in(settings.dataDir())) : given;
    try {
      return new ApiKeys(keys.stream().map(Node::hashed).toList());
    } catch (IllegalArgumentException e) {
      throw new SettingsException("TOLLKEEPER_API_KEYS: " + e.getMessage());
    }
  }

  private static ApiKeys.Key hashed(Settings.Key key) {
    var scope = switch (key.scope()) {
      case AGENT -> Scope.AGENT;
      case ADMIN -> Scope.ADMIN;
    };
    return new ApiKeys.Key(key.tenant(), scope, Hash.of(key.secret()));
  }

  private static Config pekko(Settings settings) {
    var cluster = settings.cluster();
    // A single node talks to nobody, so any free port will do and two of them can share a machine.
    var port = cluster.single() ? 0 : cluster.port();
    var seeds = cluster.seedNodes().stream().map(seed -> "pekko://tollkeeper@" + seed).toList();
    return ConfigFactory.parseMap(Map.of(
        "pekko.remote.artery.canonical.hostname", cluster.single() ? "127.0.0.1" : cluster.host(),
        "pekko.remote.artery.canonical.port", port,
        "pekko.cluster.seed-nodes", seeds)).withFallback(settings.config());
  }

  private static void join(ActorSystem<Void> system, Settings.Cluster cluster) {
    // Others join by their seed nodes, which are in the configuration.
    if (!cluster.single()) return;
    var member = Cluster.get(system);
    member.manager().tell(Join.create(member.selfMember().address()));
  }
}
