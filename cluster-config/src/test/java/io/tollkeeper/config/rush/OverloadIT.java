package io.tollkeeper.config.rush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operations;

/** One customer gets more requests than its queue holds: some are turned away quickly, the others go on, and so do other customers. */
final class OverloadIT {

  private static final int QUEUE = 10;
  private static final int FEW = 8;
  private static final int MANY = 100;
  private static final Duration PHASE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration TURNED_AWAY_WITHIN = Duration.ofSeconds(2);

  @TempDir
  private Path directory;

  /** An answer and how long it took. */
  private record Timed(Answer answer, long nanos) {}

  @Test
  void a_hot_customer_is_told_so_and_goes_on() {
    // The same with a thousand places and ten thousand clients, but cheaper.
    try (var node = NodeProcess.ready(NodeSetup.in(directory).options("-Dtollkeeper.customers.max-queue=" + QUEUE))) {
      var client = node.client();
      client.ask(Operations.catalogue()).expect(201);
      for (var customer : List.of("hot", "calm")) {
        client.ask(Operations.customer(customer)).expect(201);
        client.ask(Operations.grant(customer, "g", BigDecimal.valueOf(1_000_000)).call()).expect(201);
      }
      phase(client, "warm", FEW, 0);
      var peak = phase(client, "peak", FEW, 0);
      assertEquals(0, count(peak.hot(), 429), "so few clients fit into the queue");
      var rush = phase(client, "rush", MANY, 1);
      report(peak, rush);
      assertTrue(count(rush.hot(), 429) > 0, "nobody was turned away, so nothing was proved");
      var charged = client.get("/v1/customers/hot/balance").json().path("seq").asInt() - 1;
      for (var timed : rush.hot())
        if (timed.answer().status() != 200) {
          assertEquals("overloaded", timed.answer().code(), timed::toString);
          assertEquals("1", timed.answer().retryAfter());
        }
      assertEquals(charged, ok, "what was turned away must not be charged");
      assertTrue(percentile(turnedAway(rush), 50) < TURNED_AWAY_WITHIN.toNanos(), "turning away must be quick");
      // Generous: the hundred clients share the processors with the node.
      assertTrue(count(rush.hot(), 200) * 4 > count(peak.hot(), 200), "goodput has collapsed");
      assertTrue(rush.calm().stream().allMatch(timed -> timed.answer().status() == 200), "another customer was hit");
    }
  }

  private int ok;

  private record Phase(List<Timed> hot, List<Timed> calm) {}

  /** So many clients on the hot customer for a while, and some on another one. */
  private Phase phase(ApiClient client, String name, int hotClients, int calmClients) {
    var hot = new ConcurrentLinkedQueue<Timed>();
    var calm = new ConcurrentLinkedQueue<Timed>();
    var end = System.nanoTime() + PHASE.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number = 0; number < hotClients + calmClients; number++) {
        var own = number;
        threads.execute(() -> {
          for (var count = 0; System.nanoTime() < end; count++) {
            var id = name + '-' + own + '-' + count;
            var timed = consume(client, own < hotClients ? "hot" : "calm", id);
            (own < hotClients ? hot : calm).add(timed);
            // Told to come back later; sooner than it was told, but not at once.
            if (timed.answer().status() == 429) LockSupport.parkNanos(PAUSE.toNanos());
          }
        });
      }
    }
    ok += (int) count(hot, 200);
    return new Phase(List.copyOf(hot), List.copyOf(calm));
  }

  private static Timed consume(ApiClient client, String customer, String id) {
    var start = System.nanoTime();
    var answer = client.ask(Operations.work(customer, id, BigDecimal.ONE).call());
    return new Timed(answer, System.nanoTime() - start);
  }

  private static long count(Iterable<Timed> answers, int status) {
    var count = 0L;
    for (var timed : answers)
      if (timed.answer().status() == status) count++;
    return count;
  }

  private static List<Timed> turnedAway(Phase phase) {
    return phase.hot().stream().filter(timed -> timed.answer().status() == 429).toList();
  }

  private static long percentile(List<Timed> answers, int percent) {
    var times = new ArrayList<>(answers.stream().map(Timed::nanos).sorted().toList());
    return times.get(Math.min(times.size() - 1, times.size() * percent / 100));
  }

  private static void report(Phase peak, Phase rush) {
    System.out.printf(
        "hot customer, queue of %d: %d clients %d/s; %d clients %d/s and %d/s turned away (p50 %d ms, p99 %d ms); another customer p50 %d ms, p99 %d ms%n",
        QUEUE, FEW, count(peak.hot(), 200) / PHASE.toSeconds(), MANY, count(rush.hot(), 200) / PHASE.toSeconds(),
        turnedAway(rush).size() / PHASE.toSeconds(),
        percentile(turnedAway(rush), 50) / 1_000_000, percentile(turnedAway(rush), 99) / 1_000_000,
        percentile(rush.calm(), 50) / 1_000_000, percentile(rush.calm(), 99) / 1_000_000);
  }
}
