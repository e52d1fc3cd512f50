package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.http.stripe.ScriptedStripe.Reply;
import io.tollkeeper.http.stripe.StripeFailure.Kind;

final class StripeApiTest {

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final StripeApi api = api(ScriptedStripe.KEY);

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void what_is_posted_goes_as_a_form_with_its_key() {
    stripe.on("/v1/things", 200, "{\"id\":\"t_1\",\"anything\":{\"new\":1}}");
    var form = Map.<String, Object>of("a", Map.of("b", "x y&z"), "list", List.of(Map.of("price", "p")));
    assertEquals("t_1", join(api.post("main", "/v1/things", form, "key-1")).path("id").asText());
    var request = stripe.requests().getFirst();
    assertEquals("key-1", request.idempotencyKey());
    assertEquals(Map.of("a[b]", "x y&z", "list[0][price]", "p"), request.fields());
  }

  @Test
  void a_list_is_read_page_by_page() {
    stripe.on("/v1/things", request -> {
      var next = request.fields().containsKey("starting_after") ? 2 : 1;
      return new Reply(200, "{\"data\":[{\"id\":\"t_%d\"}],\"has_more\":%b}".formatted(next, next < 2));
    });
    var first = api.page("main", "/v1/things", Map.of("status", "all"), "").toCompletableFuture().join();
    assertEquals("t_1", first.end());
    assertTrue(first.hasMore());
    var second = api.page("main", "/v1/things", Map.of("status", "all"), first.end()).toCompletableFuture().join();
    assertEquals("t_2", second.end());
    assertFalse(second.hasMore());
    assertEquals(Map.of("status", "all", "limit", "100", "starting_after", "t_1"),
        stripe.requests().getLast().fields());
  }

  @Test
  void each_kind_of_failure_is_told_by_its_code() {
    assertFailure(Kind.DECLINED, "insufficient_funds", 402,
        "{'error':{'type':'card_error','code':'card_declined','decline_code':'insufficient_funds','message':'x'}}");
    assertFailure(Kind.INVALID, "resource_missing", 404,
        "{'error':{'type':'invalid_request_error','code':'resource_missing','message':'x'}}");
    assertFailure(Kind.INVALID, "status_401", 401,
        "{'error':{'type':'invalid_request_error','message':'Invalid API Key provided: sk_test_*cdef'}}");
    assertFailure(Kind.REUSED, "idempotency_error", 400, "{'error':{'type':'idempotency_error','message':'x'}}");
    assertFailure(Kind.RATE_LIMITED, "rate_limit", 429,
        "{'error':{'type':'invalid_request_error','code':'rate_limit','message':'x'}}");
    assertFailure(Kind.UNAVAILABLE, "unreadable_answer", 200, "[]");
  }

  @Test
  void a_fault_of_stripe_is_tried_again_with_the_same_key() {
    stripe.on("/v1/things", _ -> stripe.requests().size() < 3
        ? new Reply(503, "{'error':{'type':'api_error'}}".replace('\'', '"'))
        : new Reply(200, "{\"id\":\"t_1\"}"));
    assertEquals("t_1", join(api.post("main", "/v1/things", Map.of(), "key-2")).path("id").asText());
    assertEquals(List.of("key-2", "key-2", "key-2"),
        stripe.requests().stream().map(ScriptedStripe.Request::idempotencyKey).toList());
  }

  @Test
  void nobody_there_and_no_key_are_failures_too() {
    assertEquals("no_api_key", failure(api.get("other", "/v1/things", Map.of())).code());
    assertFalse(api.isConfigured("other"));
    stripe.close();
    assertEquals("connection", failure(api.get("main", "/v1/things", Map.of())).code());
  }

  private void assertFailure(Kind kind, String code, int status, String body) {
    stripe.on("/v1/things", status, body.replace('\'', '"'));
    var failure = failure(api.get("main", "/v1/things", Map.of()));
    assertEquals(kind + " " + code, failure.kind() + " " + failure.code());
    assertFalse(String.valueOf(failure.getMessage()).contains("sk_"), failure::getMessage);
  }

  private static StripeFailure failure(CompletionStage<JsonNode> stage) {
    return assertInstanceOf(StripeFailure.class,
        assertThrows(CompletionException.class, () -> join(stage)).getCause());
  }

  private static JsonNode join(CompletionStage<JsonNode> stage) {
    return stage.toCompletableFuture().join();
  }

  private StripeApi api(String key) {
    return new StripeApi(new StripeSettings(Map.of(), false, Optional.of(key), Optional.of(stripe.base()), "main"));
  }
}
