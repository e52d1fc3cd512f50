package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Credits that are bought by themselves when they run low. */
class TopUpTest extends ApiServerTest {

  @Test
  void a_customer_shows_how_it_is_topped_up_until_that_is_taken_back() {
    var acme = customerWith("1000");
    var before = server.get("/v1/customers/" + acme).json();
    assertTrue(before.path("auto_topup").isNull(), before::toString);
    assertTrue(before.path("subscriptions").isEmpty(), before::toString);
    var put = put(acme, "{'threshold':'100','pack':'credits_10k','max_per_period':3}");
    assertEquals(200, put.status(), put::text);
    assertEquals("{\"threshold\":\"100\",\"pack\":\"credits_10k\",\"max_per_period\":3,\"pending\":null,"
        + "\"declined\":0,\"not_before\":null}", put.json().path("auto_topup").toString());
    assertEquals(200, put(acme, "{'threshold':'100','pack':'credits_10k','max_per_period':3}").status());
    assertTrue(delete(path(acme)).json().path("auto_topup").isNull());
    assertEquals(200, delete(path(acme)).status());
  }

  @Test
  void what_cannot_be_bought_is_refused() {
    var acme = customer();
    var unknown = put(acme, "{'threshold':'100','pack':'other','max_per_period':3}");
    assertEquals("404 pack_not_found", unknown.status() + " " + unknown.at("/code"));
    var nobody = put("nobody", "{'threshold':'100','pack':'credits_10k','max_per_period':3}");
    assertEquals("404 customer_not_found", nobody.status() + " " + nobody.at("/code"));
    for (var body : new String[] {"{}", "{'threshold':'100','pack':'credits_10k'}",
      "{'threshold':'100','pack':'credits_10k','max_per_period':0}",
      "{'threshold':'-1','pack':'credits_10k','max_per_period':1}",
      "{'threshold':'1','pack':'credits_10k','max_per_period':1,'more':1}"})
      assertEquals(400, put(acme, body).status(), body);
  }

  private ApiServer.Answer put(String customer, String body) {
    return server.put(path(customer), body.replace('\'', '"'));
  }

  private static String path(String customer) {
    return "/v1/customers/" + customer + "/auto_topup";
  }
}
