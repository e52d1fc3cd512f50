package io.tollkeeper.config.stripe.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollkeeper.config.Node;
import io.tollkeeper.config.Settings;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.stripe.Delivery;

/** A whole node inside of this process, so that its time can be that of the stories. */
final class WholeNode implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> OVER = Set.of("applied", "ignored");
  private static final int START_SECONDS = 60;
  // Its database knows what time it is really.
  private static final Settings.ClockLimits ANY_TIME =
      new Settings.ClockLimits(Duration.ofDays(36_500), Duration.ofDays(36_500));

  private final Node node;
  private final ApiClient api;
  private final Delivery delivery;

  private WholeNode(Node node, ApiClient api, Delivery delivery) {
    this.node = node;
    this.api = api;
    this.delivery = delivery;
  }

  /** Starts one whose clock goes on from then. */
  static WholeNode start(NodeSetup setup, Instant now) {
    return start(setup, Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now)));
  }

  /** Starts one that has this clock. */
  static WholeNode start(NodeSetup setup, Clock clock) {
    var node = Node.start(atAnyTime(Settings.load(setup.environment())), clock);
    try {
      node.ready().toCompletableFuture().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    } catch (RuntimeException e) {
      node.stop();
      throw e;
    }
    var webhook = setup.base().resolve("/v1/stripe/webhook");
    return new WholeNode(node, setup.client(), new Delivery(webhook, NodeSetup.WEBHOOK_SECRET, clock));
  }

  ApiClient api() {
    return api;
  }

  /** Delivers an event, really signed: the state that it is in then. */
  String deliver(String event) {
    return api.ask(new Call("POST", "/v1/stripe/webhook", event,
        Map.of("Content-Type", "application/json", "Stripe-Signature", delivery.signature(event))))
        .expect(200).json().path("state").asText();
  }

  /** Waits until an event has had its effect. */
  void awaitOver(String id, String state) {
    if (OVER.contains(state)) return;
    Await.until(() -> "over: " + show(id), PATIENCE, () -> OVER.contains(show(id).path("state").asText()));
  }

  /** The id of an event. */
  static String id(String event) {
    return parse(event).path("id").asText();
  }

  /** The type of an event. */
  static String type(String event) {
    return parse(event).path("type").asText();
  }

  /** When it happened what an event tells of. */
  static Instant created(String event) {
    return Instant.ofEpochSecond(parse(event).path("created").asLong());
  }

  private static JsonNode parse(String event) {
    try {
      return JSON.readTree(event);
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    node.stop();
  }

  private JsonNode show(String event) {
    return api.askPatiently(Call.get("/v1/stripe/events/" + event)).expect(200).json();
  }

  private static Settings atAnyTime(Settings from) {
    return new Settings(from.config(), from.http(), from.database(), from.dataDir(), from.keys(), from.stripe(),
        from.stripeSweep(), from.stripeReconcile(), from.cluster(), from.customers(), from.api(), ANY_TIME);
  }
}
