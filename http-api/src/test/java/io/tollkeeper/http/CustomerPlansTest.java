package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

/** Plans that customers are given, change and lose. */
class CustomerPlansTest extends ApiServerTest {

  private static final String PRO =
      "{'plan':'pro','catalogue_version':1,'source':'api','status':'active','trial':false,"
          + "'since':'2026-11-22T14:00:00Z','period_start':'2026-11-22T14:00:00Z','period_end':'2026-12-22T14:00:00Z','ahead':null}";

  @Override
  String catalogue() {
    return WITH_PLANS;
  }

  @AfterEach
  void the_engine_is_back() {
    server.engine(server.memory);
  }

  @Test
  void a_plan_is_given_once_and_brings_its_credits() {
    var acme = customer();
    var answer = put(acme, "/plan", "{'plan':'pro'}");
    assertEquals(200, answer.status(), answer::text);
    assertEquals(json("", PRO), answer.json().path("plan").toString());
    assertEquals("1000", answer.at("/balance/available"));
    assertEquals("plan:pro", answer.at("/grants/0/source"));
    assertEquals(acme, answer.at("/customer"));
    var before = server.memory.facts();
    assertEquals(answer.text(), put(acme, "/plan", "{'plan':'pro','when':'now'}").text());
    assertEquals(answer.text(), put(acme, "/plan", "{'plan':'pro','when':'period_end'}").text());
    assertEquals(answer.text(), get(acme, "").text());
    assertEquals(before, server.memory.facts());
  }

  @Test
  void a_plan_that_is_cancelled_at_the_end_of_its_period_can_be_taken_up_again() {
    var acme = customerOn("pro");
    var cancelled = delete("/v1/customers/" + acme + "/plan?when=period_end");
    assertEquals(200, cancelled.status(), cancelled::text);
    assertEquals("{\"cancel\":true}", cancelled.json().at("/plan/ahead").toString());
    assertEquals("2026-12-22T14:00:00Z", cancelled.at("/entitlements/0/valid_until"));
    var before = server.memory.facts();
    assertEquals(cancelled.text(), delete("/v1/customers/" + acme + "/plan?when=period_end").text());
    assertEquals(before, server.memory.facts());
    assertTrue(put(acme, "/plan", "{'plan':'pro'}").json().at("/plan/ahead").isNull());
  }

  @Test
  void a_plan_that_is_taken_away_leaves_its_credits_and_brings_none_twice() {
    var acme = customerOn("pro");
    var ended = delete("/v1/customers/" + acme + "/plan");
    assertEquals(200, ended.status());
    assertTrue(ended.json().path("plan").isNull());
    assertEquals("default:free", ended.at("/entitlements/0/source"));
    assertEquals("1000", ended.at("/balance/available"));
    var before = server.memory.facts();
    assertEquals(ended.text(), delete("/v1/customers/" + acme + "/plan?when=now").text());
    assertEquals(before, server.memory.facts());
    assertEquals("1000", put(acme, "/plan", "{'plan':'pro'}").at("/balance/available"));
  }

  @Test
  void another_plan_takes_its_place_now_or_at_the_end_of_the_period() {
    try (var other = new ApiServer()) {
      other.putYaml("/v1/catalogue", WITH_PLANS);
      for (var id : List.of("now", "later"))
        other.put("/v1/customers/" + id, "{\"plan\":\"pro\"}");
      assertEquals("team",
          other.put("/v1/customers/now/plan", "{\"plan\":\"team\"}").at("/plan/plan"));
      var ahead = other.put("/v1/customers/later/plan", "{\"plan\":\"team\",\"when\":\"period_end\"}");
      assertEquals("pro", ahead.at("/plan/plan"));
      assertEquals("{\"change\":\"team\"}", ahead.json().at("/plan/ahead").toString());
      other.clock.pass(Duration.ofDays(30));
      var turned = other.get("/v1/customers/later");
      assertEquals("team", turned.at("/plan/plan"));
      assertTrue(turned.json().at("/plan/ahead").isNull());
      assertEquals("2026-12-22T14:00:00Z", turned.at("/plan/since"));
    }
  }

