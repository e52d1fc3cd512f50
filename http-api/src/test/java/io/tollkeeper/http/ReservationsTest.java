package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class ReservationsTest extends ApiServerTest {

  private static final String OPEN =
      "{'id':'r1','status':'open','held':'30','charged':'0','uncollected':'0','expires_at':'2026-11-22T14:15:00Z','run_id':null}";

  @Test
  void what_is_reserved_is_held_and_told_in_the_documented_order() {
    var acme = customerWith("100");
    var answer = reserve(acme, "'feature':'image','quantity':3");
    assertEquals(201, answer.status());
    assertEquals(json(acme,
        "{'allowed':true,'code':'allowed','customer':'$','feature':'image','reservation_id':'r1','charged':'0','uncollected':'0',"
            + "'draws':[{'grant':'g1','amount':'30'}],'balance':{'settled':'100','reserved':'30','frozen':'0','available':'70','debt':'0'},"
            + "'limit':null,'required':'30','reservation':" + OPEN
            + ",'catalogue_version':1,'seq':2,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
    var customer = server.get("/v1/customers/" + acme);
    assertEquals(json("", "[" + OPEN + "]"), customer.json().path("reservations").toString());
    assertEquals("30", customer.at("/grants/0/held"));
    assertEquals("100", customer.at("/grants/0/left"));
  }

  @Test
  void a_repeat_of_a_reserve_is_the_first_answer_with_its_status() {
    var acme = customerWith("100");
    var first = reserve(acme, "'feature':'image'");
    assertEquals(200, settle(acme, "").status());
    var repeat = reserve(acme, "'quantity':1,'ttl_seconds':900,'partial_ok':false,'metadata':{},'feature':'image'");
    assertEquals(201, repeat.status());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
    assertEquals(first.text(), repeat.text());
    var other = reserve(acme, "'feature':'image','ttl_seconds':901");
    assertEquals(422, other.status());
    assertEquals("id_reused", other.at("/code"));
    assertEquals("r1", other.at("/reservation_id"));
  }

  @Test
  void less_may_be_held_if_the_caller_says_so() {
    var acme = customerWith("7");
    var refused = reserve(acme, "'feature':'image'");
    assertEquals(402, refused.status());
    assertEquals("insufficient_credits", refused.at("/code"));
    assertTrue(refused.json().path("reservation").isMissingNode());
    var partial = reserve(acme, "'feature':'image','partial_ok':true");
    assertEquals(201, partial.status());
    assertEquals("10", partial.at("/required"));
    assertEquals("7", partial.at("/reservation/held"));
  }

  @Test
  void a_settle_charges_and_gives_back_the_rest() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image','quantity':3");
    var answer = settle(acme, ",'credits':'12.5'");
    assertEquals(200, answer.status());
    assertEquals(json(acme,
        "{'allowed':true,'code':'allowed','customer':'$','feature':'image','reservation_id':'r1','charged':'12.5','uncollected':'0',"
            + "'draws':[{'grant':'g1','amount':'12.5'}],'balance':{'settled':'87.5','reserved':'0','frozen':'0','available':'87.5','debt':'0'},"
            + "'limit':null,'required':'12.5','reservation':{'id':'r1','status':'settled','held':'0','charged':'12.5','uncollected':'0',"
            + "'expires_at':'2026-11-22T14:15:00Z','run_id':null},'catalogue_version':1,'seq':3,'at':'2026-11-22T14:00:00Z'}"),
        answer.text());
    var repeat = settle(acme, ",'final':true,'on_insufficient':'cap','credits':12.50");
    assertEquals(200, repeat.status());
    assertEquals(answer.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
  }

  @Test
  void without_an_amount_all_that_is_held_is_charged_and_with_zero_nothing() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image','quantity':3");
    assertEquals("30", settle(acme, "").at("/charged"));
    var free = customerWith("100");
    reserve(free, "'feature':'image','quantity':3");
    var answer = settle(free, ",'credits':0");
    assertEquals("0", answer.at("/charged"));
    assertEquals("settled", answer.at("/reservation/status"));
    var none = customerWith("100");
    reserve(none, "'feature':'image','quantity':3");
    assertEquals("0", settle(none, ",'quantity':0").at("/charged"));
  }

  @Test
  void several_settles_charge_one_after_the_other() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image','quantity':3");
    var first = settle(acme, ",'settle_id':'s1','final':false,'quantity':1");
    assertEquals("10", first.at("/charged"));
    assertEquals("open", first.at("/reservation/status"));
    assertEquals("20", first.at("/reservation/held"));
    assertEquals("20", first.at("/balance/reserved"));
    var last = settle(acme, ",'settle_id':'s2','quantity':1");
    assertEquals("20", last.at("/reservation/charged"));
    assertEquals("80", last.at("/balance/available"));
    assertEquals(first.text(), settle(acme, ",'settle_id':'s1','final':false,'quantity':1").text());
    assertEquals(409, settle(acme, ",'settle_id':'s1','final':false,'quantity':2").status());
  }

  @Test
  void a_settle_beyond_the_hold_takes_what_there_is() {
    var acme = customerWith("12");
    reserve(acme, "'feature':'image'");
    var refused = settle(acme, ",'credits':20,'on_insufficient':'reject'");
    assertEquals(402, refused.status());
    assertEquals("insufficient_credits", refused.at("/code"));
    assertEquals("open", refused.at("/reservation/status"));
    assertEquals("10", refused.at("/reservation/held"));
    var answer = settle(acme, ",'credits':20");
    assertEquals("12", answer.at("/charged"));
    assertEquals("8", answer.at("/uncollected"));
    assertEquals("8", answer.at("/reservation/uncollected"));
  }

  @Test
  void a_reservation_that_is_released_holds_nothing() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image'");
    var answer = release(acme);
    assertEquals(200, answer.status());
    assertEquals("released", answer.at("/reservation/status"));
    assertEquals("0", answer.at("/balance/reserved"));
    assertTrue(answer.json().path("required").isNull());
    var repeat = release(acme);
    assertEquals(answer.text(), repeat.text());
    assertEquals("true", repeat.header("Idempotent-Replayed"));
  }

  @Test
  void another_resolution_of_what_is_resolved_is_refused_with_the_first_answer() {
    var settled = customerWith("100");
    reserve(settled, "'feature':'image'");
    var first = settle(settled, "");
    for (var answer : new ApiServer.Answer[] {release(settled), settle(settled, ",'credits':1"), extend(settled, "")}) {
      assertEquals(409, answer.status());
      assertEquals("already_settled", answer.at("/code"));
      assertEquals("reservation", answer.at("/denied_by/rule"));
      assertEquals("settled", answer.at("/reservation/status"));
      assertEquals(first.json(), answer.json().path("first"));
    }
    var released = customerWith("100");
    reserve(released, "'feature':'image'");
    var release = release(released);
    for (var answer : new ApiServer.Answer[] {settle(released, ""), extend(released, "")}) {
      assertEquals(409, answer.status());
      assertEquals("already_released", answer.at("/code"));
      assertEquals(release.json(), answer.json().path("first"));
    }
  }

  @Test
  void a_reservation_is_extended_in_time_and_in_credits() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image'");
    var answer = extend(acme, ",'ttl_seconds':3600,'credits':'5'");
    assertEquals(200, answer.status());
    assertEquals("5", answer.at("/required"));
    assertEquals("15", answer.at("/reservation/held"));
    assertEquals("2026-11-22T15:00:00Z", answer.at("/reservation/expires_at"));
    assertEquals(answer.text(), extend(acme, ",'credits':5.0,'ttl_seconds':3600").text());
    assertEquals("id_reused", extend(acme, ",'credits':6").at("/code"));
    assertEquals("2026-11-22T15:00:00Z",
        ask("/v1/extend", acme, "{'customer':'$','reservation_id':'r1','extend_id':'x2','ttl_seconds':1}")
            .at("/reservation/expires_at"));
    var refused =
        ask("/v1/extend", acme, "{'customer':'$','reservation_id':'r1','extend_id':'x3','credits':1000}");
    assertEquals(402, refused.status());
    assertEquals("15", refused.at("/reservation/held"));
  }

  @Test
  void what_expires_is_freed_and_can_still_be_settled() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", CATALOGUE);
      other.put("/v1/customers/acme", "{}");
      other.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":100}");
      other.post("/v1/reserve",
          json("acme", "{'customer':'$','reservation_id':'r1','feature':'image','ttl_seconds':60}"));
      other.clock.pass(Duration.ofSeconds(60));
      var shown = other.get("/v1/customers/acme/reservations/r1");
      assertEquals("expired", shown.at("/status"));
      var extend = other.post("/v1/extend",
          json("acme", "{'customer':'$','reservation_id':'r1','extend_id':'x','ttl_seconds':60}"));
      assertEquals(409, extend.status());
      assertEquals("reservation_expired", extend.at("/code"));
      assertEquals("expired", extend.at("/first/reservation/status"));
      var release = other.post("/v1/release", json("acme", "{'customer':'$','reservation_id':'r1'}"));
      assertEquals(200, release.status());
      assertEquals("expired", release.at("/reservation/status"));
      var settle = json("acme", "{'customer':'$','reservation_id':'r1'}");
      var settled = other.post("/v1/settle", settle);
      assertEquals(200, settled.status());
      assertEquals("10", settled.at("/charged"));
      assertEquals("settled", settled.at("/reservation/status"));
      assertEquals(settled.text(), other.post("/v1/settle", settle).text());
    }
  }

  @Test
  void a_late_settle_can_come_too_late() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", CATALOGUE);
      other.put("/v1/customers/acme", "{}");
      other.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":100}");
      other.post("/v1/reserve", json("acme", "{'customer':'$','reservation_id':'r1','feature':'image'}"));
      other.clock.pass(Duration.ofDays(8));
      var answer = other.post("/v1/settle", json("acme", "{'customer':'$','reservation_id':'r1'}"));
      assertEquals(404, answer.status());
      assertEquals("reservation_not_found", answer.at("/code"));
    }
  }

  @Test
  void a_settle_is_priced_as_when_it_was_reserved() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", CATALOGUE);
      other.put("/v1/customers/acme", "{}");
      other.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":100}");
      other.post("/v1/reserve", json("acme", "{'customer':'$','reservation_id':'r1','feature':'image','quantity':3}"));
      other.putYaml("/v1/catalogue", CATALOGUE.replace("credits: 10 }", "credits: 50 }"));
      var answer = other.post("/v1/settle", json("acme", "{'customer':'$','reservation_id':'r1','quantity':2}"));
      assertEquals("20", answer.at("/charged"));
      assertEquals("1", answer.at("/catalogue_version"));
    }
  }

  @Test
  void what_was_never_reserved_is_not_found() {
    var acme = customerWith("100");
    for (var answer : new ApiServer.Answer[] {settle(acme, ""), release(acme), extend(acme, "")}) {
      assertEquals(404, answer.status());
      assertEquals("reservation_not_found", answer.at("/code"));
      assertEquals("r1", answer.at("/reservation_id"));
      assertTrue(answer.json().path("feature").isNull());
      assertEquals("customer_not_found", settle("nobody", "").at("/code"));
    }
  }

  @Test
  void there_is_an_end_to_reservations() {
    var acme = customerWith("100");
    for (int i = 0; i < 4; i++)
      assertEquals(201,
          ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r" + i + "','feature':'image'}").status());
    var answer = ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r4','feature':'image'}");
    assertEquals(409, answer.status());
    assertEquals("too_many_reservations", answer.at("/code"));
  }

  @Test
  void a_reservation_can_be_looked_up() {
    var acme = customerWith("100");
    reserve(acme, "'feature':'image','quantity':3");
    var open = server.get("/v1/customers/" + acme + "/reservations/r1");
    assertEquals(200, open.status());
    assertEquals(json("", OPEN.replace("'run_id':null}", "'run_id':null,'seq':2}")), open.text());
    settle(acme, ",'credits':1");
    var settled = server.get("/v1/customers/" + acme + "/reservations/r1");
    assertEquals("settled", settled.at("/status"));
    assertEquals("1", settled.at("/charged"));
    for (var path : new String[] {acme + "/reservations/r2", "nobody/reservations/r1"}) {
      var unknown = server.get("/v1/customers/" + path);
      assertEquals(404, unknown.status());
      assertEquals("reservation_not_found", unknown.at("/code"));
    }
  }

  private ApiServer.Answer reserve(String customer, String fields) {
    return ask("/v1/reserve", customer, "{'customer':'$','reservation_id':'r1'," + fields + "}");
  }

  private ApiServer.Answer settle(String customer, String fields) {
    return ask("/v1/settle", customer, "{'customer':'$','reservation_id':'r1'" + fields + "}");
  }

  private ApiServer.Answer release(String customer) {
    return ask("/v1/release", customer, "{'customer':'$','reservation_id':'r1'}");
  }

  private ApiServer.Answer extend(String customer, String fields) {
    return ask("/v1/extend", customer,
        "{'customer':'$','reservation_id':'r1','extend_id':'x1'" + (fields.isEmpty() ? ",'ttl_seconds':60" : fields)
            + "}");
  }
}
