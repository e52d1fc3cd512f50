package io.tollkeeper.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Ports;
import io.tollkeeper.config.kit.Postgres;

/** What a node measures, and where it shows it. */
final class MetricsIT {

  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);

  @TempDir
  private Path directory;

  private final int management = Ports.free();

  @Test
  void a_single_node_shows_it_on_both_its_ports() {
    try (var node = NodeProcess.ready(
        NodeSetup.in(directory).with("TOLLKEEPER_MANAGEMENT_PORT", Integer.toString(management)))) {
      for (var client : new ApiClient[] {node.client(), managed()})
        Await.until("the events are counted", COUNTED_WITHIN, () -> client.get("/metrics").body()
            .contains("tollkeeper_stripe_events{state=\"parked\",tenant=\"shop\"} 0.0"));
      var signed = Call.post("/v1/stripe/webhook", "{}");
      assertEquals(400, node.client().ask(signed).status());
      assertTrue(managed().get("/metrics").body()
          .contains("tollkeeper_stripe_webhooks_total{result=\"invalid_signature\"} 1.0"));
    }
  }

  @Test
  void a_node_of_a_cluster_shows_it_to_those_who_operate_it_alone() {
    var port = Integer.toString(Ports.free());
    var setup = Postgres.server().database(NodeSetup.in(directory)).with("TOLLKEEPER_CLUSTER", "static")
        .with("TOLLKEEPER_SEED_NODES", "127.0.0.1:" + port).with("TOLLKEEPER_CLUSTER_PORT", port)
        .with("TOLLKEEPER_MANAGEMENT_PORT", Integer.toString(management));
    try (var node = NodeProcess.ready(setup)) {
      assertEquals(404, node.client().status("/metrics"));
      assertTrue(managed().get("/metrics").body().contains("jvm_memory_used_bytes{"));
    }
  }

  private ApiClient managed() {
    return new ApiClient(URI.create("http://127.0.0.1:" + management), NodeSetup.KEY);
  }
}
