package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What customers may use, and the exceptions that are made by hand. */
class EntitlementsTest extends ApiServerTest {

  private static final String OF_PRO = "'source':'plan:pro','valid_from':'2026-11-22T14:00:00Z','valid_until':null,";
  private static final String IMAGE = "{'feature':'image','kind':'metered','value':null," + OF_PRO
      + "'limit':{'limit':'100','used':'1','window':'month','resets_at':'2026-12-01T00:00:00Z'}}";

  @Override
  String catalogue() {
    return WITH_PLANS;
  }

  @Test
  void all_rights_are_listed_in_order() {
    var acme = customerOn("pro");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u','feature':'image'}");
    var entries = "[{'feature':'chat','kind':'metered','value':null," + OF_PRO
        + "'limit':{'limit':'2','used':'0','window':'minute','resets_at':'2026-11-22T14:01:00Z'}},"
        + "{'feature':'export','kind':'switch','value':null," + OF_PRO + "'limit':null}," + IMAGE + ","
        + "{'feature':'seats','kind':'gauge','value':null," + OF_PRO
        + "'limit':{'limit':'10','used':'0','window':null,'resets_at':null}},"
        + "{'feature':'tier','kind':'config','value':'priority'," + OF_PRO + "'limit':null}]";
    var answer = get(acme, "/entitlements");
    assertEquals(200, answer.status());
    assertEquals(json("", "{'entries':" + entries + ",'next_cursor':null,'seq':2,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
    assertEquals(json("", entries), get(acme, "").json().path("entitlements").toString());
  }

  @Test
  void one_right_is_told_whether_there_is_one_or_not() {
    var acme = customerOn("pro");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u','feature':'image'}");
    var standing = "'seq':2,'at':'2026-11-22T14:00:00Z'}";
    assertEquals(json("", IMAGE.replace("'value'", "'entitled':true,'value'").replaceFirst("}$", "," + standing)),
        get(acme, "/entitlements/image").text());
    var none = get(customer(), "/entitlements/export");
    assertEquals(200, none.status());
    assertEquals(json("", "{'feature':'export','kind':'switch','entitled':false,'value':null,'source':'none',"
        + "'valid_from':null,'valid_until':null,'limit':null,'seq':0,'at':'2026-11-22T14:00:00Z'}"), none.text());
  }

  @Test
  void what_there_is_not_is_not_found() {
    var unknown = get(customer(), "/entitlements/fly");
    assertEquals(404, unknown.status());
    assertEquals("feature_not_found", unknown.at("/code"));
    for (var path : List.of("/entitlements", "/entitlements/image", "/entitlements/fly")) {
      var nobody = get("nobody", path);
      assertEquals(404, nobody.status());
      assertEquals("customer_not_found", nobody.at("/code"));
    }
  }

  @Test
  void an_override_opens_a_feature_until_it_ends() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", WITH_PLANS);
      other.put("/v1/customers/acme", "{}");
      var path = "/v1/customers/acme/entitlements/export";
      var body = json("", "{'effect':'allow','expires_at':'2026-11-22T15:00:00Z','reason':'a test','author':'jo'}");
      var answer = other.put(path, body);
      assertEquals(200, answer.status(), answer::text);
      assertEquals(json("", "[{'feature':'export','effect':'allow','value':null,'limit':null,'window':null,"
          + "'set_at':'2026-11-22T14:00:00Z','expires_at':'2026-11-22T15:00:00Z','expired':false,'reason':'a test','author':'jo'}]"),
          answer.json().path("overrides").toString());
      assertEquals("override", other.get(path).at("/source"));
      assertEquals("2026-11-22T15:00:00Z", other.get(path).at("/valid_until"));
      other.clock.pass(Duration.ofMinutes(59));
      var before = other.memory.facts();
      assertEquals("2026-11-22T14:00:00Z", other.put(path, body).at("/overrides/0/set_at"));
      assertEquals(before, other.memory.facts());
      assertEquals("true", other.get(path).at("/entitled"));
      other.clock.pass(Duration.ofMinutes(1));
      assertEquals("false", other.get(path).at("/entitled"));
      assertEquals("true", other.get("/v1/customers/acme").at("/overrides/0/expired"));
    }
  }

