package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Postgres;
import io.tollkeeper.config.ledger.Attempt;
import io.tollkeeper.config.ledger.Load;
import io.tollkeeper.config.ledger.Operations;
import io.tollkeeper.config.ledger.Proof;
import io.tollkeeper.config.ledger.Recorder;

/** A node whose database is not there: it says so, in time, and goes on by itself when the database is back. */
final class DatabaseAwayIT {

  // A node answers within 4 s; the rest is for a busy machine.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(7);
  private static final Duration NOTICED_WITHIN = Duration.ofSeconds(20);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
  private static final int OUTAGE_ATTEMPTS = 20;

  @TempDir
  private Path directory;

  @Test
  void a_node_that_starts_before_its_database_waits_for_it() {
    var postgres = Postgres.server();
    var setup = postgres.database(NodeSetup.in(directory));
    postgres.stop();
    try (var node = NodeProcess.launch(setup)) {
      var client = node.client();
      Await.until("the node is alive", BACK_WITHIN, () -> client.status("/health/alive") == 200);
      assertEquals(503, client.status("/health/ready"));
      var answer = client.ask(Operations.customer("acme")).expect(503);
      assertEquals("unavailable", answer.code());
      assertEquals("1", answer.retryAfter());
      postgres.startAgain();
      node.awaitReady();
      client.ask(Operations.customer("acme")).expect(201);
      assertEquals(List.of(), node.complaints());
    } finally {
      // Whatever happened here, the next test needs it.
      postgres.stop();
      postgres.startAgain();
    }
  }

  @Test
  void a_node_whose_database_dies_under_load_goes_on_when_it_is_back() {
    var postgres = Postgres.server();
    var recorder = new Recorder();
    var customers = Proof.customers("acme", 10);
    try (var node = NodeProcess.ready(postgres.database(NodeSetup.in(directory)))) {
      var client = node.client();
      client.ask(Operations.catalogue()).expect(201);
      Load.prepare(client, customers, recorder);
      try (var _ = Load.start("outage", List.of(client), customers, 4, 1, recorder)) {
        Await.until("there is load", BACK_WITHIN, () -> recorder.acknowledged() > 100);
        postgres.kill();
        var before = recorder.unknown();
        Await.until("the node notices", NOTICED_WITHIN, () -> client.status("/health/ready") == 503);
        Await.until("calls are answered", BACK_WITHIN, () -> recorder.unknown() - before >= OUTAGE_ATTEMPTS);
        assertEquals(200, client.status("/health/alive"));
        assertEquals(503, client.status("/v1/catalogue"));
        postgres.startAgain();
        node.awaitReady();
        var after = recorder.acknowledged();
        var back = Await.until("writes are accepted again", BACK_WITHIN, () -> recorder.acknowledged() - after > 50);
        System.out.printf(
            "PostgreSQL killed under load: %d calls were told that nobody knows, 50 writes accepted %d ms after the node was ready%n",
            recorder.unknown() - before, back.toMillis());
      }
      recorder.attempts().forEach(DatabaseAwayIT::assertAnsweredInTime);
      var proof = Proof.of(client, recorder, 1);
      System.out.println("PostgreSQL killed under load: " + proof);
    }
  }

  private static void assertAnsweredInTime(Attempt attempt) {
    var took = Duration.ofNanos(attempt.endNanos() - attempt.startNanos());
    assertTrue(took.compareTo(ANSWERED_WITHIN) < 0, () -> attempt.result() + " came after " + took);
    if (attempt.result() instanceof Attempt.Result.Unknown(var why)) assertEquals("503 unavailable", why);
  }
}
