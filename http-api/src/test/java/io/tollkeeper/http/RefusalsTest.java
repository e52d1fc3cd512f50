package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.http.problem.Refusals;

class RefusalsTest extends ApiServerTest {

  private static final String MAPPED = """
      ALREADY_RELEASED 409 already_released -
      ALREADY_SETTLED 409 already_settled -
      AMOUNT_TOO_LARGE 400 invalid_amount /credits
      CUSTOMER_NOT_FOUND 404 customer_not_found -
      CUSTOMER_SUSPENDED 403 customer_suspended -
      FEATURE_NOT_FOUND 404 feature_not_found -
      GAUGE_BELOW_ZERO 400 invalid_request /add
      GRANT_ENDS_TOO_EARLY 400 invalid_request /expires_at
      GRANT_NOT_FOUND 404 grant_not_found -
      ID_REUSED 422 id_reused -
      INSUFFICIENT_CREDITS 402 insufficient_credits -
      LIMIT_EXCEEDED 429 limit_exceeded -
      MANAGED_BY_STRIPE 409 managed_by_stripe -
      NOT_ENTITLED 403 not_entitled -
      NO_PRICE 400 no_price /dimensions
      PACK_NOT_FOUND 404 pack_not_found -
      PLAN_NOT_FOUND 404 plan_not_found -
      RATE_LIMITED 429 rate_limited -
      REFUND_EXCEEDS_CHARGE 409 refund_exceeds_charge -
      RESERVATION_EXPIRED 409 reservation_expired -
      RESERVATION_NOT_FOUND 404 reservation_not_found -
      RUN_BUDGET_EXCEEDED 402 run_budget_exceeded -
      RUN_CLOSED 409 run_closed -
      RUN_NOT_FOUND 404 run_not_found -
      RUN_TOO_DEEP 409 run_too_deep -
      TOO_MANY_GRANTS 409 too_many_grants -
      TOO_MANY_OVERRIDES 409 too_many_overrides -
      TOO_MANY_RESERVATIONS 409 too_many_reservations -
      TOO_MANY_RUNS 409 too_many_runs -
      USAGE_NOT_FOUND 404 usage_not_found -
      WRONG_KIND 400 invalid_request /feature
      """;

  @Test
  void every_refusal_has_its_status_code_and_field() {
    var mapped = Arrays.stream(Refusal.values()).map(refusal -> {
      var problem = Refusals.problem(refusal, "");
      return refusal.name() + ' ' + problem.code().status() + ' ' + problem.code().wire() + ' '
          + problem.pointer().orElse("-");
    }).sorted().collect(Collectors.joining("\n", "", "\n"));
    assertEquals(MAPPED, mapped);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
      {'customer':'nobody','usage_id':'u','feature':'image'}                                    | 404 | customer_not_found   | customer |
      {'customer':'$','usage_id':'u','feature':'unknown'}                                       | 404 | feature_not_found    | feature  |
      {'customer':'$','usage_id':'u','feature':'seats'}                                         | 400 | invalid_request      | feature  | /feature
      {'customer':'$','usage_id':'u','feature':'tier'}                                          | 400 | invalid_request      | feature  | /feature
      {'customer':'$','usage_id':'u','feature':'chat'}                                          | 400 | no_price             | price    | /dimensions
      {'customer':'$','usage_id':'u','feature':'chat','dimensions':{'model':'large'}}           | 400 | no_price             | price    | /dimensions
      {'customer':'$','usage_id':'u','feature':'image','quantity':1000000000000}                | 400 | invalid_amount       | price    | /credits
      {'customer':'$','usage_id':'u','feature':'image','run_id':'r'}                            | 404 | run_not_found        | run      |
      {'customer':'$','usage_id':'u','feature':'image','quantity':101}                          | 402 | insufficient_credits | credits  |
      {'customer':'$','usage_id':'u','feature':'image','on_insufficient':'overdraft','credits':2000} | 402 | insufficient_credits | credits  |
      """)
  void a_refused_consume_says_which_rule_denied_it(String body, int status, String code, String rule, String pointer) {
    var customer = customerWith("1000");
    var answer = server.post("/v1/consume", json(customer, body));
    assertRefused(answer, status, code, rule, pointer);
    assertEquals("false", answer.at("/allowed"));
    assertEquals("0", answer.at("/charged"));
    assertEquals("u", answer.at("/usage_id"));
  }

  @Test
  void a_refused_grant_says_why() {
    var customer = customerWith("9223372036854.775807");
    var grants = "/v1/customers/" + customer + "/grants";
    assertRefused(server.post("/v1/customers/nobody/grants", "{\"grant_id\":\"g\",\"credits\":1}"), 404,
        "customer_not_found", "customer", null);
    assertRefused(server.post(grants, "{\"grant_id\":\"g1\",\"credits\":1}"), 422, "id_reused", "repeat", null);
    assertRefused(server.post(grants, "{\"grant_id\":\"g2\",\"credits\":1}"), 400, "invalid_amount", "price",
        "/credits");
    assertRefused(server.post(grants, "{\"grant_id\":\"g2\",\"credits\":1,\"expires_at\":\"2026-11-22T14:00:00Z\"}"),
        400, "invalid_request", "grant", "/expires_at");
    assertRefused(server.post(grants + "/g9/void", "{}"), 404, "grant_not_found", "grant", null);
  }

  @Test
  void there_is_an_end_to_grants() {
    var customer = customer();
    for (int i = 0; i < 5; i++)
      assertEquals(201,
          server.post("/v1/customers/" + customer + "/grants", "{\"grant_id\":\"g" + i + "\",\"credits\":1}").status());
    assertRefused(server.post("/v1/customers/" + customer + "/grants", "{\"grant_id\":\"g5\",\"credits\":1}"), 409,
        "too_many_grants", "grant", null);
    assertRefused(server.post("/v1/customers/" + customer + "/adjustments", "{\"adjustment_id\":\"a\",\"credits\":1}"),
        409, "too_many_grants", "grant", null);
    assertRefused(server.post("/v1/customers/" + customer + "/adjustments", "{\"adjustment_id\":\"a\",\"credits\":-6}"),
        402, "insufficient_credits", "credits", null);
  }

  private static void assertRefused(ApiServer.Answer answer, int status, String code, String rule,
      @Nullable String pointer) {
    assertEquals(status, answer.status(), answer::text);
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(status, answer.json().path("status").asInt());
    assertEquals(code, answer.at("/code"));
    assertEquals("/docs#" + code, answer.at("/type"));
    assertEquals(rule, answer.at("/denied_by/rule"));
    assertEquals(rule.equals("run") ? "run" : "customer", answer.at("/denied_by/level"));
    assertEquals(pointer == null ? "" : pointer, answer.at("/pointer"));
  }
}
