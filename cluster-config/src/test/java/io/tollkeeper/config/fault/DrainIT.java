package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Attempt;
import io.tollkeeper.config.ledger.Load;
import io.tollkeeper.config.ledger.Operations;
import io.tollkeeper.config.ledger.Proof;
import io.tollkeeper.config.ledger.Recorder;

/** SIGTERM while clients are at work. */
final class DrainIT {

  private static final Duration LOADED_WITHIN = Duration.ofSeconds(30);

  @TempDir
  private Path directory;

  @Test
  void what_was_accepted_is_answered_and_the_exit_code_is_zero() {
    var setup = NodeSetup.in(directory);
    var recorder = new Recorder();
    var customers = Proof.customers("acme", 10);
    var readiness = new ArrayList<Integer>();
    long stopNanos;
    try (var node = NodeProcess.ready(setup)) {
      var client = node.client();
      client.ask(Operations.catalogue()).expect(201);
      Load.prepare(client, customers, recorder);
      try (var _ = Load.start("drain", List.of(client), customers, 6, 1, recorder)) {
        Await.until("there is load", LOADED_WITHIN, () -> recorder.acknowledged() > 200);
        stopNanos = System.nanoTime();
        node.terminate();
        while (node.isAlive())
          readiness.add(client.status("/health/ready"));
      }
      assertEquals(0, node.exitCode());
      assertEquals(List.of(), node.complaints());
      assertFalse(node.errors().contains(" ERROR "), node::errors);
    }
    var notReady = readiness.stream().dropWhile(status -> status == 200).toList();
    assertFalse(notReady.isEmpty(), "the node was ready until it was gone");
    assertFalse(notReady.contains(200), () -> "ready again while it was stopping: " + readiness);
    var underWay = recorder.attempts().stream()
        .filter(attempt -> attempt.startNanos() < stopNanos && attempt.endNanos() > stopNanos).toList();
    for (var attempt : underWay)
      assertFalse(attempt.result() instanceof Attempt.Result.Unknown, () -> "accepted and not answered: " + attempt);
    try (var node = NodeProcess.ready(setup)) {
      var proof = Proof.of(node.client(), recorder, 1);
      // Had anything been done without being answered, it would stand in the ledger already.
      assertEquals(0, proof.applied(), proof::toString);
      assertTrue(node.errors().lines().noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR ")),
          node::errors);
      System.out.printf("drained: %d acknowledged, %d requests under way at SIGTERM, %s%n", recorder.acknowledged(),
          underWay.size(), proof);
    }
  }
}
