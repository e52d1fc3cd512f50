package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.stripe.StripeDouble;

/** A day on which no event came, and then a reconciliation, is a day on which all events came. */
final class OutageIT {

  private static final String HEARD = "acme";
  private static final String UNHEARD = "bolt";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANY = 10;

  private final Scene scene = Scene.open();

  @TempDir
  private Path directory;

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void a_day_of_outage_followed_by_reconciliation_equals_a_day_without_outage() {
    var setup = NodeSetup.in(directory).with("STRIPE_API_KEY", StripeDouble.KEY)
        .with("STRIPE_API_BASE", scene.stripe().base());
    try (var node = WholeNode.start(setup, Shop.TOLD)) {
      Shop.publish(node.api());
      Stream.of(HEARD, UNHEARD).forEach(customer -> Shop.welcome(node.api(), customer));
      var subscriptions = List.of(scene.at("2026-11-19").with(HEARD).subscribe(), scene.with(UNHEARD).subscribe());
      deliver(node, 0);
      assertEquals(end(node, HEARD).summary(), end(node, UNHEARD).summary());

      var day = scene.stripe().events().count();
      Stories.day(scene.with(HEARD), subscriptions.getFirst());
      deliver(node, day);
      var missed = scene.stripe().events().count();
      Stories.day(scene.with(UNHEARD), subscriptions.getLast());
      var heard = end(node, HEARD);
      // 100 of welcome; of the renewal's 100 a quarter was refunded, and all that is left is changed for 300 of max; packs of 200,
      // 100 and 100, of which one is disputed.
      assertEquals("settled 800 debt 0 frozen 100; 200-0 100-0 100-0 100-0 100-100 300-0; "
          + "chat plan:max until 2027-01-19T00:00:00Z, image plan:max until 2027-01-19T00:00:00Z, "
          + "work plan:max until 2027-01-19T00:00:00Z; max until 2027-01-19T00:00:00Z active", heard.summary());
      assertNotEquals(heard.summary(), end(node, UNHEARD).summary());

      var report = reconcile(node);
      assertFalse(report.path("differences").isEmpty(), report::toString);
      Await.until(() -> end(node, UNHEARD).summary() + " is not " + heard.summary(), PATIENCE,
          () -> end(node, UNHEARD).summary().equals(heard.summary()));
      System.out.printf("outage: %d events missed, %d differences found%n",
          scene.stripe().events().count() - missed, report.path("differences").size());
      assertEquals(heard, end(node, HEARD));
      assertEquals(List.of(), reconcile(node).path("differences").valueStream().toList());
    }
  }

  private void deliver(WholeNode node, int mark) {
    var states = new LinkedHashMap<String, String>();
    scene.stripe().events().since(mark).forEach(event -> states.put(WholeNode.id(event), node.deliver(event)));
    states.forEach(node::awaitOver);
  }

  private static EndState end(WholeNode node, String customer) {
    return EndState.read(node.api(), customer, UnaryOperator.identity());
  }

  /** Asks until the report is there. */
  private static JsonNode reconcile(WholeNode node) {
    for (var tries = 1;; tries++) {
      var answer = node.api().askPatiently(new Call("POST", "/v1/stripe/reconcile", "", Map.of()));
      if (answer.status() == 200 || tries == MANY) return answer.expect(200).json();
      assertEquals(202, answer.status(), answer::body);
    }
  }
}
