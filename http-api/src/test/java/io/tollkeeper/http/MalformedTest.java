package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is not exactly as documented is a 400 that names the field, and nothing is booked. */
class MalformedTest extends ApiServerTest {

  private static final String CONSUME = "{'customer':'c','usage_id':'u','feature':'image'%s}";
  private static final String GRANT = "{'grant_id':'g','credits':1%s}";

  static Stream<Arguments> bodies() {
    var cases = new ArrayList<Arguments>();
    for (var path : List.of("/v1/consume", "/v1/customers/c/grants", "/v1/customers/c/adjustments", "/v1/authorize")) {
      cases.add(bad(path, "", "invalid_request", ""));
      cases.add(bad(path, "null", "invalid_request", ""));
      cases.add(bad(path, "[]", "invalid_request", ""));
      cases.add(bad(path, "'x'", "invalid_request", ""));
      cases.add(bad(path, "{", "invalid_request", ""));
      cases.add(bad(path, "{} {}", "invalid_request", ""));
      cases.add(bad(path, "{}x", "invalid_request", ""));
      cases.add(bad(path, "{'feature':NaN}", "invalid_request", "/feature"));
      cases.add(bad(path, "{/**/}", "invalid_request", ""));
      cases.add(bad(path, "[".repeat(20_000), "invalid_request", null));
      cases.add(bad(path, "{'a':".repeat(5_000), "invalid_request", null));
    }
    consume(cases);
    work(cases);
    grants(cases);
    cases.add(bad("/v1/customers/c/adjustments", "{'adjustment_id':'a'}", "invalid_request", "/credits"));
    cases.add(bad("/v1/customers/c/adjustments", "{'adjustment_id':'a','credits':0}", "invalid_amount", "/credits"));
    cases.add(
        bad("/v1/customers/c/adjustments", "{'adjustment_id':'a','credits':'-0.0'}", "invalid_amount", "/credits"));
    cases.add(bad("/v1/customers/c/adjustments", "{'adjustment_id':'a','credits':'-9223372036854.775808'}",
        "invalid_amount", "/credits"));
    cases.add(
        bad("/v1/customers/c/adjustments", "{'adjustment_id':'tk:a','credits':1}", "invalid_id", "/adjustment_id"));
    cases.add(bad("/v1/customers/c/adjustments", "{'adjustment_id':'a','credits':1,'reason':'a\\u0000b'}",
        "invalid_request", "/reason"));
    cases.add(bad("/v1/customers/c/grants/g1/void", "{'reason':7}", "invalid_request", "/reason"));
    cases.add(bad("/v1/customers/c/grants/g1/void", "{'why':'x'}", "invalid_request", "/why"));
    cases.add(bad("/v1/authorize", "{'customer':'c','feature':'image','min_seq':-1}", "invalid_request", "/min_seq"));
    cases.add(bad("/v1/authorize", "{'customer':'c','feature':'image','min_seq':'1'}", "invalid_request", "/min_seq"));
    cases
        .add(bad("/v1/authorize", "{'customer':'c','feature':'image','usage_id':'u'}", "invalid_request", "/usage_id"));
    cases.add(bad("/v1/authorize?x=1", "{'customer':'c','feature':'image'}", "invalid_request", "/x"));
    return cases.stream();
  }

