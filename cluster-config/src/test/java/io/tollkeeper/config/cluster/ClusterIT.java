package io.tollkeeper.config.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.ledger.Attempt;
import io.tollkeeper.config.ledger.Attempt.Result;
import io.tollkeeper.config.ledger.Load;
import io.tollkeeper.config.ledger.Operations;
import io.tollkeeper.config.ledger.Proof;
import io.tollkeeper.config.ledger.Recorder;

/** Three nodes: first all of them, then two after a kill, then one after a stop. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterIT {

  private static final int CUSTOMERS = 30;
  private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);
  // Detection takes about 5 s, certainty 7 s, moving the customers the rest; the machine may be busy.
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(60);
  private static final Duration CATALOGUE_WITHIN = Duration.ofSeconds(1);

  @TempDir
  private static Path directory;

  private static Nodes nodes;

  private final List<String> customers = Proof.customers("acme", CUSTOMERS);

  @BeforeAll
  static void start() {
    nodes = Nodes.start(3, directory);
    nodes.client(0).ask(Operations.catalogue()).expect(201);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Test
  @Order(1)
  void a_catalogue_published_on_one_node_is_in_force_on_the_others_within_a_second() {
    var catalogue =
        "{\"features\":{\"image\":{\"kind\":\"metered\",\"cost\":{\"credits\":10}},\"work\":{\"kind\":\"metered\"},\"news\":{\"kind\":\"metered\",\"cost\":{\"credits\":1}}},"
            + "\"packs\":{\"credits_500\":{\"stripe_prices\":[\"price_500\"],\"credits\":500}}}";
    nodes.client(0).ask(Operations.customer("reader"));
    var version = nodes.client(1).ask(Call.put("/v1/catalogue", catalogue)).expect(201).json().path("version").asInt();
    for (var client : nodes.clients())
      Await.until(client + " has version " + version, CATALOGUE_WITHIN,
          // A node that has not heard of the first publication yet has none to show.
          () -> client.ask(Call.get("/v1/catalogue")).json().path("version").asInt() == version);
  }

  @Test
  @Order(2)
  void any_node_answers_for_any_customer() {
    for (var number = 0; number < 6; number++) {
      var customer = "any-" + number;
      nodes.client(number % 3).ask(Operations.customer(customer)).expect(201);
      nodes.client((number + 1) % 3).ask(Operations.grant(customer, "g", BigDecimal.valueOf(100)).call()).expect(201);
      var charge = Operations.images(customer, "u", 1).call();
      var first = nodes.client((number + 2) % 3).ask(charge).expect(200);
      for (var client : nodes.clients()) {
        var again = client.ask(charge);
        assertTrue(again.replayed());
        assertEquals(first.body(), again.body());
        assertEquals("90", client.get("/v1/customers/" + customer + "/balance").json().path("settled").asText());
      }
    }
  }

  @Test
  @Order(3)
  void customers_of_a_killed_node_are_taken_over_and_nothing_is_lost_or_doubled() {
    var recorder = new Recorder();
    Load.prepare(nodes.client(1), customers, recorder);
    var survivors = List.of(nodes.client(1), nodes.client(2));
    Duration takeOver;
    try (var _ = Load.start("kill", nodes.clients(), customers, 6, 1, recorder)) {
      var before = recorder.acknowledged();
      Await.until("there is load", LOADED_WITHIN, () -> recorder.acknowledged() - before > 300);
      // The first node is the oldest too: it decides where customers live.
      nodes.node(0).kill();
      takeOver = awaitAll(survivors, customers);
    }
    assertTrue(recorder.unknown() > 0, "the kill left nothing unknown, so nothing was proved");
    var proof = Proof.of(nodes.client(1), recorder, 1);
    System.out.printf(
        "cluster, one of three killed: all customers answered again %d ms after the kill; %d acknowledged, %d attempts without an outcome, %s%n",
        takeOver.toMillis(), recorder.acknowledged(), recorder.unknown(), proof);
  }

  @Test
  @Order(4)
  void a_node_that_is_told_to_stop_leaves_with_nothing_but_retryable_answers() {
    var recorder = new Recorder();
    var own = Proof.customers("leaving", CUSTOMERS);
    Load.prepare(nodes.client(1), own, recorder);
    var prepared = recorder.attempts().size();
    Duration takeOver;
    // All requests go to the node that stays; half of the customers live on the one that leaves.
    try (var _ = Load.start("leave", List.of(nodes.client(2)), own, 4, 1, recorder)) {
      Await.until("there is load", LOADED_WITHIN, () -> recorder.attempts().size() - prepared > 200);
      assertEquals(0, nodes.node(1).stop());
      takeOver = awaitAll(List.of(nodes.client(2)), own);
    }
    assertEquals(List.of(), nodes.node(1).complaints());
    var unknown = recorder.attempts().stream().map(Attempt::result).filter(Result.Unknown.class::isInstance)
        .collect(Collectors.toSet());
    assertTrue(unknown.isEmpty() || unknown.equals(Set.of(new Result.Unknown("503 unavailable"))),
        () -> "not retryable: " + unknown);
    var proof = Proof.of(nodes.client(2), recorder, 1);
    System.out.printf(
        "cluster, one of two stopped: all customers answered %d ms after its end; %d acknowledged, %d answered 503, %s%n",
        takeOver.toMillis(), recorder.acknowledged(), recorder.unknown(), proof);
  }

  /** Waits until every customer can be reached through each of these nodes, and says how long that took. */
  private static Duration awaitAll(List<ApiClient> clients, List<String> customers) {
    var start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var served = new ArrayList<Future<Duration>>();
      for (var customer : customers)
        for (var client : clients)
          served.add(threads.submit(() -> Await.until(client + " serves " + customer, TAKEN_OVER_WITHIN,
              () -> client.status("/v1/customers/" + customer) == 200)));
      for (var one : served)
        one.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
