package io.tollkeeper.engine.domain;

import static io.tollkeeper.engine.domain.PlanDocuments.given;
import static io.tollkeeper.engine.domain.PlanDocuments.problems;
import static io.tollkeeper.engine.domain.PlanDocuments.valid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackReaderTest {

  @Test
  void a_pack_opens_nothing_unless_it_says_so() {
    assertEquals(Map.of(), pack(Map.of()).entitlements());
    assertEquals(Map.of(), pack(Map.of("entitlements", Map.of())).entitlements());
    assertEquals(Map.of(), pack(Map.of("entitlements", Map.of("api", false))).entitlements());
  }

  @Test
  void what_a_pack_opens_is_said_as_in_a_plan() {
    var entitlements = Map.of("api", true, "tier", "priority", "seats", Map.of("limit", 3, "per_quantity", true),
        "chat", Map.of("limit", 20, "per", "day", "cost", 0, "when", Map.of("model", "a")));
    var opened = pack(Map.of("entitlements", entitlements)).entitlements();
    assertEquals(entitlements.keySet(), opened.keySet());
    entitlements.forEach((key, form) -> assertEquals(given(key, form), Optional.ofNullable(opened.get(key)), key));
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("entitlements that are no mapping", List.of("api"), "/packs/p/entitlements"),
        bad("an unknown feature", Map.of("xyz", true), "/packs/p/entitlements/xyz"),
        bad("a config that is only entitled", Map.of("tier", true), "/packs/p/entitlements/tier"),
        bad("a limit without a window", Map.of("chat", Map.of("limit", 1)), "/packs/p/entitlements/chat/per"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_problem_is_named_with_its_place(String name, Object entitlements, String path) {
    assertEquals(List.of(path),
        problems(Map.of("packs", Map.of("p", Map.of("credits", 1, "entitlements", entitlements)))).stream()
            .map(Problem::path).toList(),
        name);
  }

  @Test
  void a_stripe_price_sells_one_plan_or_one_pack_only() {
    assertEquals(
        List.of(new Problem("/packs/q/stripe_prices", "the price price_1 already sells the plan p",
            "each Stripe price sells one plan or one pack, and is named once")),
        problems(Map.of("plans", Map.of("p", prices("price_1")), "packs",
            Map.of("q", Map.of("credits", 1, "stripe_prices", List.of("price_1"))))));
  }

  @Test
  void a_stripe_price_sells_one_plan_only() {
    var problems = problems(Map.of("plans", Map.of("p", prices("price_1"), "q", prices("price_2", "price_1"))));
    assertEquals(1, problems.size());
    assertTrue(Set.of("/plans/p/stripe_prices", "/plans/q/stripe_prices").contains(problems.getFirst().path()));
  }

  @Test
  void a_plan_and_a_pack_may_have_one_key() {
    var catalogue = valid(Map.of("plans", Map.of("p", prices("price_1")), "packs",
        Map.of("p", Map.of("credits", 1, "stripe_prices", List.of("price_2")))));
    assertEquals(Set.of("price_1"), catalogue.plans().values().iterator().next().stripePrices());
    assertEquals("p", catalogue.packOfStripePrice("price_2").orElseThrow().key());
    assertEquals(Optional.empty(), catalogue.packOfStripePrice("price_1"));
  }

  private static Arguments bad(String name, Object entitlements, String path) {
    return Arguments.of(name, entitlements, path);
  }

  private static Map<String, Object> prices(String... prices) {
    return Map.of("stripe_prices", List.of(prices));
  }

  private static Pack pack(Map<String, ?> more) {
    var pack = new HashMap<String, Object>(more);
    pack.put("credits", 1);
    return valid(Map.of("packs", Map.of("p", pack))).pack("p").orElseThrow();
  }
}
