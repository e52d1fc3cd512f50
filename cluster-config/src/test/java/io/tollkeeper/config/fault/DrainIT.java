package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

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
        Await.until("the node ends", STOPPED_WITHIN, () -> {
          readiness.add(client.status("/health/ready"));
          return !node.isAlive();
        });
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

  @Test
  void a_request_that_has_half_arrived_is_taken_in_and_answered() throws IOException {
    try (var node = NodeProcess.ready(NodeSetup.in(directory)); var socket = new Socket()) {
      var client = node.client();
      client.ask(Operations.customer("acme")).expect(201);
      var body = Operations.grant("acme", "g", BigDecimal.TEN).call().body();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
      var out = socket.getOutputStream();
      var head = "POST /v1/customers/acme/grants HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + NodeSetup.KEY
          + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
      out.write((head + body.substring(0, 10)).getBytes(StandardCharsets.US_ASCII));
      // Asked after it was sent, and answered: so the node has had the time to see it.
      client.get("/v1/customers/acme");
      node.terminate();
      Await.until("the node is not ready", STOPPED_WITHIN, () -> !client.isReady());
      out.write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
      assertEquals(0, node.exitCode());
    }
  }
}