  private static void consume(List<Arguments> cases) {
    var path = "/v1/consume";
    cases.add(bad(path, "{'usage_id':'u','feature':'image'}", "invalid_request", "/customer"));
    cases.add(bad(path, "{'customer':'c','feature':'image'}", "invalid_request", "/usage_id"));
    cases.add(bad(path, "{'customer':'c','usage_id':'u'}", "invalid_request", "/feature"));
    cases.add(bad(path, "{'customer':null,'usage_id':'u','feature':'image'}", "invalid_request", "/customer"));
    cases.add(
        bad(path, "{'customer':'c','usage_id':'u','usage_id':'v','feature':'image'}", "invalid_request", "/usage_id"));
    for (var id : List.of("1", "true", "{}", "''", "'.'", "'..'", "'a b'", "'a/b'", "'ü'", "'a\\u0000'", "'a\\r\\nb'",
        "'" + "x".repeat(129) + "'", "'stripe:x'", "'plan:x'", "'tk:x'"))
      cases.add(bad(path, "{'customer':'c','usage_id':" + id + ",'feature':'image'}", "invalid_id", "/usage_id"));
    cases.add(bad(path, "{'customer':'" + "x".repeat(300) + "','usage_id':'u','feature':'image'}", "invalid_id",
        "/customer"));
    cases.add(bad(path, "{'customer':'tk:c','usage_id':'u','feature':'image'}", "invalid_id", "/customer"));
    cases.add(bad(path, "{'customer':'c','usage_id':'u','feature':'Image'}", "invalid_id", "/feature"));
    cases
        .add(bad(path, "{'customer':'c','usage_id':'u','feature':'" + "x".repeat(65) + "'}", "invalid_id", "/feature"));
    cases.add(bad(path, CONSUME.formatted(",'extra':1"), "invalid_request", "/extra"));
    cases.add(bad(path, CONSUME.formatted(",'a/b~c':1"), "invalid_request", "/a~1b~0c"));
    cases.add(bad(path, CONSUME.formatted(",'min_seq':1"), "invalid_request", "/min_seq"));
    cases.add(bad(path, CONSUME.formatted(",'run_id':'a b'"), "invalid_id", "/run_id"));
    cases.add(bad(path, CONSUME.formatted(",'occurred_at':'2026-11-22T14:05:01Z'"), "invalid_request", "/occurred_at"));
    for (var time : List.of("'2026-11-22'", "'2026-11-22T14:00Z'", "'2026-11-22 14:00:00Z'", "'2026-13-22T14:00:00Z'",
        "'2026-11-22T14:00:00'", "'1969-12-31T23:59:59Z'",
        "'+12026-11-22T14:00:00Z'", "'2026-11-22T14:00:00+25:00'", "1795356000", "''"))
      cases.add(bad(path, CONSUME.formatted(",'occurred_at':" + time), "invalid_request", "/occurred_at"));
    for (var metadata : List.of("'x'", "[]", "1", "{'a':'\\u0000'}", "{'a':'\\ud800'}", "{'\\udc00':1}",
        "{'a':'" + "x".repeat(4096) + "'}"))
      cases.add(bad(path, CONSUME.formatted(",'metadata':" + metadata), "invalid_request", "/metadata"));
    cases.add(bad(path, CONSUME.formatted(",'metadata':{'a':1,'a':2}"), "invalid_request", "/metadata/a"));
    cases.add(
        bad(path, CONSUME.formatted(",'metadata':{'n':" + "1".repeat(65) + "}"), "invalid_request", "/metadata/n"));
  }

  private static void work(List<Arguments> cases) {
    var path = "/v1/consume";
    for (var credits : List.of("0", "-1", "'0'", "'-1'", "'1e3'", "'NaN'", "'Infinity'", "'+1'", "' 1'", "'1 '", "''",
        "'.5'", "'5.'", "'01'", "'1,5'", "'0x1'", "'1.0000001'", "1.0000001",
        "0.0000001", "9223372036854775808", "9223372036854.775808", "'9223372036854.775808'", "1e999999999",
        "1e-999999999", "true", "{}", "[1]", "'٣'"))
      cases.add(bad(path, CONSUME.formatted(",'credits':" + credits), "invalid_amount", "/credits"));
    cases.add(bad(path, CONSUME.formatted(",'credits':null"), "invalid_request", "/credits"));
    for (var quantity : List.of("0", "-1", "1.5", "1.0", "1e2", "'1'", "true", "1000000000001", "9223372036854775808",
        "1e999999999"))
      cases.add(bad(path, CONSUME.formatted(",'quantity':" + quantity), "invalid_amount", "/quantity"));
    for (var word : List.of("'REJECT'", "'Cap'", "'no'", "''", "1", "true"))
      cases.add(bad(path, CONSUME.formatted(",'on_insufficient':" + word), "invalid_request", "/on_insufficient"));
    cases.add(bad(path, CONSUME.formatted(",'dimensions':[]"), "invalid_request", "/dimensions"));
    for (var word : List.of("null", "true", "{}", "[]", "''", "'" + "x".repeat(257) + "'", "'a\\nb'", "'\\ud800'"))
      cases.add(
          bad(path, CONSUME.formatted(",'dimensions':{'model':" + word + "}"), "invalid_request", "/dimensions/model"));
    for (var total : List.of("-1", "0.0000001", "1e15", "1e999999999", "1e-999999999"))
      cases.add(bad(path, CONSUME.formatted(",'dimensions':{'tokens':" + total + "}"), "invalid_amount",
          "/dimensions/tokens"));
    cases.add(bad(path, CONSUME.formatted(",'dimensions':{'In Tokens':1}"), "invalid_id", "/dimensions/In Tokens"));
    var many = new StringBuilder("'d0':1");
    for (int i = 1; i < 33; i++)
      many.append(",'d").append(i).append("':1");
    cases.add(bad(path, CONSUME.formatted(",'dimensions':{" + many + "}"), "invalid_request", "/dimensions"));
  }

