package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.http.Storefront.Purchase;
import io.tollkeeper.http.Storefront.Visit;

final class StripeStorefrontTest {

  private static final CustomerKey ACME = new CustomerKey("main", "acme");
  private static final String SESSIONS = "/v1/checkout/sessions";

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final StripeStorefront storefront = new StripeStorefront(new StripeApi(
      new StripeSettings(Map.of(), false, Optional.of(ScriptedStripe.KEY), Optional.of(stripe.base()), "main")));

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void a_session_for_a_pack_names_our_customer_wherever_it_can() {
    stripe.on(SESSIONS, 200, "{\"id\":\"cs_1\",\"url\":\"https://checkout.example/cs_1\"}");
    assertEquals(new Visit.Page("cs_1", "https://checkout.example/cs_1"), buy(Purchase.Item.PACK, "k", false));
    var fields = stripe.requests().getFirst().fields();
    assertEquals(Map.ofEntries(Map.entry("mode", "payment"), Map.entry("client_reference_id", "acme"),
        Map.entry("customer_creation", "always"), Map.entry("line_items[0][price]", "price_1"),
        Map.entry("line_items[0][quantity]", "2"), Map.entry("metadata[customer]", "acme"),
        Map.entry("metadata[pack]", "gold"), Map.entry("metadata[quantity]", "2"),
        Map.entry("payment_intent_data[metadata][tollkeeper_customer]", "acme"),
        Map.entry("success_url", "https://shop.example/ok")), fields);
  }

  @Test
  void a_session_for_a_plan_names_it_in_the_subscription() {
    stripe.on(SESSIONS, 200, "{\"id\":\"cs_1\",\"url\":\"https://checkout.example/cs_1\"}");
    buy(Purchase.Item.PLAN, "k", true);
    var fields = stripe.requests().getFirst().fields();
    assertEquals("subscription", fields.get("mode"));
    assertEquals("acme", fields.get("subscription_data[metadata][tollkeeper_customer]"));
    assertEquals("gold", fields.get("metadata[plan]"));
    assertEquals("cus_1", fields.get("customer"));
    assertNull(fields.get("customer_creation"));
  }

  @Test
  void a_key_of_the_caller_becomes_one_of_ours() {
    stripe.on(SESSIONS, 200, "{\"id\":\"cs_1\",\"url\":\"https://checkout.example/cs_1\"}");
    buy(Purchase.Item.PACK, "k1", false);
    buy(Purchase.Item.PACK, "k1", false);
    buy(Purchase.Item.PACK, "k2", false);
    var keys = stripe.requests().stream().map(ScriptedStripe.Request::idempotencyKey).toList();
    assertTrue(keys.getFirst().startsWith("tk-checkout-"), keys::toString);
    assertEquals(keys.get(0), keys.get(1));
    assertNotEquals(keys.get(0), keys.get(2));
  }

  @Test
  void what_goes_wrong_is_told_by_what_a_repeat_would_come_to() {
    assertEquals(new Visit.Refused("resource_missing"), buy(Purchase.Item.PACK, "k", false));
    stripe.on(SESSIONS, 400, "{\"error\":{\"type\":\"idempotency_error\"}}");
    assertEquals(new Visit.Reused(), buy(Purchase.Item.PACK, "k", false));
    stripe.breakDown(500);
    assertEquals(new Visit.Unavailable(), buy(Purchase.Item.PACK, "k", false));
  }

  @Test
  void the_portal_is_opened_for_the_payer() {
    stripe.on("/v1/billing_portal/sessions", 200, "{\"id\":\"bps_1\",\"url\":\"https://billing.example/p\"}");
    assertEquals(new Visit.Page("bps_1", "https://billing.example/p"),
        storefront.portal(ACME, "cus_1", Optional.of("https://shop.example")).toCompletableFuture().join());
    assertEquals(Map.of("customer", "cus_1", "return_url", "https://shop.example"),
        stripe.requests().getFirst().fields());
  }

  private Visit buy(Purchase.Item item, String key, boolean known) {
    return storefront.checkout(new Purchase(ACME, known ? Optional.of("cus_1") : Optional.empty(), item, "gold",
        "price_1", 2, "https://shop.example/ok", Optional.empty(), key)).toCompletableFuture().join();
  }
}
