package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.PayerEntity.Patience;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.Payers.Progress;

final class ShardedPayersTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("""
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
      pekko.persistence.testkit.events.serialize = off
      pekko.persistence.snapshot-store.plugin = pekko.persistence.no-snapshot-store
      pekko.cluster.sharding.number-of-shards = 4
      """).withFallback(PersistenceTestKitPlugin.config()).withFallback(ConfigFactory.load()));
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
  private static final DecidedCustomers CUSTOMERS = new DecidedCustomers(CLOCK, 10);
  private static final CompletableFuture<Void> PATIENCE_ENDED = new CompletableFuture<>();
  private static final Payers PAYERS = join(Duration.ofSeconds(20));
  private static final Payers HASTY = join(Duration.ofMillis(200));

  @AfterAll
  static void stop() {
    PATIENCE_ENDED.complete(null);
    KIT.shutdownTestKit();
  }

  @Test
  void a_message_finds_its_payer_wherever_it_lives() {
    CUSTOMERS.create("t1", "acme");
    for (int i = 0; i < 10; i++)
      assertEquals(new Progress.Filled(), tell(PAYERS, new PayerKey("t1", "cus_" + i % 3), "acme", "cs_" + i % 5));
    assertEquals(new Credits(50), CUSTOMERS.settled("t1", "acme"));
    assertEquals(Optional.of("acme"),
        PAYERS.view(new PayerKey("t1", "cus_1")).toCompletableFuture().join().orElseThrow().customer());
  }

  @Test
  void a_payer_that_does_not_answer_in_time_is_unavailable() {
    assertInstanceOf(Progress.Unavailable.class, tell(HASTY, new PayerKey("t1", "cus_9"), "late", "cs_late"));
  }

  private static Progress tell(Payers payers, PayerKey payer, String customer, String session) {
    return payers.tell(payer, "m_" + session, List.of(new Notice.Linked(customer),
        new Notice.Payment(session, CLOCK.instant(), Notice.Payment.Phase.PAID, 100, "eur",
            List.of(new Notice.Line("li_1", new Notice.Sold.NamedPack("small"), 1, 100, Optional.empty(), false,
                Optional.empty())),
            Optional.empty(), Optional.empty())))
        .toCompletableFuture().join();
  }

  private static Payers join(Duration timeout) {
    var cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return ShardedPayers.start(KIT.system(),
        new Surroundings(new LateFor("late"), new OneCatalogue(), CLOCK, Patience.DEFAULT), timeout);
  }

  /** An engine in which one customer answers only when everyone has given up. */
  private record LateFor(String customer) implements Engine {

    @Override
    public <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
      return key.customer().equals(customer)
          ? PATIENCE_ENDED.thenCompose(_ -> CUSTOMERS.ask(key, request))
          : CUSTOMERS.ask(key, request);
    }
  }
}
