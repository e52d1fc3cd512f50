package io.tollkeeper.engine.domain;

import static io.tollkeeper.engine.domain.PlanDocuments.entitled;
import static io.tollkeeper.engine.domain.PlanDocuments.inPlan;
import static io.tollkeeper.engine.domain.PlanDocuments.keyed;
import static io.tollkeeper.engine.domain.PlanDocuments.plan;
import static io.tollkeeper.engine.domain.PlanDocuments.problems;
import static io.tollkeeper.engine.domain.PlanDocuments.read;
import static io.tollkeeper.engine.domain.PlanDocuments.valid;
import static io.tollkeeper.engine.domain.PlanDocuments.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {

  @Test
  void a_plan_may_give_nothing() {
    assertEquals(new Plan("p", Map.of(), Credits.ZERO), plan(Map.of()));
    assertEquals(new Plan("p", Map.of(), Credits.ZERO), plan(Map.of("entitlements", Map.of())));
  }

  @Test
  void a_plan_may_let_its_customers_owe() {
    assertEquals(Credits.of(new BigDecimal("0.5")), plan(Map.of("overdraft", "0.5")).overdraft());
    assertEquals(Credits.of(BigDecimal.TEN), plan(Map.of("overdraft", 10)).overdraft());
    assertEquals(Credits.ZERO, plan(Map.of("overdraft", 0)).overdraft());
    assertEquals(new Credits(Long.MAX_VALUE), plan(Map.of("overdraft", "9223372036854.775807")).overdraft());
  }

  @Test
  void plans_stay_in_the_order_of_the_document() {
    var plans = new LinkedHashMap<String, Object>();
    for (var key : List.of("z", "b", "a", "y"))
      plans.put(key, Map.of());
    assertEquals(List.of("z", "b", "a", "y"), List.copyOf(valid(Map.of("plans", plans)).plans().keySet()));
  }

  @Test
  void one_plan_may_be_for_everyone() {
    var catalogue = valid(Map.of("plans", Map.of("free", Map.of(), "pro", Map.of()), "default_plan", "free"));
    assertEquals("free", catalogue.defaultPlan().orElseThrow().key());
    assertEquals(Optional.empty(), valid(Map.of("plans", Map.of("free", Map.of()))).defaultPlan());
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("plans that are no mapping", Map.of("plans", List.of()), "/plans"),
        bad("a plan that is no mapping", Map.of("plans", Map.of("p", true)), "/plans/p"),
        bad("a plan without a value", Map.of("plans", Collections.singletonMap("p", null)), "/plans/p"),
        bad("a plan's key that is none", Map.of("plans", Map.of("Pro", Map.of())), "/plans/Pro"),
        bad("101 plans", Map.of("plans", keyed(101, Map.of())), "/plans"),
        bad("a default that is no plan", Map.of("default_plan", "free"), "/default_plan"),
        bad("a default that is no text", Map.of("default_plan", 1), "/default_plan"),
        bad("a default without a value", Collections.singletonMap("default_plan", null), "/default_plan"),
        bad("an unknown name in a plan", inPlan(Map.of("price", 1)), "/plans/p/price"),
        bad("an overdraft below 0", inPlan(Map.of("overdraft", -1)), "/plans/p/overdraft"),
        bad("an overdraft of too much", inPlan(Map.of("overdraft", "9223372036854.775808")), "/plans/p/overdraft"),
        bad("an overdraft with 7 decimals", inPlan(Map.of("overdraft", "0.0000001")), "/plans/p/overdraft"),
        bad("an overdraft that would fill the memory", inPlan(Map.of("overdraft", new BigDecimal("1e999999999"))),
            "/plans/p/overdraft"),
        bad("an overdraft that is true", inPlan(Map.of("overdraft", true)), "/plans/p/overdraft"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_problem_is_named_with_its_place(String name, Map<String, ?> document, String path) {
    var problems = problems(document);
    assertTrue(problems.stream().anyMatch(problem -> problem.path().equals(path)), () -> name + ": " + problems);
    assertTrue(problems.stream().noneMatch(problem -> problem.message().isEmpty() || problem.hint().isEmpty()),
        problems::toString);
  }

  static Stream<String> laterNames() {
    return Stream.of("stripe_prices", "period", "credits", "renewal_grace", "low_balance", "on_past_due", "on_refund",
        "on_dispute");
  }

  @ParameterizedTest
  @MethodSource("laterNames")
  void what_a_plan_cannot_have_yet_is_refused_like_any_unknown_name(String name) {
    assertEquals(
        List.of(
            new Problem("/plans/p/" + name, "nothing is known by this name here", "known: entitlements, overdraft")),
        problems(inPlan(Map.of(name, 1))));
  }

  @Test
  void hints_name_what_there_is() {
    assertEquals("known: api, chat, seats, tier", problems(entitled("xyz", true)).getFirst().hint());
    assertEquals("known: basic, pro",
        problems(Map.of("plans", Map.of("pro", Map.of(), "basic", Map.of()), "default_plan", "free")).getFirst()
            .hint());
    assertEquals("the catalogue has no plans", problems(Map.of("default_plan", "free")).getFirst().hint());
    assertEquals("one of second, minute, hour, day, week, month, billing_period, lifetime",
        problems(entitled("chat", Map.of("limit", 1))).getFirst().hint());
  }

  @Test
  void every_problem_of_all_plans_is_named_at_once() {
    var document = with(Map.of("plans", Map.of(
        "a", Map.of("overdraft", -1, "entitlements",
            Map.of("tier", true, "chat",
                Map.of("limit", List.of(Map.of("limit", -1, "per", "day"), Map.of("limit", 1, "per", "day")), "when",
                    1))),
        "b", Map.of("entitlements", Map.of("xyz", true, "seats", -1), "period", "month")),
        "default_plan", "c", "packs", Map.of("p", Map.of("credits", 0))));
    assertEquals(Set.of("/plans/a/overdraft", "/plans/a/entitlements/tier", "/plans/a/entitlements/chat/limit/0/limit",
        "/plans/a/entitlements/chat/limit/1/per", "/plans/a/entitlements/chat/when", "/plans/b/entitlements/xyz",
        "/plans/b/entitlements/seats", "/plans/b/period", "/default_plan", "/packs/p/credits"),
        Set.copyOf(problems(document).stream().map(Problem::path).toList()));
  }

  @Test
  void as_much_as_is_allowed_is_read() {
    var features = keyed(1_000, Map.of("kind", "switch"));
    var plans = keyed(100, Map.of("entitlements", keyed(1_000, true)));
    var catalogue = read(Map.of("features", features, "plans", plans));
    assertEquals(100, catalogue.plans().size());
    catalogue.plans().values().forEach(plan -> assertEquals(1_000, plan.entitlements().size()));
  }

  private static Arguments bad(String name, Map<String, ?> document, String path) {
    return Arguments.of(name, with(document), path);
  }
}
