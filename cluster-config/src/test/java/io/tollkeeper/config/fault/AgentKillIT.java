package io.tollkeeper.config.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operations;

/** Agents reserve, work and settle while their node is killed under them: each job is charged once or not at all, and nothing stays held. */
final class AgentKillIT {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final int AGENTS = 8;
  private static final int JOBS_BEFORE_KILL = 100;
  private static final int PRICE = 3;
  private static final BigDecimal FUNDS = BigDecimal.valueOf(1_000_000);
  private static final Duration WORKED_WITHIN = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  /** What an agent meant to do with its reservation, and whether it was told that it was done. */
  private record Job(String id, Call reserve, Call end, boolean settles, boolean certain) {}

  @Test
  void a_kill_at_any_step_leaks_no_hold_and_loses_no_settle() {
    var setup = NodeSetup.in(directory);
    var random = new Random(20_261_122);
    var jobs = new ConcurrentLinkedQueue<Job>();
    var uncertain = 0;
    var node = NodeProcess.ready(setup);
    try {
      node.client().ask(Operations.catalogue()).expect(201);
      node.client().ask(Operations.customer("acme")).expect(201);
      node.client().ask(Operations.grant("acme", "g", FUNDS).call()).expect(201);
      for (var round = 0; round < ROUNDS; round++) {
        var before = jobs.size();
        work(node, round, jobs, before + JOBS_BEFORE_KILL + random.nextInt(JOBS_BEFORE_KILL));
        node = NodeProcess.launch(setup);
        node.awaitReady();
        for (var job : jobs.stream().skip(before).filter(job -> !job.certain()).toList()) {
          uncertain++;
          // The same ids again, until it is known.
          assertEquals(201, node.client().askPatiently(job.reserve()).status());
          assertEquals(200, node.client().askPatiently(job.end()).status());
        }
      }
      check(node.client(), List.copyOf(jobs));
    } finally {
      node.close();
    }
    assertTrue(uncertain > 0, "no kill has left anything unknown, so nothing was proved");
    System.out.printf("agents: %d kills, %d jobs, %d unknown after them%n", ROUNDS, jobs.size(), uncertain);
  }

  private static void work(NodeProcess node, int round, ConcurrentLinkedQueue<Job> jobs, int killAt) {
    var dead = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var agent = 0; agent < AGENTS; agent++) {
        var name = "r" + round + "-a" + agent;
        threads.execute(() -> {
          for (var number = 0; !dead.get(); number++)
            jobs.add(carryOut(node.client(), name + '-' + number, number % 4 != 0, dead));
        });
      }
      Await.until(killAt + " jobs are done", WORKED_WITHIN, () -> jobs.size() >= killAt);
      node.kill();
      dead.set(true);
    }
  }

  private static Job carryOut(ApiClient client, String id, boolean settles, AtomicBoolean dead) {
    var ids = "{\"customer\":\"acme\",\"reservation_id\":\"" + id + '"';
    var reserve = Call.post("/v1/reserve", ids + ",\"feature\":\"work\",\"credits\":\"10\",\"ttl_seconds\":3600}");
    var end = settles
        ? Call.post("/v1/settle", ids + ",\"credits\":\"" + PRICE + "\"}")
        : Call.post("/v1/release", ids + '}');
    return new Job(id, reserve, end, settles, isDone(client, reserve, 201, dead) && isDone(client, end, 200, dead));
  }

  /** False if the node died before it was known. */
  private static boolean isDone(ApiClient client, Call call, int status, AtomicBoolean dead) {
    try {
      Answer answer = client.send(call);
      if (answer.status() == status) return true;
      assertEquals(503, answer.status(), answer::toString);
      return false;
    } catch (IOException _) {
      dead.set(true);
      return false;
    }
  }

  private static void check(ApiClient client, List<Job> jobs) {
    var settles = jobs.stream().filter(Job::settles).count();
    var balance = client.get("/v1/customers/acme").json();
    assertEquals(0, FUNDS.subtract(BigDecimal.valueOf(settles * PRICE))
        .compareTo(new BigDecimal(balance.path("balance").path("settled").asText())), balance::toString);
    assertEquals("0", balance.path("balance").path("reserved").asText());
    assertEquals(0, balance.path("reservations").size());
    assertEquals(jobs.size(), entries(client, "reserve"));
    assertEquals(settles, entries(client, "settle"));
    assertEquals(jobs.size() - settles, entries(client, "release"));
  }

  private static int entries(ApiClient client, String type) {
    var ids = new ArrayList<String>();
    var cursor = "";
    do {
      var page = client.get("/v1/customers/acme/ledger?limit=500&type=" + type + cursor).json();
      page.path("entries").forEach(entry -> ids.add(entry.path("reservation_id").asText()));
      cursor = page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertEquals(ids.size(), ids.stream().distinct().count(), "each reservation once");
    return ids.size();
  }
}
