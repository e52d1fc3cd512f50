package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.tollkeeper.engine.domain.Hash;

class KeysTest extends ApiServerTest {

  static List<Endpoint> endpoints() {
    try (var server = new ApiServer()) {
      return server.api.endpoints();
    }
  }

  static Stream<Endpoint> keyed() {
    return endpoints().stream().filter(endpoint -> endpoint.access() != Access.PUBLIC);
  }

  static Stream<Endpoint> ofAdmins() {
    return endpoints().stream().filter(endpoint -> endpoint.access() == Access.ADMIN);
  }

  static Stream<Endpoint> ofAgents() {
    return endpoints().stream().filter(endpoint -> endpoint.access() == Access.AGENT);
  }

  @ParameterizedTest
  @MethodSource("keyed")
  void nothing_is_answered_without_a_key(Endpoint endpoint) {
    assertUnauthorized(call(endpoint, ""));
  }

  @ParameterizedTest
  @MethodSource("keyed")
  void nothing_is_answered_to_an_unknown_key(Endpoint endpoint) {
    assertUnauthorized(call(endpoint, "key-of-nobody"));
  }

  @ParameterizedTest
  @MethodSource("ofAdmins")
  void an_agent_is_refused_what_is_for_admins(Endpoint endpoint) {
    var answer = call(endpoint, ApiServer.AGENT);
    assertEquals(403, answer.status());
    assertEquals("forbidden", answer.at("/code"));
  }

  @ParameterizedTest
  @MethodSource("ofAgents")
  void an_agent_may_work_and_read_customers(Endpoint endpoint) {
    var status = call(endpoint, ApiServer.AGENT).status();
    assertEquals(false, status == 401 || status == 403);
  }

  @Test
  void agents_have_the_hot_path_and_the_reading_of_customers() {
    assertEquals(
        List.of("GET /v1/customers", "GET /v1/customers/{customer}", "GET /v1/customers/{customer}/balance",
            "GET /v1/customers/{customer}/entitlements", "GET /v1/customers/{customer}/entitlements/{feature}",
            "GET /v1/customers/{customer}/explain", "GET /v1/customers/{customer}/ledger",
            "GET /v1/customers/{customer}/reservations/{reservation_id}",
            "GET /v1/customers/{customer}/runs/{run_id}", "GET /v1/customers/{customer}/usage/{usage_id}",
            "POST /v1/authorize", "POST /v1/batch", "POST /v1/consume", "POST /v1/extend", "POST /v1/refund",
            "POST /v1/release", "POST /v1/reserve", "POST /v1/runs", "POST /v1/runs/budget", "POST /v1/runs/close",
            "POST /v1/settle"),
        ofAgents().map(endpoint -> endpoint.method().value() + ' ' + endpoint.template()).sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Basic a2V5LW9mLWFuLWFkbWlu", "key-of-an-admin",
    "Bearer key-of-an-admin x", "Bearer key-of-an-admin, Bearer key-of-an-admin",
    "Bearer KEY-OF-AN-ADMIN", "Digest username=\"a\"", "Bearer \u00e9"})
  void an_authorization_that_is_no_key_is_refused(String value) {
    assertUnauthorized(server.send(server.request("/v1/catalogue", "").header("Authorization", value).GET()));
  }

  @Test
  void the_name_of_the_scheme_is_in_any_case() {
    assertEquals(200, server
        .send(server.request("/v1/catalogue", "").header("Authorization", "bearer key-of-an-admin").GET()).status());
  }

  @Test
  void two_keys_are_no_key() {
    assertUnauthorized(server.send(
        server.request("/v1/catalogue", ApiServer.ADMIN).header("Authorization", "Bearer " + ApiServer.ADMIN).GET()));
    assertUnauthorized(
        server.send(server.request("/v1/catalogue", ApiServer.ADMIN).header("authorization", "Basic eA==").GET()));
  }

  @Test
  void a_key_in_the_query_is_no_key() {
    assertUnauthorized(server.send(server.request("/v1/catalogue?key=" + ApiServer.ADMIN, "").GET()));
  }

