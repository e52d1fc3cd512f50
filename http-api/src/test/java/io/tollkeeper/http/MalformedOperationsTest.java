package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reservations, refunds, runs and gauges that are not as documented: a 400 that names the field, and nothing is booked. */
class MalformedOperationsTest extends ApiServerTest {

  private static final String RESERVE = "{'customer':'c','reservation_id':'r','feature':'image'%s}";
  private static final String SETTLE = "{'customer':'c','reservation_id':'r'%s}";
  private static final String EXTEND = "{'customer':'c','reservation_id':'r','extend_id':'x'%s}";
  private static final String REFUND = "{'customer':'c','refund_id':'f'%s}";
  private static final String RUN = "{'customer':'c','run_id':'w','budget':1%s}";
  private static final String RAISE = "{'customer':'c','run_id':'w','budget_id':'b'%s}";

  private static final List<String> NO_IDS = List.of("1", "null", "''", "'..'", "'a b'", "'" + "x".repeat(129) + "'");
  private static final List<String> OURS = List.of("'stripe:x'", "'plan:x'", "'tk:x'");
  private static final List<String> NO_AMOUNTS = List.of("-1", "'1e3'", "'1.0000001'", "'x'", "true", "1e999999999");

  static Stream<Arguments> bodies() {
    var cases = new ArrayList<Arguments>();
    for (var path : List.of("reserve", "settle", "release", "extend", "refund", "runs", "runs/budget", "runs/close")) {
      for (var body : List.of("", "null", "[]", "{", "{} {}"))
        cases.add(bad("/v1/" + path, body, "invalid_request", ""));
      cases.add(bad("/v1/" + path, "{}", "invalid_request", "/customer"));
      cases.add(bad("/v1/" + path, "{'customer':'tk:c'}", "invalid_id", "/customer"));
      cases.add(bad("/v1/" + path + "?x=1", "{}", "invalid_request", "/x"));
    }
    reserve(cases);
    settle(cases);
    extend(cases);
    refund(cases);
    runs(cases);
    cases.add(bad("/v1/release", "{'customer':'c'}", "invalid_request", "/reservation_id"));
    cases.add(bad("/v1/release", SETTLE.formatted(",'credits':1"), "invalid_request", "/credits"));
    return cases.stream();
  }

  private static void reserve(List<Arguments> cases) {
    var path = "/v1/reserve";
    ids(cases, path, "reservation_id", "{'customer':'c','reservation_id':%s,'feature':'image'}", true);
    cases.add(bad(path, "{'customer':'c','feature':'image'}", "invalid_request", "/reservation_id"));
    cases.add(bad(path, "{'customer':'c','reservation_id':'r'}", "invalid_request", "/feature"));
    for (var ttl : List.of("0", "-1", "86401", "1.5", "'900'", "true"))
      cases.add(bad(path, RESERVE.formatted(",'ttl_seconds':" + ttl), "invalid_request", "/ttl_seconds"));
    for (var partial : List.of("1", "'true'", "null", "{}"))
      cases.add(bad(path, RESERVE.formatted(",'partial_ok':" + partial), "invalid_request", "/partial_ok"));
    cases.add(bad(path, RESERVE.formatted(",'on_insufficient':'cap'"), "invalid_request", "/on_insufficient"));
    cases.add(bad(path, RESERVE.formatted(",'credits':0"), "invalid_amount", "/credits"));
    cases.add(bad(path, RESERVE.formatted(",'quantity':0"), "invalid_amount", "/quantity"));
    cases.add(bad(path, RESERVE.formatted(",'run_id':'a b'"), "invalid_id", "/run_id"));
    cases.add(bad(path, RESERVE.formatted(",'metadata':[]"), "invalid_request", "/metadata"));
    cases.add(bad(path, RESERVE.formatted(",'metadata':{'a':'" + "x".repeat(4096) + "'}"), "invalid_request",
        "/metadata"));
  }