  @Test
  void an_override_denies_what_the_plan_gives() {
    var acme = customerOn("pro");
    var denied = put(acme, "/entitlements/image", "{'effect':'deny','reason':'abuse'}");
    assertEquals(200, denied.status());
    assertEquals("admin", denied.at("/overrides/0/author"));
    var shown = get(acme, "/entitlements/image");
    assertEquals("false", shown.at("/entitled"));
    assertEquals("override", shown.at("/source"));
    assertTrue(!get(acme, "/entitlements").text().contains("image"));
    var refused = ask("/v1/consume", acme, "{'customer':'$','usage_id':'u','feature':'image'}");
    assertEquals(403, refused.status());
    assertEquals("not_entitled", refused.at("/code"));
    var before = server.memory.facts();
    put(acme, "/entitlements/image", "{'effect':'deny','reason':'abuse'}");
    assertEquals(before, server.memory.facts());
    var removed = delete("/v1/customers/" + acme + "/entitlements/image");
    assertEquals(200, removed.status());
    assertEquals("[]", removed.json().path("overrides").toString());
    before = server.memory.facts();
    assertEquals(200, delete("/v1/customers/" + acme + "/entitlements/image").status());
    assertEquals(200, delete("/v1/customers/" + acme + "/entitlements/never-heard-of").status());
    assertEquals(before, server.memory.facts());
    assertEquals("plan:pro", get(acme, "/entitlements/image").at("/source"));
  }

  @Test
  void an_override_has_a_limit_or_a_value_of_its_own() {
    var acme = customerOn("pro");
    put(acme, "/entitlements/image", "{'effect':'allow','limit':500,'window':'month'}");
    assertEquals("500", get(acme, "/entitlements/image").at("/limit/limit"));
    var before = server.memory.facts();
    put(acme, "/entitlements/image", "{'effect':'allow','limit':'500','window':'month'}");
    assertEquals(before, server.memory.facts());
    put(acme, "/entitlements/seats", "{'effect':'allow','limit':0}");
    assertEquals("0", get(acme, "/entitlements/seats").at("/limit/limit"));
    assertEquals(429, put(acme, "/gauges/seats", "{'usage_id':'s','set':1}").status());
    var answer = put(acme, "/entitlements/tier", "{'effect':'allow','value':'gold'}");
    assertEquals("gold", get(acme, "/entitlements/tier").at("/value"));
    assertEquals(json("", "['500 month','0 null','null null']"),
        "[" + String.join(",", overrides(answer)) + "]");
  }

  private static List<String> overrides(ApiServer.Answer answer) {
    var texts = new ArrayList<String>();
    answer.json().path("overrides").forEach(
        override -> texts.add('"' + override.path("limit").asText() + ' ' + override.path("window").asText() + '"'));
    return texts;
  }

  @Test
  void an_override_is_refused_with_the_rule_that_refuses_it() {
    var acme = customer();
    assertRefused(put("nobody", "/entitlements/image", "{'effect':'deny'}"), 404, "customer_not_found", "customer");
    assertRefused(delete("/v1/customers/nobody/entitlements/image"), 404, "customer_not_found", "customer");
    assertRefused(put(acme, "/entitlements/fly", "{'effect':'allow'}"), 404, "feature_not_found", "feature");
    for (var feature : List.of("image", "chat", "export"))
      assertEquals(200, put(acme, "/entitlements/" + feature, "{'effect':'allow'}").status());
    assertRefused(put(acme, "/entitlements/seats", "{'effect':'allow'}"), 409, "too_many_overrides", "entitlement");
    assertEquals(200, put(acme, "/entitlements/export", "{'effect':'deny'}").status());
  }

  @Test
  void a_limit_that_does_not_fit_the_kind_of_the_feature_is_that_fields_fault() {
    var acme = customer();
    for (var path : List.of("image {'effect':'allow','limit':1}", "seats {'effect':'allow','limit':1,'window':'day'}",
        "export {'effect':'allow','limit':1,'window':'day'}", "tier {'effect':'allow','limit':1}")) {
      var space = path.indexOf(' ');
      var answer = put(acme, "/entitlements/" + path.substring(0, space), path.substring(space + 1));
      assertEquals(400, answer.status(), answer::text);
      assertEquals("invalid_request", answer.at("/code"));
      assertEquals("/limit", answer.at("/pointer"));
    }
  }

  private static void assertRefused(ApiServer.Answer answer, int status, String code, String rule) {
    assertEquals(status, answer.status(), answer::text);
    assertEquals(code, answer.at("/code"));
    assertEquals(rule, answer.at("/denied_by/rule"));
    assertTrue(answer.json().has("seq"));
  }
}