  @Test
  void the_customer_of_another_tenant_looks_like_one_that_does_not_exist() {
    var theirs = customerWith("100");
    ask("/v1/consume", theirs, "{'customer':'$','usage_id':'u','feature':'image'}");
    ask("/v1/runs", theirs, "{'customer':'$','run_id':'w','budget':50}");
    ask("/v1/reserve", theirs, "{'customer':'$','reservation_id':'r','feature':'image','run_id':'w'}");
    var before = server.memory.facts();
    for (var path : List.of("", "/balance", "/ledger", "/usage/u", "/reservations/r", "/runs/w", "/entitlements",
        "/entitlements/image", "/explain?feature=image")) {
      var other = server.send(server.request("/v1/customers/" + theirs + path, ApiServer.STRANGER).GET());
      var missing = server.send(server.request("/v1/customers/nobody" + path, ApiServer.STRANGER).GET());
      assertEquals(404, other.status());
      assertEquals(missing.text().replace("nobody", theirs), other.text());
    }
    for (var call : List.of(
        "consume {'customer':'$','usage_id':'u','feature':'image'}",
        "authorize {'customer':'$','feature':'image'}",
        "reserve {'customer':'$','reservation_id':'r2','feature':'image'}",
        "settle {'customer':'$','reservation_id':'r'}",
        "release {'customer':'$','reservation_id':'r'}",
        "extend {'customer':'$','reservation_id':'r','extend_id':'x','ttl_seconds':60}",
        "refund {'customer':'$','refund_id':'f','usage_id':'u'}",
        "batch {'operations':[{'op':'settle','customer':'$','reservation_id':'r'}]}",
        "runs {'customer':'$','run_id':'w2','budget':1}",
        "runs/budget {'customer':'$','run_id':'w','budget_id':'b','add':1}",
        "runs/close {'customer':'$','run_id':'w'}")) {
      var path = "/v1/" + call.substring(0, call.indexOf(' '));
      var body = call.substring(call.indexOf(' ') + 1);
      var other = stranger("POST", path, json(theirs, body));
      assertEquals(stranger("POST", path, json("nobody", body)).text().replace("nobody", theirs), other.text());
      assertTrue(other.text().contains("\"code\":\"customer_not_found\""), other::text);
    }
    for (var call : List.of("PUT gauges/seats {'usage_id':'s','set':1}", "PUT plan {'plan':'pro'}", "DELETE plan {}",
        "PUT entitlements/image {'effect':'deny'}", "DELETE entitlements/image {}", "POST suspend {'reason':'x'}",
        "POST resume {}")) {
      var parts = call.split(" ", 3);
      var other = stranger(parts[0], "/v1/customers/" + theirs + '/' + parts[1], json("", parts[2]));
      assertEquals(404, other.status());
      assertEquals("customer_not_found", other.at("/code"));
    }
    assertEquals(before, server.memory.facts());
  }

  @Test
  void the_catalogue_of_another_tenant_is_not_seen() {
    assertEquals(404, server.send(server.request("/v1/catalogue", ApiServer.STRANGER).GET()).status());
    assertEquals(404, server.send(server.request("/v1/catalogue/versions/1", ApiServer.STRANGER).GET()).status());
  }

  @Test
  void the_same_key_twice_is_a_mistake() {
    var keys =
        List.of(new ApiKeys.Key("t1", Scope.AGENT, Hash.of("k")), new ApiKeys.Key("t2", Scope.ADMIN, Hash.of("k")));
    assertThrows(IllegalArgumentException.class, () -> new ApiKeys(keys));
  }

  private ApiServer.Answer stranger(String method, String path, String body) {
    return server.send(server.request(path, ApiServer.STRANGER).header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private ApiServer.Answer call(Endpoint endpoint, String key) {
    var path = endpoint.template().replace("{version}", "1").replaceAll("\\{[a-z_]+}", "x");
    return server.send(server.request(path, key).header("Content-Type", "application/json")
        .method(endpoint.method().value(), HttpRequest.BodyPublishers.ofString("{}")));
  }

  private static void assertUnauthorized(ApiServer.Answer answer) {
    assertEquals(401, answer.status(), answer::text);
    assertEquals("Bearer", answer.header("WWW-Authenticate"));
    assertEquals("{\"type\":\"/docs#unauthorized\",\"title\":\"A valid API key is required\",\"status\":401,"
        + "\"detail\":\"Send a valid key as \\\"Authorization: Bearer <key>\\\".\",\"code\":\"unauthorized\"}",
        answer.text());
  }
}
