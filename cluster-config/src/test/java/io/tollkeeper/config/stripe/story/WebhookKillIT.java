package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Postgres;

/**
 * A node is killed while events of Stripe arrive, or its database is: each event that was answered with 200 has its effect, and none has
 * it twice. Longer: {@code mvn verify -pl cluster-config -am -Dtest=none -Dit.test=WebhookKillIT -Dkill.rounds=50}.
 */
final class WebhookKillIT {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
  private static final int MOST_ROUNDS = 10;
  private static final long SEED = Long.getLong("seed", 1);
  private static final int CUSTOMERS = 30;
  private static final int FLOOD = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  // What the customers notice of. These come last, so that there is much to do when a node is killed.
  private static final Set<String> HEAVY =
      Set.of("checkout.session.completed", "refund.created", "charge.refunded");
  // The 100 of welcome, and a pack of 100 of which 3 of 10 dollars were given back.
  private static final String END = "settled 170 debt 0 frozen 0; 100-30; work default:free; ";

  private final Random random = new Random(SEED);
  private final Scene scene = Scene.open();

  @TempDir
  private Path directory;

  @Test
  void what_was_acknowledged_has_its_effect_once_whenever_the_node_is_killed() {
    var setup = Postgres.server().database(NodeSetup.in(directory));
    var customers = new ArrayList<String>();
    var left = LeftBehind.NOTHING;
    var unknown = 0;
    var kills = 0;
    var node = NodeProcess.ready(setup);
    try {
      Shop.publish(node.client());
      for (var round = 1; round <= ROUNDS || (left.isLessThanAll() && round <= MOST_ROUNDS); round++) {
        kills++;
        var buyers = buyers(node.client(), "round" + round);
        customers.addAll(buyers);
        var events = events(buyers);
        var post = new Post(node, setup, events);
        var moment = events.size() / 2 + random.nextInt(events.size() / 3);
        Await.until(moment + " events have come", PATIENCE, () -> post.acknowledged().size() >= moment);
        node.kill();
        post.close();
        unknown += events.size() - post.acknowledged().size();
        left = left.plus(LeftBehind.by(setup));
        node = NodeProcess.launch(setup);
        node.awaitReady();
        awaitNone(node.client(), "received");
        for (var event : post.acknowledged())
          assertNotEquals("failed", node.client().get("/v1/stripe/events/" + WholeNode.id(event)).json()
              .path("state").asText());
        post.deliverAgain(20, node);
        awaitAllOver(node.client());
        check(node.client(), customers);
      }
    } finally {
      node.close();
      scene.close();
    }
    System.out.printf("webhooks: %d kills, %d events of which %d were unknown then, %d kept only, %d orders open%n",
        kills, customers.size() * 6, unknown, left.kept(), left.ordered());
    assertTrue(left.kept() > 0, "no kill came between keeping an event and seeing it through");
    assertTrue(left.ordered() > 0, "no kill came between an order and its acknowledgement");
  }

  @Test
  void an_event_is_refused_while_the_database_is_away_and_a_flood_of_one_counts_once() {
    var postgres = Postgres.server();
    var setup = postgres.database(NodeSetup.in(directory));
    try (var node = NodeProcess.ready(setup)) {
      Shop.publish(node.client());
      var buyers = buyers(node.client(), "away");
      var events = events(buyers);
      try (var post = new Post(node, setup, events)) {
        Await.until("events have come", PATIENCE, () -> post.acknowledged().size() >= CUSTOMERS);
        postgres.kill();
        Await.until("events are refused", PATIENCE, () -> post.refused() > 0);
        postgres.startAgain();
        node.awaitReady();
        Await.until("all events have come", PATIENCE, post::isEmpty);
        System.out.printf("database away: %d events, %d of them refused at first%n", events.size(), post.refused());
      }
      awaitAllOver(node.client());
      check(node.client(), buyers);

      var flooded = buyers(node.client(), "flood").subList(0, 1);
      try (var post = new Post(node, setup, List.of())) {
        events(flooded).forEach(event -> post.flood(event, FLOOD));
      }
      awaitAllOver(node.client());
      check(node.client(), flooded);
    } finally {
      scene.close();
    }
  }

  private static List<String> buyers(ApiClient api, String name) {
    var buyers = IntStream.range(0, CUSTOMERS).mapToObj(number -> name + '-' + number).toList();
    buyers.forEach(customer -> Shop.welcome(api, customer));
    return buyers;
  }

  /** Each buys a pack and gets a part of the money back: what Stripe tells of it. */
  private List<String> events(List<String> buyers) {
    var mark = scene.stripe().events().count();
    for (var buyer : buyers)
      scene.stripe().reversals().refund(scene.with(buyer).pack(), 300);
    var events = new ArrayList<>(scene.stripe().events().since(mark));
    Collections.shuffle(events, random);
    events.sort(Comparator.comparing(event -> HEAVY.contains(WholeNode.type(event))));
    return events;
  }

  private static void awaitAllOver(ApiClient api) {
    awaitNone(api, "received");
    awaitNone(api, "parked");
    awaitNone(api, "failed");
  }

  private static void awaitNone(ApiClient api, String state) {
    Await.until(() -> "none is " + state + ": " + in(api, state), PATIENCE,
        () -> in(api, state).equals("[]"));
  }

  private static String in(ApiClient api, String state) {
    return api.askPatiently(Call.get("/v1/stripe/events?limit=5&state=" + state)).expect(200).json().path("entries")
        .toString();
  }

  private static void check(ApiClient api, List<String> customers) {
    for (var customer : customers)
      assertEquals(END, EndState.read(api, customer, UnaryOperator.identity()).summary(), customer);
  }
}
