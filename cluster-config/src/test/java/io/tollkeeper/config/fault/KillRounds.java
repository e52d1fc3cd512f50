package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Load;
import io.tollkeeper.config.ledger.Operations;
import io.tollkeeper.config.ledger.Proof;
import io.tollkeeper.config.ledger.Recorder;

/**
 * Rounds of: load, {@code kill -9} at a random moment, start, proof. Each round has customers of its own, and some live through all of
 * them, with long ledgers and snapshots.
 */
final class KillRounds {

  private static final int CUSTOMERS = 20;
  private static final int CLIENTS = 4;
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);
  // Early, while caches are cold and connections new, or later.
  private static final List<Integer> MOMENTS = List.of(10, 100, 500, 1_500);

  private final NodeSetup setup;
  private final Random random;
  private final Recorder lifelong = new Recorder();
  private final List<String> elders = Proof.customers("elder", 3);
  private final List<Recorder> rounds = new ArrayList<>();
  private final List<Duration> starts = new ArrayList<>();
  private Proof proof = Proof.none();
  private int acknowledged;

  KillRounds(NodeSetup setup, long seed) {
    this.setup = setup;
    this.random = new Random(seed);
  }

  /** Runs so many rounds and prints what was seen. */
  void run(String name, int count) {
    var node = NodeProcess.ready(setup);
    try {
      node.client().ask(Operations.catalogue());
      Load.prepare(node.client(), elders, lifelong);
      for (var round = 1; round <= count; round++) {
        load(node, round);
        node = NodeProcess.launch(setup);
        starts.add(node.awaitReady());
        proof =
            proof.plus(Proof.of(node.client(), rounds.getLast(), round)).plus(Proof.of(node.client(), lifelong, round));
      }
      for (var recorder : rounds)
        Proof.of(node.client(), recorder, count);
    } finally {
      node.close();
    }
    System.out.printf(
        "%s: %d kills, %d acknowledged before them, %d unknown after them of which %d had happened, %d known ones repeated, %d entries compared, slowest start %d ms%n",
        name, count, acknowledged, proof.unknown(), proof.applied(), proof.repeated(), proof.entries(),
        starts.stream().mapToLong(Duration::toMillis).max().orElse(0));
    assertTrue(proof.unknown() > 0, "no kill has left anything unknown, so nothing was proved");
  }

  private void load(NodeProcess node, int round) {
    var recorder = new Recorder();
    rounds.add(recorder);
    var customers = Proof.customers("round-" + round, CUSTOMERS);
    Load.prepare(node.client(), customers, recorder);
    var known = recorder.acknowledged() + lifelong.acknowledged();
    var moment = MOMENTS.get(random.nextInt(MOMENTS.size())) + random.nextInt(20);
    try (var _ = Load.start("r" + round, List.of(node.client()), customers, CLIENTS, round, recorder);
        var _ = Load.start("e" + round, List.of(node.client()), elders, 2, round, lifelong)) {
      Await.until(moment + " are acknowledged", ACKNOWLEDGED_WITHIN,
          () -> recorder.acknowledged() + lifelong.acknowledged() - known >= moment);
      node.kill();
    }
    acknowledged += recorder.acknowledged() + lifelong.acknowledged() - known;
  }
}
