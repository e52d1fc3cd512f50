package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.Test;

class GrantsTest extends ApiServerTest {

  @Test
  void a_grant_is_given_once() {
    var acme = customer();
    var body =
        "{'grant_id':'g1','credits':'1000','kind':'promotional','priority':1,'expires_after':'P90D','features':['image'],'reason':'welcome'}";
    var first = grant(acme, body);
    assertEquals(201, first.status());
    assertEquals(json(acme,
        "{'grant':{'grant_id':'g1','credits':'1000','left':'1000','held':'0','kind':'promotional','priority':1,'effective_at':'2026-11-22T14:00:00Z',"
            + "'expires_at':'2027-02-20T14:00:00Z','features':['image'],'source':'api','status':'active'},"
            + "'balance':{'settled':'1000','reserved':'0','frozen':'0','available':'1000','debt':'0'},'seq':1,'at':'2026-11-22T14:00:00Z'}"),
        first.text());
    grant(acme, "{'grant_id':'g2','credits':1}");
    var repeat = grant(acme, body);
    assertEquals(201, repeat.status());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals(first.text(), repeat.text());
    assertEquals("1001", server.get("/v1/customers/" + acme + "/balance").at("/settled"));
  }

  @Test
  void a_grant_that_starts_later_is_scheduled() {
    var acme = customer();
    var answer = grant(acme, "{'grant_id':'g1','credits':5,'effective_at':'2026-12-01T00:00:00Z'}");
    assertEquals("scheduled", answer.at("/grant/status"));
    assertEquals("0", answer.at("/balance/settled"));
    assertEquals("0", answer.at("/seq"));
  }

  @Test
  void voiding_a_grant_ends_it_and_may_be_repeated() {
    var acme = customerWith("50");
    var path = "/v1/customers/" + acme + "/grants/g1/void";
    var answer = server.post(path, "{\"reason\":\"a mistake\"}");
    assertEquals(200, answer.status());
    assertEquals(
        "{\"grant_id\":\"g1\",\"status\":\"ended\",\"balance\":{\"settled\":\"0\",\"reserved\":\"0\",\"frozen\":\"0\",\"available\":\"0\",\"debt\":\"0\"},"
            + "\"seq\":2,\"at\":\"2026-11-22T14:00:00Z\"}",
        answer.text());
    assertEquals(answer.text(), server.post(path, "{}").text());
    assertEquals(200,
        server.send(server.request(path, ApiServer.ADMIN).POST(HttpRequest.BodyPublishers.noBody())).status());
  }

  @Test
  void a_grant_that_the_service_has_named_can_be_voided() {
    var acme = customer();
    server.post("/v1/customers/" + acme + "/adjustments", "{\"adjustment_id\":\"a1\",\"credits\":5}");
    assertEquals(200, server.post("/v1/customers/" + acme + "/grants/tk:adjustment:a1/void", "{}").status());
    var path = "/v1/customers/" + acme + "/grants/stripe:" + "x".repeat(248);
    assertEquals(404, server.post(path + "/void", "{}").status());
    assertEquals("invalid_id", server.post(path + "x/void", "{}").at("/code"));
    assertEquals("invalid_id",
        server.post("/v1/customers/" + acme + "/grants/stripe:" + "x".repeat(200) + "%20/void", "{}").at("/code"));
    assertEquals("invalid_id",
        server.post("/v1/customers/" + acme + "/grants/" + "x".repeat(129) + "/void", "{}").at("/code"));
  }

  @Test
  void adjustments_go_up_and_down_once_each() {
    var acme = customerWith("10");
    var up = adjust(acme, "{'adjustment_id':'a1','credits':'2.5','reason':'sorry'}");
    assertEquals(200, up.status());
    assertEquals(
        "{\"adjustment_id\":\"a1\",\"credits\":\"2.5\",\"balance\":{\"settled\":\"12.5\",\"reserved\":\"0\",\"frozen\":\"0\",\"available\":\"12.5\",\"debt\":\"0\"},"
            + "\"draws\":[{\"grant\":\"tk:adjustment:a1\",\"amount\":\"2.5\"}],\"seq\":2,\"at\":\"2026-11-22T14:00:00Z\"}",
        up.text());
    var down = adjust(acme, "{'adjustment_id':'a2','credits':-12}");
    assertEquals("-12", down.at("/credits"));
    assertEquals("0.5", down.at("/balance/settled"));
    assertEquals(up.text(), adjust(acme, "{'reason':'sorry','credits':2.50,'adjustment_id':'a1'}").text());
    assertEquals("true", adjust(acme, "{'adjustment_id':'a2','credits':'-12'}").header("Idempotent-Replayed"));
    assertEquals(422, adjust(acme, "{'adjustment_id':'a2','credits':'12'}").status());
  }

  private ApiServer.Answer grant(String customer, String body) {
    return server.post("/v1/customers/" + customer + "/grants", json(customer, body));
  }

  private ApiServer.Answer adjust(String customer, String body) {
    return server.post("/v1/customers/" + customer + "/adjustments", json(customer, body));
  }
}