  private static void settle(List<Arguments> cases) {
    var path = "/v1/settle";
    ids(cases, path, "reservation_id", "{'customer':'c','reservation_id':%s}", false);
    ids(cases, path, "settle_id", "{'customer':'c','reservation_id':'r','settle_id':%s}", true);
    cases.add(bad(path, "{'customer':'c'}", "invalid_request", "/reservation_id"));
    cases.add(bad(path, SETTLE.formatted(",'final':false"), "invalid_request", "/settle_id"));
    for (var last : List.of("0", "'false'", "null"))
      cases.add(bad(path, SETTLE.formatted(",'final':" + last), "invalid_request", "/final"));
    for (var credits : NO_AMOUNTS)
      cases.add(bad(path, SETTLE.formatted(",'credits':" + credits), "invalid_amount", "/credits"));
    for (var quantity : List.of("-1", "1.5", "'1'", "1000000000001"))
      cases.add(bad(path, SETTLE.formatted(",'quantity':" + quantity), "invalid_amount", "/quantity"));
    cases.add(bad(path, SETTLE.formatted(",'dimensions':{'a':null}"), "invalid_request", "/dimensions/a"));
    cases.add(bad(path, SETTLE.formatted(",'on_insufficient':'no'"), "invalid_request", "/on_insufficient"));
    cases.add(bad(path, SETTLE.formatted(",'feature':'image'"), "invalid_request", "/feature"));
  }

  private static void extend(List<Arguments> cases) {
    var path = "/v1/extend";
    ids(cases, path, "reservation_id", "{'customer':'c','reservation_id':%s,'extend_id':'x','credits':1}", false);
    ids(cases, path, "extend_id", "{'customer':'c','reservation_id':'r','extend_id':%s,'credits':1}", true);
    cases.add(bad(path, "{'customer':'c','extend_id':'x','credits':1}", "invalid_request", "/reservation_id"));
    cases.add(bad(path, "{'customer':'c','reservation_id':'r','credits':1}", "invalid_request", "/extend_id"));
    cases.add(bad(path, EXTEND.formatted(""), "invalid_request", "/ttl_seconds"));
    for (var ttl : List.of("0", "86401", "'1'"))
      cases.add(bad(path, EXTEND.formatted(",'credits':1,'ttl_seconds':" + ttl), "invalid_request", "/ttl_seconds"));
    for (var credits : NO_AMOUNTS)
      cases.add(bad(path, EXTEND.formatted(",'credits':" + credits), "invalid_amount", "/credits"));
    cases.add(bad(path, EXTEND.formatted(",'credits':0"), "invalid_amount", "/credits"));
    cases.add(bad(path, EXTEND.formatted(",'ttl_seconds':1,'quantity':1"), "invalid_request", "/quantity"));
  }

  private static void refund(List<Arguments> cases) {
    var path = "/v1/refund";
    ids(cases, path, "refund_id", "{'customer':'c','refund_id':%s,'usage_id':'u'}", true);
    ids(cases, path, "usage_id", "{'customer':'c','refund_id':'f','usage_id':%s}", false);
    ids(cases, path, "reservation_id", "{'customer':'c','refund_id':'f','reservation_id':%s}", false);
    cases.add(bad(path, "{'customer':'c','usage_id':'u'}", "invalid_request", "/refund_id"));
    cases.add(bad(path, REFUND.formatted(""), "invalid_request", "/usage_id"));
    cases.add(bad(path, REFUND.formatted(",'usage_id':'u','reservation_id':'r'"), "invalid_request",
        "/reservation_id"));
    for (var credits : NO_AMOUNTS)
      cases.add(bad(path, REFUND.formatted(",'usage_id':'u','credits':" + credits), "invalid_amount", "/credits"));
    cases.add(bad(path, REFUND.formatted(",'usage_id':'u','credits':0"), "invalid_amount", "/credits"));
    cases.add(bad(path, REFUND.formatted(",'usage_id':'u','reason':'" + "x".repeat(501) + "'"), "invalid_request",
        "/reason"));
  }

