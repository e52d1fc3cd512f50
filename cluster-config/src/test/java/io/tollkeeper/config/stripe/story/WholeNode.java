package io.tollkeeper.config.stripe.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.tollkeeper.config.Node;
import io.tollkeeper.config.Settings;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.stripe.Delivery;

/** A whole node inside of this process, so that its time can be that of the stories. */
final class WholeNode implements AutoCloseable {

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
    var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
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

  @Override
  public void close() {
    node.stop();
  }

  private static Settings atAnyTime(Settings from) {
    return new Settings(from.config(), from.http(), from.database(), from.dataDir(), from.keys(), from.stripe(),
        from.stripeSweep(), from.stripeReconcile(), from.cluster(), from.customers(), from.api(), ANY_TIME);
  }
}
