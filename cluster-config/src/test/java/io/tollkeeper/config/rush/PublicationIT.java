package io.tollkeeper.config.rush;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.ledger.Operations;

/** Prices change again and again while customers spend: nothing is lost or doubled, and each charge is on exactly one version. */
final class PublicationIT {

  private static final List<String> CUSTOMERS = List.of("one", "two", "three", "four");
  private static final int PUBLICATIONS = 8;
  private static final BigDecimal FUNDS = BigDecimal.valueOf(10_000_000);
  private static final Duration SPENT_WITHIN = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void each_charge_is_at_the_price_of_exactly_one_version() {
    try (var node = NodeProcess.ready(NodeSetup.in(directory))) {
      var client = node.client();
      var first = publish(client, 1);
      for (var customer : CUSTOMERS) {
        client.ask(Operations.customer(customer)).expect(201);
        client.ask(Operations.grant(customer, "g", FUNDS).call()).expect(201);
      }
      spendWhilePublishing(client);
      var versions = new HashSet<Integer>();
      for (var customer : CUSTOMERS)
        check(client, customer, first, versions);
      assertEquals(Set.of(), acknowledged, "acknowledged, but not in a ledger");
      assertTrue(versions.size() >= PUBLICATIONS, () -> "no charge met most of the versions: " + versions);
    }
  }

  private void spendWhilePublishing(ApiClient client) {
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var customer : CUSTOMERS)
        threads.execute(() -> {
          for (var number = 0; !done.get(); number++)
            spend(client, customer, "u" + number);
        });
      for (var price = 2; price <= PUBLICATIONS; price++) {
        var enough = acknowledged.size() + 50;
        Await.until("50 more are spent", SPENT_WITHIN, () -> acknowledged.size() >= enough);
        publish(client, price);
      }
      var enough = acknowledged.size() + 200;
      Await.until("the last price is paid", SPENT_WITHIN, () -> acknowledged.size() >= enough);
      done.set(true);
    }
  }

  private void spend(ApiClient client, String customer, String id) {
    client.ask(Call.post("/v1/consume",
        "{\"customer\":\"%s\",\"usage_id\":\"%s\",\"feature\":\"image\"}".formatted(customer, id))).expect(200);
    acknowledged.add(customer + '/' + id);
  }

  /** Publishes a price, the same number as the version from the first on, and says which version it became. */
  private static int publish(ApiClient client, int price) {
    return client.ask(Call.put("/v1/catalogue?confirm=true", """
        { "features": { "image": { "kind": "metered", "cost": { "credits": %d } } },
          "plans": { "free": { "entitlements": { "image": true } } }, "default_plan": "free" }""".formatted(price)))
        .expect(201).json().path("version").asInt();
  }

  private void check(ApiClient client, String customer, int first, Set<Integer> versions) {
    var cursor = "";
    var last = 0;
    do {
      var page = client.get("/v1/customers/" + customer + "/ledger?limit=500&type=consume" + cursor).json();
      for (var entry : page.path("entries")) {
        var version = entry.path("catalogue_version").asInt();
        versions.add(version);
        assertTrue(last == 0 || version <= last, () -> "a version came back: " + entry);
        last = version;
        assertEquals(BigDecimal.valueOf(first - version - 1L), new BigDecimal(entry.path("amount").asText()),
            entry::toString);
        assertTrue(acknowledged.remove(customer + '/' + entry.path("usage_id").asText()),
            () -> "never asked for: " + entry);
      }
      cursor = page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
  }
}
