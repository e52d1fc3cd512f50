package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RunsTest extends ApiServerTest {

  private static final String OPEN =
      "{'run_id':'w1','parent_run_id':null,'budget':'50','spent':'0','reserved':'0','status':'open','expires_at':'2026-11-23T14:00:00Z'}";

  @Test
  void a_run_is_opened_once() {
    var acme = customerWith("100");
    var answer = open(acme, "w1", ",'metadata':{'b':1,'a':2}");
    assertEquals(201, answer.status());
    assertEquals(json("", OPEN.replace("}", ",'metadata':{'a':2,'b':1},'seq':1}")), answer.text());
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','run_id':'w1'}");
    var repeat = open(acme, "w1", ",'metadata':{'a':2,'b':1},'ttl_seconds':86400");
    assertEquals(201, repeat.status());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals(answer.text(), repeat.text());
    var other = open(acme, "w1", ",'ttl_seconds':86399");
    assertEquals(422, other.status());
    assertEquals("id_reused", other.at("/code"));
    assertEquals("customer", other.at("/denied_by/level"));
  }

  @Test
  void what_a_run_spends_and_reserves_is_told() {
    var acme = customerWith("100");
    open(acme, "w1", "");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','run_id':'w1'}");
    var reserved =
        ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r1','feature':'image','quantity':2,'run_id':'w1'}");
    assertEquals("w1", reserved.at("/reservation/run_id"));
    var shown = server.get("/v1/customers/" + acme + "/runs/w1");
    assertEquals(200, shown.status());
    var now = OPEN.replace("'spent':'0','reserved':'0'", "'spent':'10','reserved':'20'");
    assertEquals(json("", now.replace("}", ",'seq':3}")), shown.text());
    assertEquals(json("", "[" + now + "]"),
        server.get("/v1/customers/" + acme).json().path("runs").toString());
    for (var path : new String[] {acme + "/runs/w2", "nobody/runs/w1"}) {
      var unknown = server.get("/v1/customers/" + path);
      assertEquals(404, unknown.status());
      assertEquals("run_not_found", unknown.at("/code"));
    }
  }

  @Test
  void a_budget_that_is_used_up_refuses_and_names_its_run() {
    var acme = customerWith("1000");
    open(acme, "w1", "");
    open(acme, "w2", ",'parent_run_id':'w1','budget':100");
    var answer =
        ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','quantity':6,'run_id':'w2'}");
    assertEquals(402, answer.status());
    assertEquals("run_budget_exceeded", answer.at("/code"));
    assertEquals(json("", "{'rule':'budget','level':'run','id':'w1'}"), answer.json().path("denied_by").toString());
    assertEquals("", answer.header("Retry-After"));
    var raised = ask("/v1/runs/budget", acme, "{'customer':'$','run_id':'w1','budget_id':'b1','add':'10.5'}");
    assertEquals(200, raised.status());
    assertEquals("60.5", raised.at("/budget"));
    var repeat = ask("/v1/runs/budget", acme, "{'customer':'$','run_id':'w1','budget_id':'b1','add':10.50}");
    assertEquals(raised.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals(422,
        ask("/v1/runs/budget", acme, "{'customer':'$','run_id':'w1','budget_id':'b1','add':1}").status());
    assertEquals(200,
        ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','quantity':6,'run_id':'w2'}")
            .status());
  }

  @Test
  void a_budget_beyond_all_amounts_is_no_budget() {
    var acme = customer();
    open(acme, "w1", "");
    var answer = ask("/v1/runs/budget", acme,
        "{'customer':'$','run_id':'w1','budget_id':'b1','add':'9223372036854.775807'}");
    assertEquals(400, answer.status());
    assertEquals("invalid_amount", answer.at("/code"));
    assertEquals("/add", answer.at("/pointer"));
  }

  @Test
  void closing_a_run_ends_what_is_inside_it() {
    var acme = customerWith("100");
    open(acme, "w1", "");
    open(acme, "w2", ",'parent_run_id':'w1'");
    ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r1','feature':'image','run_id':'w2'}");
    var answer = ask("/v1/runs/close", acme, "{'customer':'$','run_id':'w1'}");
    assertEquals(200, answer.status());
    assertEquals("closed", answer.at("/status"));
    assertEquals("0", answer.at("/reserved"));
    var repeat = ask("/v1/runs/close", acme, "{'customer':'$','run_id':'w1'}");
    assertEquals(answer.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals("closed", server.get("/v1/customers/" + acme + "/runs/w2").at("/status"));
    assertEquals("expired", server.get("/v1/customers/" + acme + "/reservations/r1").at("/status"));
    assertEquals("[]", server.get("/v1/customers/" + acme).json().path("runs").toString());
    ask("/v1/settle", acme, "{'customer':'$','reservation_id':'r1'}");
    assertEquals("10", server.get("/v1/customers/" + acme + "/runs/w1").at("/spent"));
  }

  @Test
  void a_run_that_has_ended_takes_nothing_more() {
    var acme = customerWith("100");
    open(acme, "w1", "");
    ask("/v1/runs/close", acme, "{'customer':'$','run_id':'w1'}");
    for (var answer : new ApiServer.Answer[] {
      ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','run_id':'w1'}"),
      ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r1','feature':'image','run_id':'w1'}"),
      ask("/v1/runs/budget", acme, "{'customer':'$','run_id':'w1','budget_id':'b1','add':1}"),
      open(acme, "w2", ",'parent_run_id':'w1'")}) {
      assertEquals(409, answer.status());
      assertEquals("run_closed", answer.at("/code"));
      assertEquals(json("", "{'rule':'run','level':'run','id':'w1'}"), answer.json().path("denied_by").toString());
    }
  }

  @Test
  void a_run_that_never_began_is_not_found() {
    var acme = customerWith("100");
    for (var answer : new ApiServer.Answer[] {
      ask("/v1/runs/close", acme, "{'customer':'$','run_id':'w1'}"),
      ask("/v1/runs/budget", acme, "{'customer':'$','run_id':'w1','budget_id':'b1','add':1}"),
      open(acme, "w2", ",'parent_run_id':'w1'")}) {
      assertEquals(404, answer.status());
      assertEquals("run_not_found", answer.at("/code"));
      assertEquals(json("", "{'rule':'run','level':'run','id':'w1'}"), answer.json().path("denied_by").toString());
      assertTrue(answer.json().has("seq"));
    }
    assertEquals("customer_not_found", open("nobody", "w1", "").at("/code"));
  }

  @Test
  void there_is_an_end_to_runs_and_to_their_depth() {
    var acme = customer();
    open(acme, "w1", "");
    open(acme, "w2", ",'parent_run_id':'w1'");
    open(acme, "w3", ",'parent_run_id':'w2'");
    var deep = open(acme, "w4", ",'parent_run_id':'w3'");
    assertEquals(409, deep.status());
    assertEquals("run_too_deep", deep.at("/code"));
    assertEquals(201, open(acme, "w4", "").status());
    var many = open(acme, "w5", "");
    assertEquals(409, many.status());
    assertEquals("too_many_runs", many.at("/code"));
  }

  private ApiServer.Answer open(String customer, String id, String fields) {
    return ask("/v1/runs", customer, "{'customer':'$','run_id':'" + id + "'"
        + (fields.contains("'budget'") ? "" : ",'budget':'50'") + fields + "}");
  }
}