  @Test
  void a_trial_has_its_own_end_and_its_own_credits() {
    var acme = customer();
    var answer = put(acme, "/plan", "{'plan':'pro','trial_until':'2026-12-06T15:00:00+01:00'}");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("trialing", answer.at("/plan/status"));
    assertEquals("true", answer.at("/plan/trial"));
    assertEquals("2026-12-06T14:00:00Z", answer.at("/plan/period_end"));
    assertEquals("50", answer.at("/balance/available"));
    var before = server.memory.facts();
    assertEquals(answer.text(), put(acme, "/plan", "{'plan':'pro','trial_until':'2026-12-06T14:00:00Z'}").text());
    assertEquals(before, server.memory.facts());
    var longer = put(acme, "/plan", "{'plan':'pro','trial_until':'2027-11-22T14:00:00Z'}");
    assertEquals("2027-11-22T14:00:00Z", longer.at("/plan/period_end"));
  }

  @Test
  void a_customer_can_be_created_with_its_plan() {
    var created = server.put("/v1/customers/with-plan", "{\"name\":\"Acme\",\"plan\":\"pro\"}");
    assertEquals(201, created.status(), created::text);
    assertEquals(json("", PRO), created.json().path("plan").toString());
    assertEquals("Acme", created.at("/name"));
    var before = server.memory.facts();
    var again = server.put("/v1/customers/with-plan", "{\"plan\":\"pro\",\"name\":\"Acme\"}");
    assertEquals(200, again.status());
    assertEquals(created.text(), again.text());
    assertEquals("pro", server.put("/v1/customers/with-plan", "{}").at("/plan/plan"));
    assertEquals(before, server.memory.facts());
    assertEquals("team", server.put("/v1/customers/with-plan", "{\"plan\":\"team\"}").at("/plan/plan"));
  }

  @Test
  void a_mistyped_plan_creates_nobody() {
    var asked = server.memory.asked().size();
    var answer = server.put("/v1/customers/typo", "{\"plan\":\"prp\"}");
    assertEquals(404, answer.status());
    assertEquals("plan_not_found", answer.at("/code"));
    assertEquals(asked, server.memory.asked().size());
    assertEquals(404, server.get("/v1/customers/typo").status());
  }

  @Test
  void a_plan_is_refused_with_the_rule_that_refuses_it() {
    var acme = customer();
    var unknown = put(acme, "/plan", "{'plan':'prp'}");
    assertEquals(404, unknown.status());
    assertEquals("plan_not_found", unknown.at("/code"));
    assertEquals("plan", unknown.at("/denied_by/rule"));
    assertEquals(acme, unknown.at("/denied_by/id"));
    for (var answer : List.of(put("nobody", "/plan", "{'plan':'pro'}"), delete("/v1/customers/nobody/plan"))) {
      assertEquals(404, answer.status());
      assertEquals("customer_not_found", answer.at("/code"));
    }
  }

  @Test
  void decisions_below_what_the_plan_calls_low_say_so() {
    var acme = customerOn("pro");
    assertFalse(ask("/v1/consume", acme, "{'customer':'$','usage_id':'u1','feature':'image','credits':500}").json()
        .has("low_balance"));
    var low = ask("/v1/consume", acme, "{'customer':'$','usage_id':'u2','feature':'image','credits':1}");
    assertEquals("true", low.at("/low_balance"));
    assertEquals("true", ask("/v1/authorize", acme, "{'customer':'$','feature':'image'}").at("/low_balance"));
    var refused = ask("/v1/consume", acme, "{'customer':'$','usage_id':'u3','feature':'image','credits':600}");
    assertEquals(402, refused.status());
    assertEquals("true", refused.at("/low_balance"));
    var repeat = ask("/v1/consume", acme, "{'customer':'$','usage_id':'u2','feature':'image','credits':1}");
    assertEquals(low.text(), repeat.text());
  }

  @Test
  void a_put_of_which_only_a_part_is_known_is_unavailable() {
    server.engine(new Engine() {
      @Override
      @SuppressWarnings("unchecked") // several requests are answered with a list of results
      public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
        return CompletableFuture.completedFuture(new Reply.Answered<>((A) List.of(
            new Request.Result.Unavailable("secret"), new Request.Result.Unavailable("secret"))));
      }
    });
    var answer = server.put("/v1/customers/acme", "{\"plan\":\"pro\"}");
    assertEquals(503, answer.status());
    assertEquals("1", answer.header("Retry-After"));
    assertFalse(answer.text().contains("secret"));
  }
}