  private static void runs(List<Arguments> cases) {
    ids(cases, "/v1/runs", "run_id", "{'customer':'c','run_id':%s,'budget':1}", true);
    ids(cases, "/v1/runs", "parent_run_id", "{'customer':'c','run_id':'w','budget':1,'parent_run_id':%s}", false);
    cases.add(bad("/v1/runs", "{'customer':'c','budget':1}", "invalid_request", "/run_id"));
    cases.add(bad("/v1/runs", "{'customer':'c','run_id':'w'}", "invalid_request", "/budget"));
    for (var budget : NO_AMOUNTS)
      cases.add(bad("/v1/runs", "{'customer':'c','run_id':'w','budget':" + budget + "}", "invalid_amount", "/budget"));
    cases.add(bad("/v1/runs", "{'customer':'c','run_id':'w','budget':0}", "invalid_amount", "/budget"));
    for (var ttl : List.of("0", "2592001", "'1'", "1.5"))
      cases.add(bad("/v1/runs", RUN.formatted(",'ttl_seconds':" + ttl), "invalid_request", "/ttl_seconds"));
    cases.add(bad("/v1/runs", RUN.formatted(",'metadata':{'a':'" + "x".repeat(4096) + "'}"), "invalid_request",
        "/metadata"));
    cases.add(bad("/v1/runs", RUN.formatted(",'add':1"), "invalid_request", "/add"));
    ids(cases, "/v1/runs/budget", "run_id", "{'customer':'c','run_id':%s,'budget_id':'b','add':1}", false);
    ids(cases, "/v1/runs/budget", "budget_id", "{'customer':'c','run_id':'w','budget_id':%s,'add':1}", true);
    cases.add(bad("/v1/runs/budget", RAISE.formatted(""), "invalid_request", "/add"));
    for (var add : NO_AMOUNTS)
      cases.add(bad("/v1/runs/budget", RAISE.formatted(",'add':" + add), "invalid_amount", "/add"));
    cases.add(bad("/v1/runs/budget", RAISE.formatted(",'add':0"), "invalid_amount", "/add"));
    ids(cases, "/v1/runs/close", "run_id", "{'customer':'c','run_id':%s}", false);
    cases.add(bad("/v1/runs/close", "{'customer':'c','run_id':'w','reason':'x'}", "invalid_request", "/reason"));
  }

