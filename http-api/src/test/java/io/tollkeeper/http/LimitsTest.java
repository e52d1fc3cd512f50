package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plan limits, and what it lets a customer owe. */
class LimitsTest {

  private static final String CATALOGUE = """
      features:
        image:  { kind: metered, cost: 10 }
        chat:   { kind: metered }
        export: { kind: switch }
        seats:  { kind: gauge }
      plans:
        free:
          entitlements:
            image: { limit: 3, per: day }
            chat:  { limit: [ { limit: 2, per: minute }, { limit: 5, per: lifetime } ] }
            seats: 2
          overdraft: 15
      default_plan: free
      """;

  private final ApiServer server = new ApiServer();

  @BeforeEach
  void a_customer_with_100() {
    assertEquals(201, server.putYaml("/v1/catalogue", CATALOGUE).status());
    server.put("/v1/customers/acme", "{}");
    server.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":100}");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_decision_tells_the_limit_and_a_refusal_when_to_try_again() {
    assertEquals("{'limit':'3','used':'1','window':'day','resets_at':'2026-11-23T00:00:00Z'}",
        limit(consume("u1", "image", "")));
    assertEquals("{'limit':'3','used':'1','window':'day','resets_at':'2026-11-23T00:00:00Z'}",
        limit(post("/v1/authorize", "{'customer':'acme','feature':'image'}")));
    var refused = consume("u2", "image", ",'quantity':3");
    assertEquals(429, refused.status());
    assertEquals("limit_exceeded", refused.at("/code"));
    assertEquals("{'limit':'3','used':'1','window':'day','resets_at':'2026-11-23T00:00:00Z'}", limit(refused));
    assertEquals("36000", refused.header("Retry-After"));
    assertEquals("limit", refused.at("/denied_by/rule"));
    assertEquals("acme", refused.at("/denied_by/id"));
    var denied = post("/v1/authorize", "{'customer':'acme','feature':'image','quantity':3}");
    assertEquals(200, denied.status());
    assertEquals("limit_exceeded", denied.at("/code"));
    assertEquals("", denied.header("Retry-After"));
  }

  @Test
  void a_rate_is_told_to_the_second() {
    consume("u1", "chat", ",'quantity':2");
    var refused = consume("u2", "chat", "");
    assertEquals(429, refused.status());
    assertEquals("rate_limited", refused.at("/code"));
    assertEquals("rate", refused.at("/denied_by/rule"));
    assertEquals("60", refused.header("Retry-After"));
    server.clock.pass(Duration.ofMillis(59_500));
    assertEquals("1", consume("u2", "chat", "").header("Retry-After"));
    server.clock.pass(Duration.ofMillis(500));
    assertEquals(200, consume("u2", "chat", "").status());
  }

  @Test
  void a_limit_that_never_resets_is_told_without_a_time() {
    consume("u1", "chat", ",'quantity':2");
    server.clock.pass(Duration.ofMinutes(1));
    consume("u2", "chat", ",'quantity':2");
    server.clock.pass(Duration.ofMinutes(1));
    var refused = consume("u3", "chat", ",'quantity':2");
    assertEquals("limit_exceeded", refused.at("/code"));
    assertEquals("{'limit':'5','used':'4','window':'lifetime','resets_at':null}", limit(refused));
    assertEquals("", refused.header("Retry-After"));
  }

  @Test
  void what_is_reserved_counts_at_once_and_comes_back_with_a_release() {
    assertEquals("{'limit':'3','used':'3','window':'day','resets_at':'2026-11-23T00:00:00Z'}",
        limit(post("/v1/reserve", "{'customer':'acme','reservation_id':'r1','feature':'image','quantity':3}")));
    assertEquals(429, consume("u1", "image", "").status());
    assertEquals(429, post("/v1/reserve", "{'customer':'acme','reservation_id':'r2','feature':'image'}").status());
    post("/v1/release", "{'customer':'acme','reservation_id':'r1'}");
    assertEquals(200, consume("u1", "image", "").status());
  }

  @Test
  void what_no_plan_gives_is_not_entitled() {
    for (var refused : new ApiServer.Answer[] {consume("u1", "export", ""),
      post("/v1/reserve", "{'customer':'acme','reservation_id':'r1','feature':'export'}")}) {
      assertEquals(403, refused.status());
      assertEquals("not_entitled", refused.at("/code"));
      assertEquals("entitlement", refused.at("/denied_by/rule"));
    }
  }