  private static void grants(List<Arguments> cases) {
    var path = "/v1/customers/c/grants";
    cases.add(bad(path, "{'grant_id':'g'}", "invalid_request", "/credits"));
    cases.add(bad(path, "{'credits':1}", "invalid_request", "/grant_id"));
    cases.add(bad(path, "{'grant_id':'stripe:x','credits':1}", "invalid_id", "/grant_id"));
    cases.add(bad(path, "{'grant_id':'g','credits':0}", "invalid_amount", "/credits"));
    cases.add(bad(path, "{'grant_id':'g','credits':-1}", "invalid_amount", "/credits"));
    for (var kind : List.of("'plan'", "'rollover'", "'free'", "'PAID'", "1"))
      cases.add(bad(path, GRANT.formatted(",'kind':" + kind), "invalid_request", "/kind"));
    for (var priority : List.of("-1", "1001", "1.5", "'1'"))
      cases.add(bad(path, GRANT.formatted(",'priority':" + priority), "invalid_request", "/priority"));
    cases.add(bad(path, GRANT.formatted(",'effective_at':'soon'"), "invalid_request", "/effective_at"));
    cases.add(bad(path, GRANT.formatted(",'expires_at':'2027-01-01'"), "invalid_request", "/expires_at"));
    cases
        .add(bad(path, GRANT.formatted(",'expires_at':'9999-12-31T23:59:59-01:00'"), "invalid_request", "/expires_at"));
    for (var term : List.of("'90d'", "'P'", "'PT0S'", "'-P1D'", "'P9000Y'", "'P2147483647Y'", "7"))
      cases.add(bad(path, GRANT.formatted(",'expires_after':" + term), "invalid_request", "/expires_after"));
    cases.add(bad(path, GRANT.formatted(",'expires_at':'2027-01-01T00:00:00Z','expires_after':'P1D'"),
        "invalid_request", "/expires_after"));
    cases.add(bad(path, GRANT.formatted(",'features':'image'"), "invalid_request", "/features"));
    cases.add(bad(path, GRANT.formatted(",'features':['image','Image']"), "invalid_id", "/features/1"));
    cases.add(bad(path, GRANT.formatted(",'features':['image',null]"), "invalid_id", "/features/1"));
    cases.add(bad(path, GRANT.formatted(",'features':['image','image']"), "invalid_request", "/features/1"));
    cases.add(bad(path, GRANT.formatted(",'reason':'" + "x".repeat(501) + "'"), "invalid_request", "/reason"));
    cases.add(bad(path, GRANT.formatted(",'reason':'a\\nb'"), "invalid_request", "/reason"));
    cases.add(bad(path, GRANT.formatted(",'source':'stripe'"), "invalid_request", "/source"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bodies")
  void a_malformed_body_is_refused_and_nothing_is_booked(String path, String shown, String body, String code,
      @Nullable String pointer) {
    var before = server.memory.facts();
    var answer = server.post(path, body);
    assertEquals(400, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(code, answer.at("/code"), answer::text);
    if (pointer != null) assertEquals(pointer, answer.at("/pointer"), answer::text);
    assertEquals(before, server.memory.facts());
  }

  @Test
  void what_is_just_within_the_limits_is_taken() {
    server.put("/v1/customers/" + "x".repeat(128), "{}");
    server.post("/v1/customers/" + "x".repeat(128) + "/grants",
        "{\"grant_id\":\"g\",\"credits\":\"9223372036854.775807\"}");
    var body = "{'customer':'" + "x".repeat(128) + "','usage_id':'" + "A-z_0.:@".repeat(16)
        + "','feature':'image','quantity':1000000000000,'credits':0.000001,"
        + "'dimensions':{'model':'" + "x".repeat(256)
        + "','tokens':999999999999999.999999},'occurred_at':'2026-11-22T15:05:00+01:00',"
        + "'metadata':{'a':'" + "x".repeat(4096 - 8) + "'}}";
    var answer = server.post("/v1/consume", json("", body));
    assertEquals(200, answer.status(), answer::text);
    assertEquals("0.000001", answer.at("/charged"));
  }

  private static Arguments bad(String path, String body, String code,
      @Nullable String pointer) {
    var text = body.replace('\'', '"');
    return Arguments.of(path, text.length() < 80 ? text : text.substring(0, 80) + '…', text, code, pointer);
  }
}