  private static void ids(List<Arguments> cases, String path, String field, String body, boolean chosen) {
    for (var id : NO_IDS)
      cases.add(bad(path, body.formatted(id), id.equals("null") ? "invalid_request" : "invalid_id", '/' + field));
    if (chosen)
      for (var id : OURS)
        cases.add(bad(path, body.formatted(id), "invalid_id", '/' + field));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bodies")
  void a_malformed_operation_is_refused_and_nothing_is_booked(String path, String shown, String body, String code,
      String pointer) {
    var before = server.memory.facts();
    assertMalformed(server.post(path, body), code, pointer);
    assertEquals(before, server.memory.facts());
  }

  static Stream<Arguments> gauges() {
    var path = "/v1/customers/c/gauges/";
    return Stream.of(
        bad(path + "seats", "{'set':1}", "invalid_request", "/usage_id"),
        bad(path + "seats", "{'usage_id':'u'}", "invalid_request", "/set"),
        bad(path + "seats", "{'usage_id':'u','set':1,'add':1}", "invalid_request", "/add"),
        bad(path + "seats", "{'usage_id':'u','set':-1}", "invalid_request", "/set"),
        bad(path + "seats", "{'usage_id':'u','set':1.5}", "invalid_request", "/set"),
        bad(path + "seats", "{'usage_id':'u','set':'1'}", "invalid_request", "/set"),
        bad(path + "seats", "{'usage_id':'u','set':9223372036854775808}", "invalid_request", "/set"),
        bad(path + "seats", "{'usage_id':'u','add':0.5}", "invalid_request", "/add"),
        bad(path + "seats", "{'usage_id':'u','add':null}", "invalid_request", "/add"),
        bad(path + "seats", "{'usage_id':'u','add':-9223372036854775809}", "invalid_request", "/add"),
        bad(path + "seats", "{'usage_id':'tk:u','add':1}", "invalid_id", "/usage_id"),
        bad(path + "seats", "{'usage_id':'u','add':1,'x':1}", "invalid_request", "/x"),
        bad(path + "Seats", "{'usage_id':'u','add':1}", "invalid_id", "/feature"),
        bad(path + "a%20b", "{'usage_id':'u','add':1}", "invalid_id", "/feature"),
        bad(path + "seats?x=1", "{'usage_id':'u','add':1}", "invalid_request", "/x"),
        bad("/v1/customers/tk:c/gauges/seats", "{'usage_id':'u','add':1}", "invalid_id", "/customer"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("gauges")
  void a_malformed_move_of_a_gauge_is_refused_and_nothing_is_booked(String path, String shown, String body,
      String code, String pointer) {
    var before = server.memory.facts();
    assertMalformed(server.put(path, body), code, pointer);
    assertEquals(before, server.memory.facts());
  }

  @Test
  void a_malformed_id_is_not_looked_up() {
    assertMalformed(server.get("/v1/customers/c/reservations/a%20b"), "invalid_id", "/reservation_id");
    assertMalformed(server.get("/v1/customers/c/runs/a%20b"), "invalid_id", "/run_id");
    assertMalformed(server.get("/v1/customers/c/runs/w?x=1"), "invalid_request", "/x");
  }

  @Test
  void what_is_just_within_the_limits_is_taken() {
    var acme = customerWith("100");
    assertEquals(201, ask("/v1/reserve", acme,
        "{'customer':'$','reservation_id':'r','feature':'image','ttl_seconds':86400}").status());
    assertEquals(200, ask("/v1/extend", acme,
        "{'customer':'$','reservation_id':'r','extend_id':'x','ttl_seconds':86400}").status());
    assertEquals(201,
        ask("/v1/runs", acme, "{'customer':'$','run_id':'w','budget':'0.000001','ttl_seconds':2592000}").status());
    assertEquals(200, ask("/v1/settle", acme,
        "{'customer':'$','reservation_id':'r','settle_id':'s','quantity':1000000000000,'credits':'0'}").status());
    assertEquals(200, server.put("/v1/customers/" + acme + "/gauges/seats",
        "{\"usage_id\":\"g\",\"set\":9223372036854775807}").status());
  }

  @Test
  void the_limit_of_metadata_is_a_setting() {
    try (var other = ApiServer.with(new ApiLimits(20))) {
      other.putYaml("/v1/catalogue", CATALOGUE);
      var right = ",'metadata':{'a':'12345678901'}}";
      var wrong = ",'metadata':{'a':'1234567890123'}}";
      assertEquals(201, other.put("/v1/customers/c", json("", "{'name':'x'" + right)).status());
      assertMalformed(other.put("/v1/customers/c", json("", "{'name':'x'" + wrong)), "invalid_request", "/metadata");
      for (var body : List.of("/v1/consume {'customer':'c','usage_id':'u','feature':'export'",
          "/v1/reserve {'customer':'c','reservation_id':'r','feature':'export'",
          "/v1/runs {'customer':'c','run_id':'w','budget':1")) {
        var path = body.substring(0, body.indexOf(' '));
        var start = body.substring(path.length() + 1);
        assertMalformed(other.post(path, json("", start + wrong)), "invalid_request", "/metadata");
        assertEquals(2, other.post(path, json("", start + right)).status() / 100);
      }
    }
  }

  private static void assertMalformed(ApiServer.Answer answer, String code, String pointer) {
    assertEquals(400, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(code, answer.at("/code"), answer::text);
    assertEquals(pointer, answer.at("/pointer"), answer::text);
  }

  private static Arguments bad(String path, String body, String code, String pointer) {
    var text = body.replace('\'', '"');
    return Arguments.of(path, text.length() < 80 ? text : text.substring(0, 80) + '…', text, code, pointer);
  }
}
