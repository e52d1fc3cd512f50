package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.ledger.Attempt.Result;
import io.tollkeeper.config.ledger.Ledger;
import io.tollkeeper.config.ledger.Load;
import io.tollkeeper.config.ledger.Operations;
import io.tollkeeper.config.ledger.Proof;
import io.tollkeeper.config.ledger.Recorder;

/** The disk of the embedded database fills up under load and is given more room. */
final class FullDiskIT {

  private static final Duration FULL_WITHIN = Duration.ofSeconds(90);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

  // Has nothing that expires.
  private static final String READER = "reader";

  @TempDir
  private Path directory;

  @Test
  void writes_wait_for_room_while_reads_go_on_and_nothing_acknowledged_is_lost() {
    var recorder = new Recorder();
    var customers = Proof.customers("acme", 10);
    try (var disk = SmallDisk.in(directory)) {
      var setup = disk.setup();
      try (var node = NodeProcess.ready(setup)) {
        fill(node, recorder, customers);
        assertReadable(node, customers);
        disk.free(node);
        var back = Await.until("writes are accepted again", BACK_WITHIN,
            () -> isWritable(node, recorder, customers.getFirst()));
        var proof = Proof.of(node.client(), recorder, 1);
        System.out.printf(
            "full disk (%s): %d acknowledged, %d answered 503, writes accepted %d ms after there was room, %s%n",
            disk.getClass().getSimpleName(), recorder.acknowledged(), recorder.unknown(), back.toMillis(), proof);
        assertEquals(0, node.stop());
      }
      try (var node = NodeProcess.ready(setup.launchedBy())) {
        Proof.of(node.client(), recorder, 2);
      }
    }
  }

  private static void fill(NodeProcess node, Recorder recorder, List<String> customers) {
    node.client().ask(Operations.catalogue()).expect(201);
    Load.prepare(node.client(), customers, recorder);
    Load.prepare(node.client(), List.of(READER), recorder);
    recorder.attempt(node.client(), Operations.images(READER, "u", 1));
    try (var _ = Load.start("full", List.of(node.client()), customers, 6, 1, recorder)) {
      Await.until(() -> "the disk is full after " + recorder.acknowledged() + " writes", FULL_WITHIN,
          () -> recorder.unknown() > 30);
    }
    for (var attempt : recorder.attempts())
      if (attempt.result() instanceof Result.Unknown(var why)) assertEquals("503 unavailable", why);
    assertTrue(recorder.acknowledged() > 0);
  }

  /** A ledger with an expiry to be written cannot be read before that is possible; everything else can. */
  private static void assertReadable(NodeProcess node, List<String> customers) {
    var client = node.client();
    for (var customer : customers)
      client.ask(Call.post("/v1/authorize", "{\"customer\":\"%s\",\"feature\":\"work\"}".formatted(customer)))
          .expect(200);
    assertEquals(2, Ledger.read(client, READER).entries().size());
    client.get("/v1/customers/" + READER);
    client.get("/v1/customers/" + READER + "/usage/u");
    client.get("/v1/catalogue");
    assertEquals(200, client.status("/health/alive"));
  }

  private static boolean isWritable(NodeProcess node, Recorder recorder, String customer) {
    var probe = Operations.adjustment(customer, "probe", BigDecimal.ONE);
    return recorder.attempt(node.client(), probe).result() instanceof Result.Ok;
  }
}
