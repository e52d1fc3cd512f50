package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.time.Duration;

import org.junit.jupiter.api.Test;

class CustomersTest extends ApiServerTest {

  @Test
  void a_customer_is_created_once_and_then_changed() {
    var created = server.put("/v1/customers/acme", json("",
        "{'name':'Acme Ä','metadata':{'b':[1.50,{'d':null,'c':true}],'a':'x\\n'},'stripe_customer_id':'cus_1'}"));
    assertEquals(201, created.status());
    assertEquals(json("",
        "{'customer':'acme','name':'Acme Ä','metadata':{'a':'x\\n','b':[1.5,{'c':true,'d':null}]},'stripe_customer_id':'cus_1',"
            + "'created_at':'2026-11-22T14:00:00Z','plan':null,'subscriptions':[],'suspended':null,'entitlements':["
            + open("chat", "metered") + open("export", "switch") + open("image", "metered") + open("seats", "gauge")
            + open("tier", "config").replace("},", "}")
            + "],'overrides':[],'balance':{'settled':'0','reserved':'0','frozen':'0','available':'0','debt':'0'},'overdraft_left':'0','grants':[],"
            + "'next_expiry':null,'reservations':[],'runs':[],'auto_topup':null,'gauges':{},'seq':0,'at':'2026-11-22T14:00:00Z'}"),
        created.text());
    var changed = server.put("/v1/customers/acme", "{\"name\":\"Acme\"}");
    assertEquals(200, changed.status());
    assertEquals("cus_1", changed.at("/stripe_customer_id"));
    assertEquals("Acme", server.get("/v1/customers/acme").at("/name"));
  }

  private static String open(String feature, String kind) {
    return "{'feature':'" + feature + "','kind':'" + kind
        + "','value':null,'source':'open','valid_from':null,'valid_until':null,'limit':null},";
  }

  @Test
  void putting_what_already_is_books_nothing() {
    server.put("/v1/customers/same", "{\"name\":\"x\",\"metadata\":{\"a\":1}}");
    var before = server.memory.facts();
    assertEquals(200, server.put("/v1/customers/same", "{\"metadata\":{\"a\":1.0},\"name\":\"x\"}").status());
    assertEquals(200, server.put("/v1/customers/same", "{}").status());
    assertEquals(before, server.memory.facts());
  }

  @Test
  void an_empty_text_removes_the_name_and_the_link() {
    server.put("/v1/customers/gone", "{\"name\":\"x\",\"stripe_customer_id\":\"cus_9\"}");
    var answer = server.put("/v1/customers/gone", "{\"name\":\"\",\"stripe_customer_id\":\"\"}");
    assertEquals("", answer.at("/name"));
    assertTrue(answer.json().path("stripe_customer_id").isNull());
  }

  @Test
  void a_customer_needs_no_body() {
    var answer =
        server.send(server.request("/v1/customers/bare", ApiServer.ADMIN).PUT(HttpRequest.BodyPublishers.noBody()));
    assertEquals(201, answer.status(), answer::text);
  }

  @Test
  void an_id_is_decoded_once() {
    assertEquals(201, server.put("/v1/customers/a%40b%3Ac", "{}").status());
    assertEquals("a@b:c", server.get("/v1/customers/a@b:c").at("/customer"));
  }

  @Test
  void a_customer_that_does_not_exist_is_not_found() {
    for (var path : new String[] {"", "/balance", "/ledger", "/balance?seq=0", "/balance?at=2026-11-22T14:00:00Z"}) {
      var answer = server.get("/v1/customers/nobody" + path);
      assertEquals(404, answer.status());
      assertEquals("customer_not_found", answer.at("/code"));
    }
  }

  @Test
  void the_balance_lists_grants_in_the_order_in_which_they_will_be_spent() {
    var acme = customer();
    grant(acme, "{'grant_id':'later','credits':5,'effective_at':'2026-12-01T00:00:00+01:00'}");
    grant(acme, "{'grant_id':'paid','credits':100}");
    grant(acme,
        "{'grant_id':'promo','credits':'10.5','kind':'promotional','expires_at':'2027-01-01T00:00:00Z','features':['image','chat']}");
    var answer = server.get("/v1/customers/" + acme + "/balance");
    assertEquals(200, answer.status());
    assertEquals(json(acme,
        "{'customer':'$','settled':'110.5','reserved':'0','frozen':'0','available':'110.5','debt':'0','overdraft_left':'0',"
            + "'next_expiry':{'at':'2027-01-01T00:00:00Z','amount':'10.5'},'grants':["
            + "{'grant_id':'promo','credits':'10.5','left':'10.5','held':'0','kind':'promotional','priority':10,'effective_at':'2026-11-22T14:00:00Z',"
            + "'expires_at':'2027-01-01T00:00:00Z','features':['chat','image'],'source':'api','status':'active'},"
            + "{'grant_id':'paid','credits':'100','left':'100','held':'0','kind':'paid','priority':10,'effective_at':'2026-11-22T14:00:00Z','expires_at':null,"
            + "'features':[],'source':'api','status':'active'},"
            + "{'grant_id':'later','credits':'5','left':'5','held':'0','kind':'paid','priority':10,'effective_at':'2026-11-30T23:00:00Z','expires_at':null,"
            + "'features':[],'source':'api','status':'scheduled'}],'seq':2,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
  }

  @Test
  void the_balance_of_the_past_is_still_known() {
    try (var other = new ApiServer()) {
      other.put("/v1/customers/acme", "{}");
      other.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":10}");
      other.clock.pass(Duration.ofHours(1));
      other.post("/v1/customers/acme/grants", "{\"grant_id\":\"g2\",\"credits\":20}");
      assertEquals("30", other.get("/v1/customers/acme/balance").at("/settled"));
      assertEquals("10", other.get("/v1/customers/acme/balance?seq=1").at("/settled"));
      assertEquals("0", other.get("/v1/customers/acme/balance?seq=0").at("/settled"));
      assertEquals("10", other.get("/v1/customers/acme/balance?at=2026-11-22T14:59:59.999Z").at("/settled"));
      assertEquals("30", other.get("/v1/customers/acme/balance?at=2026-11-22T16:00:00%2B01:00").at("/settled"));
      assertEquals(404, other.get("/v1/customers/acme/balance?at=2026-11-22T13:00:00Z").status());
    }
  }

  private void grant(String customer, String body) {
    assertEquals(201, server.post("/v1/customers/" + customer + "/grants", json(customer, body)).status());
  }
}
