package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Answer;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Command;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Start;

final class ReconciliationKeeperTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
  private static final ManualTime TIME = ManualTime.get(KIT.system());
  private static final Instant NOW = Instant.parse("2026-05-01T02:00:00Z");

  private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> mayEnd = new LinkedBlockingQueue<>();
  private final TestProbe<Answer> asker = KIT.createTestProbe();
  private final ActorRef<Command> keeper = KIT.spawn(ReconciliationKeeper.create(Set.of("main"),
      Optional.of(LocalTime.of(3, 0)), this::reconcile, Clock.fixed(NOW, ZoneOffset.UTC)));

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @Test
  void who_asks_while_one_is_under_way_joins_it() throws InterruptedException {
    ask(false);
    ask(false);
    assertEquals("main false", started.take());
    mayEnd.add(true);
    assertInstanceOf(Answer.Done.class, asker.receiveMessage());
    assertInstanceOf(Answer.Done.class, asker.receiveMessage());
    assertEquals(0, started.size());
  }

  @Test
  void one_of_the_other_kind_has_to_wait() throws InterruptedException {
    ask(true);
    assertEquals("main true", started.take());
    ask(false);
    assertInstanceOf(Answer.Busy.class, asker.receiveMessage());
    mayEnd.add(true);
    assertInstanceOf(Answer.Done.class, asker.receiveMessage());
  }

  @Test
  void who_has_waited_long_enough_asks_again_and_gets_the_report() throws InterruptedException {
    ask(true);
    started.take();
    TIME.timePasses(Duration.ofSeconds(7));
    assertInstanceOf(Answer.Running.class, asker.receiveMessage());
    mayEnd.add(true);
    ask(true);
    assertInstanceOf(Answer.Done.class, asker.receiveMessage());
    assertEquals(0, started.size());
  }

  @Test
  void once_a_day_it_begins_by_itself() throws InterruptedException {
    mayEnd.addAll(List.of(true, true));
    TIME.timePasses(Duration.ofMinutes(59));
    assertEquals(0, started.size());
    TIME.timePasses(Duration.ofMinutes(1));
    assertEquals("main false", started.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void a_fault_is_a_report_too() {
    var broken = KIT.spawn(ReconciliationKeeper.create(Set.of(), Optional.empty(), (_, _) -> {
      throw new IllegalStateException("a fault");
    }, Clock.fixed(NOW, ZoneOffset.UTC)));
    broken.tell(new Start("main", false, asker.ref()));
    var done = assertInstanceOf(Answer.Done.class, asker.receiveMessage());
    assertTrue(done.report().contains("\"incomplete\":true"), done::report);
  }

  @Test
  void what_travels_between_nodes_can_be_read_there() {
    var serialization = KIT.serializationTestKit();
    serialization.verifySerialization(new Start("main", true, asker.ref()), true);
    serialization.verifySerialization(new Answer.Done("{}"), true);
    serialization.verifySerialization(new Answer.Running(), true);
    serialization.verifySerialization(new Answer.Busy(), true);
  }

  private void ask(boolean dryRun) {
    keeper.tell(new Start("main", dryRun, asker.ref()));
  }

  private ReconciliationReport reconcile(String tenant, boolean dryRun) {
    started.add(tenant + ' ' + dryRun);
    try {
      mayEnd.take();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new ReconciliationFindings().report(tenant, dryRun, NOW, NOW, Optional.empty());
  }
}
