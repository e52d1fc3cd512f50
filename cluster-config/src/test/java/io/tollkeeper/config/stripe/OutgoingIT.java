package io.tollkeeper.config.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Await;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;

/** A whole node and its Stripe: what is bought on pages that the node opens reaches the customers, also when Stripe is not heard. */
final class OutgoingIT {

  private static final String CATALOGUE = """
      { "features": { "chat": { "kind": "metered", "cost": 1 } },
        "packs": { "small": { "stripe_prices": ["price_small"], "credits": 100 } } }
      """;

  private final StripeDouble stripe = new StripeDouble(Clock.systemUTC());

  @TempDir
  private Path directory;

  @BeforeEach
  void sell() {
    stripe.sales().price("price_small", 1000);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void what_was_bought_reaches_the_customer_by_events_or_by_reconciliation() {
    var setup = NodeSetup.in(directory).with("STRIPE_API_KEY", StripeDouble.KEY)
        .with("STRIPE_API_BASE", stripe.base());
    try (var node = NodeProcess.ready(setup)) {
      var api = setup.client();
      api.ask(Call.put("/v1/catalogue", CATALOGUE)).expect(201);
      api.ask(Call.put("/v1/customers/acme", "{}")).expect(201);
      var delivery = new Delivery(setup.base().resolve("/v1/stripe/webhook"), NodeSetup.WEBHOOK_SECRET,
          Clock.systemUTC());

      stripe.sales().pay(checkout(api, "first"));
      stripe.events().all().forEach(event -> assertEquals(200, delivery.deliver(event)));
      awaitCredits(api, "200");

      // A day on which no event came.
      stripe.sales().pay(checkout(api, "second"));
      var dry = reconcile(api, "?dry_run=true");
      assertEquals(List.of("missed false"), sessions(dry));
      assertEquals("200", credits(api));
      assertEquals(List.of("missed true"), sessions(reconcile(api, "")));
      awaitCredits(api, "400");
      assertEquals(List.of(), sessions(reconcile(api, "")));

      stripe.faults().down();
      var away = reconcile(api, "");
      assertTrue(away.path("incomplete").asBoolean(), away::toString);
      assertEquals("unavailable", api.ask(order("third")).code());
      stripe.faults().up();
      assertFalse(reconcile(api, "").path("incomplete").asBoolean());
      assertTrue(node.isAlive());
    }
  }

  @Test
  void the_portal_opens_for_who_is_known_at_stripe() {
    var setup = NodeSetup.in(directory).with("STRIPE_API_KEY", StripeDouble.KEY)
        .with("STRIPE_API_BASE", stripe.base());
    try (var _ = NodeProcess.ready(setup)) {
      var api = setup.client();
      var payer = stripe.sales().customer(Map.of());
      api.ask(Call.put("/v1/customers/acme", "{\"stripe_customer_id\":\"" + payer + "\"}")).expect(201);
      var url = api.ask(Call.post("/v1/customers/acme/portal", "{}")).expect(200).json().path("url").asText();
      assertTrue(url.startsWith("https://billing.stripe.com/"), url);
      api.ask(Call.put("/v1/customers/acme", "{\"stripe_customer_id\":\"cus_unknown\"}")).expect(200);
      assertEquals("stripe_refused", api.ask(Call.post("/v1/customers/acme/portal", "{}")).expect(502).code());
    }
  }

  /** Opens a page for two packs, twice, as who never got the first answer does; the session. */
  private static String checkout(ApiClient api, String key) {
    var session = session(api.ask(order(key)).expect(200));
    assertEquals(session, session(api.ask(order(key)).expect(200)));
    return session;
  }

  private static String session(Answer answer) {
    return answer.json().path("session").asText();
  }

  private static Call order(String key) {
    return new Call("POST", "/v1/customers/acme/checkout",
        "{\"pack\":\"small\",\"quantity\":2,\"success_url\":\"https://shop.example/ok\"}",
        Map.of("Content-Type", "application/json", "Idempotency-Key", key));
  }

  /** Asks until the report is there. */
  private static JsonNode reconcile(ApiClient api, String query) {
    for (var tries = 1;; tries++) {
      var answer = api.askPatiently(new Call("POST", "/v1/stripe/reconcile" + query, "", Map.of()));
      if (answer.status() == 200 || tries == 10) return answer.expect(200).json();
      assertEquals(202, answer.status(), answer::body);
    }
  }

  private static List<String> sessions(JsonNode report) {
    return report.path("differences").valueStream()
        .filter(difference -> difference.path("type").asText().equals("checkout.session.completed"))
        .map(difference -> difference.path("kind").asText() + " " + difference.path("repaired").asText()).toList();
  }

  private static String credits(ApiClient api) {
    return api.get("/v1/customers/acme/balance").json().path("settled").asText();
  }

  private static void awaitCredits(ApiClient api, String amount) {
    Await.until(() -> credits(api) + " are not " + amount, Duration.ofSeconds(20), () -> credits(api).equals(amount));
  }
}
