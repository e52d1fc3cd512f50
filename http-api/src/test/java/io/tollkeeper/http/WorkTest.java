package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkTest extends ApiServerTest {

  @Test
  void a_charge_is_answered_with_the_decision_in_the_documented_order() {
    var acme = customerWith("1000");
    var answer = consume(acme, "{'customer':'$','usage_id':'img_1','feature':'image'}");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals(json(acme,
        "{'allowed':true,'code':'allowed','customer':'$','feature':'image','usage_id':'img_1','charged':'10','uncollected':'0',"
            + "'draws':[{'grant':'g1','amount':'10'}],'balance':{'settled':'990','reserved':'0','frozen':'0','available':'990','debt':'0'},"
            + "'limit':null,'required':'10','catalogue_version':1,'seq':2,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
  }

  @Test
  void a_repeat_is_the_first_answer_byte_for_byte_and_says_so() {
    var acme = customerWith("1000");
    var body = "{'customer':'$','usage_id':'u1','feature':'image','metadata':{'b':1,'a':[true,null]}}";
    var first = consume(acme, body);
    consume(acme, "{'customer':'$','usage_id':'u2','feature':'image'}");
    var same =
        "{'metadata':{'a':[true,null],'b':1.0},'quantity':1,'on_insufficient':'reject','feature':'image','usage_id':'u1','customer':'$'}";
    var repeat = consume(acme, same);
    assertEquals(first.text(), repeat.text());
    assertEquals(first.status(), repeat.status());
    assertEquals("", first.header("Idempotent-Replayed"));
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals("980", server.get("/v1/customers/" + acme + "/balance").at("/settled"));
  }

  @Test
  void an_id_with_other_content_is_refused_and_nothing_happens() {
    var acme = customerWith("1000");
    consume(acme, "{'customer':'$','usage_id':'u1','feature':'image'}");
    var answer = consume(acme, "{'customer':'$','usage_id':'u1','feature':'image','quantity':2}");
    assertEquals(422, answer.status());
    assertEquals("id_reused", answer.at("/code"));
    assertEquals("repeat", answer.at("/denied_by/rule"));
    assertEquals("990", server.get("/v1/customers/" + acme + "/balance").at("/settled"));
  }

  @Test
  void a_refusal_is_a_problem_with_the_fields_of_the_decision() {
    var acme = customerWith("5");
    var answer = consume(acme, "{'customer':'$','usage_id':'img_1','feature':'image'}");
    assertEquals(402, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(json(acme, "{'type':'/docs#insufficient_credits','title':'Not enough credits','status':402,"
        + "'detail':'10 credits are required, 5 are available','code':'insufficient_credits','allowed':false,'customer':'$','feature':'image',"
        + "'usage_id':'img_1','charged':'0','uncollected':'0','draws':[],"
        + "'balance':{'settled':'5','reserved':'0','frozen':'0','available':'5','debt':'0'},'limit':null,'required':'10','catalogue_version':1,"
        + "'seq':1,'at':'2026-11-22T14:00:00Z','denied_by':{'rule':'credits','level':'customer','id':'$'}}"),
        answer.text());
  }

  @Test
  void a_refusal_is_not_remembered() {
    var acme = customerWith("5");
    var body = "{'customer':'$','usage_id':'u1','feature':'image'}";
    assertEquals(402, consume(acme, body).status());
    server.post("/v1/customers/" + acme + "/grants", "{\"grant_id\":\"g2\",\"credits\":5}");
    assertEquals(200, consume(acme, body).status());
  }

  @Test
  void authorize_answers_yes_without_changing_anything() {
    var acme = customerWith("20");
    var answer = authorize(acme, "{'customer':'$','feature':'image','quantity':2}");
    assertEquals(200, answer.status());
    assertEquals(json(acme,
        "{'allowed':true,'code':'allowed','customer':'$','feature':'image','charged':'0','uncollected':'0','draws':[],"
            + "'balance':{'settled':'20','reserved':'0','frozen':'0','available':'20','debt':'0'},'limit':null,'required':'20','catalogue_version':1,"
            + "'seq':1,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
    assertEquals("1", server.get("/v1/customers/" + acme + "/balance").at("/seq"));
  }

  @Test
  void authorize_answers_no_with_status_200() {
    var acme = customerWith("5");
    var answer = authorize(acme, "{'customer':'$','feature':'image'}");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertFalse(answer.json().path("allowed").asBoolean());
    assertEquals("insufficient_credits", answer.at("/code"));
    assertEquals("credits", answer.at("/denied_by/rule"));
    assertEquals(acme, answer.at("/denied_by/id"));
  }

  @Test
  void authorize_never_refuses_by_status() {
    assertEquals("customer_not_found", authorize("nobody", "{'customer':'$','feature':'image'}").at("/code"));
    var acme = customerWith("5");
    assertEquals("feature_not_found", authorize(acme, "{'customer':'$','feature':'unknown'}").at("/code"));
    assertEquals("no_price", authorize(acme, "{'customer':'$','feature':'chat'}").at("/code"));
    assertEquals("run_not_found", authorize(acme, "{'customer':'$','feature':'image','run_id':'r'}").at("/code"));
    assertTrue(authorize(acme, "{'customer':'$','feature':'tier'}").json().path("allowed").asBoolean());
    assertTrue(authorize(acme, "{'customer':'$','feature':'seats'}").json().path("allowed").asBoolean());
    assertTrue(authorize(acme, "{'customer':'$','feature':'image','on_insufficient':'cap'}").json().path("allowed")
        .asBoolean());
  }

  @Test
  void a_price_that_is_not_known_is_null() {
    var acme = customerWith("5");
    assertTrue(authorize(acme, "{'customer':'$','feature':'unknown'}").json().path("required").isNull());
  }

  @Test
  void what_cannot_be_paid_is_uncollected_if_the_caller_says_cap() {
    var acme = customerWith("4.5");
    var answer = consume(acme, "{'customer':'$','usage_id':'u1','feature':'image','on_insufficient':'cap'}");
    assertEquals(200, answer.status());
    assertEquals("4.5", answer.at("/charged"));
    assertEquals("5.5", answer.at("/uncollected"));
  }

  @Test
  void available_is_what_this_feature_can_draw() {
    var acme = customerWith("50");
    server.post("/v1/customers/" + acme + "/grants",
        "{\"grant_id\":\"chat only\",\"credits\":7,\"features\":[\"chat\"]}".replace(" only", ""));
    assertEquals("50", authorize(acme, "{'customer':'$','feature':'image'}").at("/balance/available"));
    assertEquals("57", authorize(acme, "{'customer':'$','feature':'image'}").at("/balance/settled"));
    assertEquals("57", server.get("/v1/customers/" + acme + "/balance").at("/available"));
  }

  @Test
  void dimensions_choose_the_price_and_are_priced() {
    var acme = customerWith("100");
    var answer = consume(acme,
        "{'customer':'$','usage_id':'u1','feature':'chat','dimensions':{'model':'large','input_tokens':1200,'output_tokens':350.5}}");
    assertEquals("6.505", answer.at("/charged"));
    assertEquals("1", consume(acme, "{'customer':'$','usage_id':'u2','feature':'chat','dimensions':{'model':'small'}}")
        .at("/charged"));
  }

  @Test
  void amounts_may_be_strings_or_exact_numbers() {
    var acme = customerWith("1000");
    for (var credits : new String[] {"'1.5'", "1.5", "1.500000", "'1.500000'", "15e-1", "0.15E1"}) {
      var answer = authorize(acme, "{'customer':'$','feature':'image','credits':" + credits + "}");
      assertEquals("1.5", answer.at("/required"), credits);
    }
    assertEquals("9223372036854.775807",
        authorize(acme, "{'customer':'$','feature':'image','credits':'9223372036854.775807'}").at("/required"));
  }

  @Test
  void the_decision_of_a_usage_can_be_looked_up() {
    var acme = customerWith("1000");
    var first = consume(acme, "{'customer':'$','usage_id':'u:1@x','feature':'image'}");
    var answer = server.get("/v1/customers/" + acme + "/usage/u%3A1%40x");
    assertEquals(200, answer.status());
    assertEquals(first.text().replaceFirst("}$", ",\"refunded\":\"0\"}"), answer.text());
    var unknown = server.get("/v1/customers/" + acme + "/usage/u2");
    assertEquals(404, unknown.status());
    assertEquals("usage_not_found", unknown.at("/code"));
  }

  private ApiServer.Answer consume(String customer, String body) {
    return server.post("/v1/consume", json(customer, body));
  }

  private ApiServer.Answer authorize(String customer, String body) {
    return server.post("/v1/authorize", json(customer, body));
  }
}
