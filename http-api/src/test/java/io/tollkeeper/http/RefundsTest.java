package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RefundsTest extends ApiServerTest {

  @Test
  void a_charge_is_given_back_and_told_in_the_documented_order() {
    var acme = customerWith("100");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image'}");
    var body = "{'customer':'$','refund_id':'f1','usage_id':'u1','reason':'blank'}";
    var answer = ask("/v1/refund", acme, body);
    assertEquals(200, answer.status());
    assertEquals(json(acme,
        "{'allowed':true,'code':'allowed','customer':'$','feature':'image','refund_id':'f1','charged':'0','uncollected':'0',"
            + "'draws':[{'grant':'g1','amount':'10'}],'balance':{'settled':'100','reserved':'0','frozen':'0','available':'100','debt':'0'},"
            + "'limit':null,'required':null,'refunded':'10','catalogue_version':1,'seq':3,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
    var repeat = ask("/v1/refund", acme, body);
    assertEquals(answer.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    var other = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f1','usage_id':'u1'}");
    assertEquals(422, other.status());
    assertEquals("f1", other.at("/refund_id"));
  }

  @Test
  void no_more_is_given_back_than_was_charged() {
    var acme = customerWith("100");
    ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image'}");
    assertEquals("4",
        ask("/v1/refund", acme, "{'customer':'$','refund_id':'f1','usage_id':'u1','credits':4}").at("/refunded"));
    assertEquals("4", server.get("/v1/customers/" + acme + "/usage/u1").at("/refunded"));
    var more = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f2','usage_id':'u1','credits':'6.000001'}");
    assertEquals(409, more.status());
    assertEquals("refund_exceeds_charge", more.at("/code"));
    assertEquals("6", more.at("/refundable"));
    assertEquals("refund", more.at("/denied_by/rule"));
    assertEquals("6", ask("/v1/refund", acme, "{'customer':'$','refund_id':'f2','usage_id':'u1'}").at("/refunded"));
    var nothing = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f3','usage_id':'u1'}");
    assertEquals(409, nothing.status());
    assertEquals("0", nothing.at("/refundable"));
    assertEquals("10", server.get("/v1/customers/" + acme + "/usage/u1").at("/refunded"));
  }

  @Test
  void what_the_settles_of_a_reservation_charged_is_given_back() {
    var acme = customerWith("100");
    ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r1','feature':'image','quantity':3}");
    ask("/v1/settle", acme, "{'customer':'$','reservation_id':'r1','settle_id':'s1','final':false,'credits':10}");
    var answer = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f1','reservation_id':'r1'}");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("f1", answer.at("/refund_id"));
    assertEquals("r1", answer.at("/reservation_id"));
    assertEquals("10", answer.at("/refunded"));
    assertEquals("open", answer.at("/reservation/status"));
    assertEquals("20", answer.at("/reservation/held"));
    assertEquals("80", answer.at("/balance/available"));
    assertEquals("0",
        ask("/v1/refund", acme, "{'customer':'$','refund_id':'f2','reservation_id':'r1'}").at("/refundable"));
  }

  @Test
  void what_was_never_charged_is_not_found() {
    var acme = customerWith("100");
    var usage = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f1','usage_id':'u1'}");
    assertEquals(404, usage.status());
    assertEquals("usage_not_found", usage.at("/code"));
    assertEquals("f1", usage.at("/refund_id"));
    assertTrue(usage.json().path("feature").isNull());
    var reservation = ask("/v1/refund", acme, "{'customer':'$','refund_id':'f1','reservation_id':'r1'}");
    assertEquals(404, reservation.status());
    assertEquals("reservation_not_found", reservation.at("/code"));
    assertEquals("customer_not_found",
        ask("/v1/refund", "nobody", "{'customer':'$','refund_id':'f1','usage_id':'u1'}").at("/code"));
  }
}
