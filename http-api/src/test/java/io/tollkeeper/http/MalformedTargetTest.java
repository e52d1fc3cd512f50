package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, queries and customers that are not as documented. */
class MalformedTargetTest extends ApiServerTest {

  static Stream<Arguments> puts() {
    return Stream.of(
        bad("/v1/customers/c", "{'name':null}", "invalid_request", "/name"),
        bad("/v1/customers/c", "{'name':7}", "invalid_request", "/name"),
        bad("/v1/customers/c", "{'name':'" + "x".repeat(257) + "'}", "invalid_request", "/name"),
        bad("/v1/customers/c", "{'name':'a\\u0007'}", "invalid_request", "/name"),
        bad("/v1/customers/c", "{'metadata':[]}", "invalid_request", "/metadata"),
        bad("/v1/customers/c", "{'stripe_customer_id':'a b'}", "invalid_id", "/stripe_customer_id"),
        bad("/v1/customers/c", "{'plan':'Pro'}", "invalid_id", "/plan"),
        bad("/v1/customers/c", "{'plan':null}", "invalid_request", "/plan"),
        bad("/v1/customers/c", "{'when':'now'}", "invalid_request", "/when"),
        bad("/v1/customers/stripe:c", "{}", "invalid_id", "/customer"),
        bad("/v1/customers/a%2Fb", "{}", "invalid_id", "/customer"),
        bad("/v1/customers/a%252Fb", "{}", "invalid_id", "/customer"),
        bad("/v1/customers/a%0D%0Ab", "{}", "invalid_id", "/customer"),
        bad("/v1/customers/a%00", "{}", "invalid_id", "/customer"),
        bad("/v1/customers/" + "x".repeat(129), "{}", "invalid_id", "/customer"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("puts")
  void a_malformed_customer_is_refused_and_nothing_is_booked(String path, String shown, String body, String code,
      String pointer) {
    var before = server.memory.facts();
    var answer = server.put(path, body);
    assertEquals(400, answer.status(), answer::text);
    assertEquals(code, answer.at("/code"));
    assertEquals(pointer, answer.at("/pointer"));
    assertEquals(before, server.memory.facts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/customers/..", "/v1/customers/.", "/v1/customers/%2E%2E", "/v1/customers/a/..",
    "/v1/customers/", "/v1/customers//", "//v1/customers/c", "/v1//customers/c",
    "/v1/customers/c/", "/v1/customers/c/.."})
  void a_path_that_leads_elsewhere_leads_to_nothing(String path) {
    var before = server.memory.facts();
    assertEquals(404, server.put(path, "{}").status());
    assertEquals(before, server.memory.facts());
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("/v1/customers/c/balance?at=yesterday", "/at"),
        Arguments.of("/v1/customers/c/balance?at=2026-11-22T14:00:00Z&seq=1", "/seq"),
        Arguments.of("/v1/customers/c/balance?seq=-1", "/seq"),
        Arguments.of("/v1/customers/c/balance?seq=1.5", "/seq"),
        Arguments.of("/v1/customers/c/balance?seq=99999999999999999999", "/seq"),
        Arguments.of("/v1/customers/c/balance?seq=1&seq=2", "/seq"),
        Arguments.of("/v1/customers/c/balance?when=now", "/when"),
        Arguments.of("/v1/customers/c/ledger?limit=0", "/limit"),
        Arguments.of("/v1/customers/c/ledger?limit=501", "/limit"),
        Arguments.of("/v1/customers/c/ledger?limit=x", "/limit"),
        Arguments.of("/v1/customers/c/ledger?limit=", "/limit"),
        Arguments.of("/v1/customers/c/ledger?type=Consume", "/type"),
        Arguments.of("/v1/customers/c/ledger?feature=a%20b", "/feature"),
        Arguments.of("/v1/customers/c/ledger?run_id=a%20b", "/run_id"),
        Arguments.of("/v1/customers/c/ledger?from=2026", "/from"),
        Arguments.of("/v1/customers/c/ledger?from=2026-11-22T14:00:00Z&to=2026-11-22T13:00:00Z", "/to"),
        Arguments.of("/v1/customers/c/ledger?cursor=1", "/cursor"),
        Arguments.of("/v1/customers/c/ledger?cursor=1-", "/cursor"),
        Arguments.of("/v1/customers/c/ledger?cursor=1-zzzzzzzzzzzzz", "/cursor"),
        Arguments.of("/v1/customers/c/ledger?cursor=-1--1", "/cursor"),
        Arguments.of("/v1/customers/c/usage/a%20b", "/usage_id"),
        Arguments.of("/v1/customers/c?x=1", "/x"),
        Arguments.of("/v1/catalogue/versions/0", "/version"),
        Arguments.of("/v1/catalogue/versions/one", "/version"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void a_malformed_query_is_refused_with_the_name_of_the_parameter(String path, String pointer) {
    var answer = server.get(path);
    assertEquals(400, answer.status(), answer::text);
    assertEquals(pointer, answer.at("/pointer"));
  }

  private static Arguments bad(String path, String body, String code,
      @Nullable String pointer) {
    var text = body.replace('\'', '"');
    return Arguments.of(path, text.length() < 80 ? text : text.substring(0, 80) + '…', text, code, pointer);
  }
}
