package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why something may or may not be done. */
class ExplainTest extends ApiServerTest {

  @Override
  String catalogue() {
    return WITH_PLANS;
  }

  @Test
  void every_rule_is_told_with_its_numbers() {
    var acme = customerOn("pro");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u','feature':'image','quantity':3}");
    var answer = get(acme, "/explain?feature=image&quantity=2");
    assertEquals(200, answer.status(), answer::text);
    assertEquals(json("", "[{'rule':'feature','passed':true,'code':null,'detail':'image is a metered feature'},"
        + "{'rule':'price','passed':true,'code':null,'detail':'it costs 20 credits'},"
        + "{'rule':'run','passed':true,'code':null,'detail':'it is not part of a run'},"
        + "{'rule':'suspension','passed':true,'code':null,'detail':'the customer is not suspended'},"
        + "{'rule':'entitlement','passed':true,'code':null,'detail':'plan:pro gives it'},"
        + "{'rule':'rate','passed':true,'code':null,'detail':'there is no such limit'},"
        + "{'rule':'limit','passed':true,'code':null,'detail':'3 of 100 per month are used'},"
        + "{'rule':'budget','passed':true,'code':null,'detail':'it is not part of a run'},"
        + "{'rule':'credits','passed':true,'code':null,'detail':'20 credits are required, 970 are available'}]"),
        answer.json().path("rules").toString());
  }

  @Test
  void several_rules_may_say_no_and_the_first_is_the_answer() {
    var acme = customer();
    ask("/v1/customers/" + acme + "/suspend", acme, "{'reason':'abuse'}");
    var answer = get(acme, "/explain?feature=image&quantity=4&run_id=w");
    assertEquals(List.of("run run_not_found", "suspension customer_suspended", "limit limit_exceeded",
        "credits insufficient_credits"), objections(answer));
    assertEquals("run_not_found", answer.at("/decision/code"));
    assertEquals("run", answer.at("/decision/denied_by/level"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
      pro  | feature=image                                   | 'feature':'image'                                             | allowed
      pro  | feature=image&quantity=100                      | 'feature':'image','quantity':100                              | allowed
      pro  | feature=image&quantity=101                      | 'feature':'image','quantity':101                              | limit_exceeded
      pro  | feature=image&credits=1000.5                    | 'feature':'image','credits':'1000.5'                          | insufficient_credits
      pro  | feature=image&credits=1000.5&on_insufficient=overdraft | 'feature':'image','credits':'1000.5','on_insufficient':'overdraft' | allowed
      pro  | feature=image&credits=1000.5&on_insufficient=cap | 'feature':'image','credits':'1000.5','on_insufficient':'cap' | allowed
      pro  | feature=image&run_id=w                          | 'feature':'image','run_id':'w'                                | run_not_found
      pro  | feature=chat                                    | 'feature':'chat'                                              | no_price
      pro  | feature=chat&dimensions={'model':'large','tokens':9} | 'feature':'chat','dimensions':{'model':'large','tokens':9} | allowed
      pro  | feature=chat&credits=1                          | 'feature':'chat','credits':1                                  | not_entitled
      pro  | feature=chat&quantity=3&dimensions={'model':'large','tokens':9} | 'feature':'chat','quantity':3,'dimensions':{'model':'large','tokens':9} | rate_limited
      pro  | feature=seats&quantity=11                       | 'feature':'seats','quantity':11                               | limit_exceeded
      pro  | feature=tier                                    | 'feature':'tier'                                              | allowed
      pro  | feature=fly                                     | 'feature':'fly'                                               | feature_not_found
      team | feature=image                                   | 'feature':'image'                                             | not_entitled
      free | feature=image                                   | 'feature':'image'                                             | insufficient_credits
      """)
  void the_decision_is_that_of_authorize(String plan, String query, String fields, String code) {
    var acme = customerOn(plan);
    var explained = get(acme, "/explain?" + encoded(json("", query)));
    assertEquals(200, explained.status(), explained::text);
    var authorized = ask("/v1/authorize", acme, "{'customer':'$'," + fields + "}");
    assertEquals(code, authorized.at("/code"));
    assertEquals(authorized.text(), explained.json().path("decision").toString());
    var objections = objections(explained);
    assertEquals(code.equals("allowed"), objections.isEmpty());
    if (!objections.isEmpty())
      assertEquals(authorized.at("/denied_by/rule") + ' ' + code, objections.getFirst());
  }

  @Test
  void what_is_due_is_counted_and_not_written() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", WITH_PLANS);
      other.put("/v1/customers/acme", "{\"plan\":\"pro\"}");
      other.clock.pass(Duration.ofDays(31));
      var before = other.memory.facts();
      var explained = other.get("/v1/customers/acme/explain?feature=image");
      assertEquals("1200", explained.at("/decision/balance/available"));
      assertEquals("1", explained.at("/decision/seq"));
      assertEquals(other.post("/v1/authorize", "{\"customer\":\"acme\",\"feature\":\"image\"}").text(),
          explained.json().path("decision").toString());
      assertEquals(before, other.memory.facts());
    }
  }

  @Test
  void nothing_is_explained_of_nobody() {
    var answer = get("nobody", "/explain?feature=image");
    assertEquals(404, answer.status());
    assertEquals("customer_not_found", answer.at("/code"));
    assertTrue(!answer.json().has("rules"));
  }

  private static List<String> objections(ApiServer.Answer answer) {
    var codes = new ArrayList<String>();
    for (var rule : answer.json().path("rules")) {
      assertEquals(rule.path("passed").asBoolean(), rule.path("code").isNull());
      if (!rule.path("passed").asBoolean()) codes.add(rule.path("rule").asText() + ' ' + rule.path("code").asText());
    }
    return codes;
  }

  private static String encoded(String query) {
    var brace = query.indexOf('{');
    return brace < 0
        ? query
        : query.substring(0, brace) + URLEncoder.encode(query.substring(brace), StandardCharsets.UTF_8);
  }
}