  @Test
  void what_is_borrowed_is_owed() {
    var answer = consume("u1", "image", ",'credits':110,'on_insufficient':'overdraft'");
    assertEquals("110", answer.at("/charged"));
    assertEquals("10", answer.at("/balance/debt"));
    assertEquals("5", server.get("/v1/customers/acme/balance").at("/overdraft_left"));
    assertEquals("5", server.get("/v1/customers/acme").at("/overdraft_left"));
    assertTrue(server.get("/v1/customers/acme/balance?seq=2").json().path("overdraft_left").isMissingNode());
    assertEquals(402, consume("u2", "image", ",'credits':6,'on_insufficient':'overdraft'").status());
  }

  @Test
  void a_gauge_is_set_and_moved() {
    var set = gauge("{'usage_id':'s1','set':2}");
    assertEquals(200, set.status());
    assertEquals(
        ApiServerTest.json("",
            "{'allowed':true,'code':'allowed','customer':'acme','feature':'seats','usage_id':'s1','charged':'0','uncollected':'0',"
                + "'draws':[],'balance':{'settled':'100','reserved':'0','frozen':'0','available':'100','debt':'0'},"
                + "'limit':{'limit':'2','used':'2','window':null,'resets_at':null},'required':'0','level':'2',"
                + "'catalogue_version':1,'seq':1,'at':'2026-11-22T14:00:00Z'}"),
        set.text());
    var repeat = gauge("{'set':2,'usage_id':'s1'}");
    assertEquals(set.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals("id_reused", gauge("{'usage_id':'s1','add':2}").at("/code"));
    assertEquals("1", gauge("{'usage_id':'s2','add':-1}").at("/level"));
    assertEquals("1", gauge("{'usage_id':'s3','add':0}").at("/level"));
    assertEquals("{'seats':'1'}",
        server.get("/v1/customers/acme").json().path("gauges").toString().replace('"', '\''));
    var found = server.get("/v1/customers/acme/usage/s1");
    assertEquals(set.text().replaceFirst("}$", ",\"refunded\":\"0\"}"), found.text());
  }

  @Test
  void a_gauge_stays_between_nothing_and_its_limit() {
    gauge("{'usage_id':'s1','set':2}");
    var above = gauge("{'usage_id':'s2','add':1}");
    assertEquals(429, above.status());
    assertEquals("limit_exceeded", above.at("/code"));
    assertEquals("", above.header("Retry-After"));
    assertEquals("{'limit':'2','used':'2','window':null,'resets_at':null}", limit(above));
    assertRefused(gauge("{'usage_id':'s2','add':-3}"), 400, "invalid_request", "/add");
    assertRefused(gauge("{'usage_id':'s2','add':9223372036854775807}"), 400, "invalid_amount", "/add");
    assertRefused(put("/v1/customers/acme/gauges/image", "{'usage_id':'s2','add':1}"), 400, "invalid_request",
        "/feature");
    assertRefused(put("/v1/customers/acme/gauges/none", "{'usage_id':'s2','add':1}"), 404, "feature_not_found", "");
    assertRefused(put("/v1/customers/nobody/gauges/seats", "{'usage_id':'s2','add':1}"), 404, "customer_not_found",
        "");
  }

  private static void assertRefused(ApiServer.Answer answer, int status, String code, String pointer) {
    assertEquals(status, answer.status(), answer::text);
    assertEquals(code, answer.at("/code"));
    assertEquals(pointer, answer.at("/pointer"));
    assertEquals("s2", answer.at("/usage_id"));
  }

  private static String limit(ApiServer.Answer answer) {
    return answer.json().path("limit").toString().replace('"', '\'');
  }

  private ApiServer.Answer consume(String usage, String feature, String fields) {
    return post("/v1/consume",
        "{'customer':'acme','usage_id':'" + usage + "','feature':'" + feature + "'" + fields + "}");
  }

  private ApiServer.Answer gauge(String body) {
    return put("/v1/customers/acme/gauges/seats", body);
  }

  private ApiServer.Answer post(String path, String body) {
    return server.post(path, ApiServerTest.json("", body));
  }

  private ApiServer.Answer put(String path, String body) {
    return server.put(path, ApiServerTest.json("", body));
  }
}
