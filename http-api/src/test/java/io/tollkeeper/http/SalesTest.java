package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.http.Storefront.Purchase;
import io.tollkeeper.http.Storefront.Visit;

/** Links to pages of the payment provider. */
class SalesTest extends ApiServerTest {

  private static final String URLS = "'success_url':'https://shop.example/ok','cancel_url':'http://shop.example/no'";

  @Override
  String catalogue() {
    return """
        features:
          image: { kind: metered, cost: 10 }
        plans:
          pro: { stripe_prices: [price_pro], entitlements: { image: { limit: 3, per: day } } }
          free: { entitlements: { image: { limit: 3, per: day } } }
        packs:
          small: { stripe_prices: [price_b, price_a], credits: 10 }
        default_plan: free
        """;
  }

  @BeforeEach
  void mend() {
    server.storefront.open = true;
    server.storefront.visit = new Visit.Page("cs_1", "https://pay.example/cs_1");
  }

  @Test
  void a_pack_is_bought_on_a_page_by_the_first_of_its_prices() {
    var acme = customer();
    var answer = checkout(acme, "{'pack':'small','quantity':3," + URLS + "}");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("https://pay.example/cs_1", answer.at("/url"));
    assertEquals("cs_1", answer.at("/session"));
    var purchase = server.storefront.purchases.getLast();
    assertEquals(acme, purchase.customer().customer());
    assertEquals(Purchase.Item.PACK, purchase.item());
    assertEquals("price_a", purchase.price());
    assertEquals(3, purchase.quantity());
    assertEquals(Optional.empty(), purchase.payer());
  }

  @Test
  void a_plan_is_bought_by_who_the_customer_is_at_stripe() {
    var acme = customer();
    server.put("/v1/customers/" + acme, "{\"stripe_customer_id\":\"cus_1\"}");
    assertEquals(200, checkout(acme, "{'plan':'pro'," + URLS + "}").status());
    var purchase = server.storefront.purchases.getLast();
    assertEquals("price_pro", purchase.price());
    assertEquals(Optional.of("cus_1"), purchase.payer());
  }

  @Test
  void what_cannot_be_sold_is_told_by_its_field() {
    var acme = customer();
    for (var wrong : List.of("{" + URLS + "} /pack", "{'pack':'small','plan':'pro'," + URLS + "} /pack",
        "{'plan':'free'," + URLS + "} /plan", "{'pack':'small'} /success_url",
        "{'pack':'small','success_url':'javascript:alert(1)'} /success_url",
        "{'pack':'small','success_url':'/ok'} /success_url",
        "{'pack':'small','success_url':'https://a.example','cancel_url':'ftp://a.example'} /cancel_url",
        "{'pack':'small','quantity':0," + URLS + "} /quantity")) {
      var space = wrong.lastIndexOf(' ');
      var answer = checkout(acme, wrong.substring(0, space));
      assertEquals(400, answer.status(), () -> wrong + answer.text());
      assertEquals(wrong.substring(space + 1), answer.at("/pointer"), wrong);
    }
  }

  @Test
  void who_and_what_does_not_exist_is_not_found() {
    assertEquals("customer_not_found", checkout("nobody", "{'pack':'small'," + URLS + "}").at("/code"));
    var acme = customer();
    assertEquals("pack_not_found", checkout(acme, "{'pack':'none'," + URLS + "}").at("/code"));
    var answer = checkout(acme, "{'plan':'none'," + URLS + "}");
    assertEquals("plan_not_found", answer.at("/code"));
    assertEquals(404, answer.status());
  }

  @Test
  void a_repeat_is_known_by_its_key() {
    var acme = customer();
    for (var key : List.of("k1", "k1", "", ""))
      assertEquals(200, checkout(acme, key).status());
    var keys = server.storefront.purchases.reversed().stream().limit(4).map(Purchase::repeatKey).toList().reversed();
    assertEquals(List.of("k1", "k1"), keys.subList(0, 2));
    assertNotEquals(keys.get(2), keys.get(3));
    assertEquals(400, checkout(acme, "x".repeat(256), "{'pack':'small'," + URLS + "}").status());
  }

  @Test
  void what_the_provider_says_is_passed_on_without_its_words() {
    var acme = customer();
    server.storefront.visit = new Visit.Refused("resource_missing");
    var refused = checkout(acme, "{'pack':'small'," + URLS + "}");
    assertEquals("502 stripe_refused", refused.status() + " " + refused.at("/code"));
    assertTrue(refused.at("/detail").contains("resource_missing"), refused::text);
    server.storefront.visit = new Visit.Reused();
    assertEquals("id_reused", checkout(acme, "{'pack':'small'," + URLS + "}").at("/code"));
    server.storefront.visit = new Visit.Unavailable();
    var away = checkout(acme, "{'pack':'small'," + URLS + "}");
    assertEquals("503 unavailable", away.status() + " " + away.at("/code"));
    assertEquals("1", away.header("Retry-After"));
    server.storefront.open = false;
    assertEquals("stripe_not_configured", checkout(acme, "{'pack':'small'," + URLS + "}").at("/code"));
    assertEquals("stripe_not_configured", ask("/v1/customers/$/portal".replace("$", acme), acme, "{}").at("/code"));
  }

  @Test
  void the_portal_is_for_those_who_are_known_there() {
    var acme = customer();
    var path = "/v1/customers/" + acme + "/portal";
    var unknown = ask(path, acme, "{}");
    assertEquals("409 no_stripe_customer", unknown.status() + " " + unknown.at("/code"));
    server.put("/v1/customers/" + acme, "{\"stripe_customer_id\":\"cus_9\"}");
    var answer = ask(path, acme, "{'return_url':'https://shop.example'}");
    assertEquals("https://pay.example/cus_9?back=https://shop.example", answer.at("/url"));
    assertTrue(answer.json().path("session").isMissingNode());
    assertEquals(200,
        server.send(server.request(path, ApiServer.ADMIN).POST(HttpRequest.BodyPublishers.noBody())).status());
    assertEquals("customer_not_found", ask("/v1/customers/nobody/portal", acme, "{}").at("/code"));
  }

  private ApiServer.Answer checkout(String customer, String bodyOrKey) {
    return bodyOrKey.startsWith("{")
        ? ask("/v1/customers/" + customer + "/checkout", customer, bodyOrKey)
        : checkout(customer, bodyOrKey, "{'pack':'small'," + URLS + "}");
  }

  private ApiServer.Answer checkout(String customer, String key, String body) {
    var request = server.request("/v1/customers/" + customer + "/checkout", ApiServer.ADMIN)
        .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json(customer, body)));
    return server.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }
}
