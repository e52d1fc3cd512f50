package io.tollkeeper.engine.domain;

import static io.tollkeeper.engine.domain.PlanDocuments.FEATURES;
import static io.tollkeeper.engine.domain.PlanDocuments.entitled;
import static io.tollkeeper.engine.domain.PlanDocuments.given;
import static io.tollkeeper.engine.domain.PlanDocuments.inPlan;
import static io.tollkeeper.engine.domain.PlanDocuments.keyed;
import static io.tollkeeper.engine.domain.PlanDocuments.problems;
import static io.tollkeeper.engine.domain.PlanDocuments.wire;
import static io.tollkeeper.engine.domain.PlanDocuments.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntitlementReaderTest {

  private static final Entitlement UNLIMITED =
      new Entitlement(Optional.empty(), List.of(), Optional.empty(), Map.of());
  private static final List<CostRule> FREE =
      List.of(new CostRule(Map.of(), Optional.of(Rate.of("0")), Map.of()));

  @Test
  void true_opens_a_feature_without_limits() {
    for (var key : List.of("api", "chat", "seats")) {
      assertEquals(Optional.of(UNLIMITED), given(key, true), key);
      assertEquals(Optional.of(UNLIMITED), given(key, Map.of()), key);
    }
  }

  @Test
  void false_is_as_if_it_were_left_out() {
    for (var key : FEATURES.keySet())
      assertEquals(Optional.empty(), given(key, false), key);
  }

  @Test
  void a_config_feature_has_a_value() {
    var priority = new Entitlement(Optional.of("priority"), List.of(), Optional.empty(), Map.of());
    assertEquals(Optional.of(priority), given("tier", "priority"));
    assertEquals(Optional.of(priority), given("tier", Map.of("value", "priority")));
    assertEquals("true", value("true"));
    assertEquals("x".repeat(255), value("x".repeat(255)));
  }

  @Test
  void a_number_is_a_value_in_its_plain_form() {
    for (var number : List.of(1000, 1000L, BigInteger.valueOf(1000), new BigDecimal("1000.0"), new BigDecimal("1e3")))
      assertEquals("1000", value(number));
    assertEquals("0", value(new BigDecimal("0.00")));
    assertEquals("-1.5", value(new BigDecimal("-1.50")));
    assertEquals("1.50", value("1.50"));
  }

  @Test
  void a_gauge_has_one_limit_at_every_moment() {
    var ten = limited(new Limit(10, Optional.empty(), false));
    assertEquals(Optional.of(ten), given("seats", 10));
    assertEquals(Optional.of(ten), given("seats", "10"));
    assertEquals(Optional.of(ten), given("seats", Map.of("limit", 10)));
    assertEquals(Optional.of(limited(new Limit(0, Optional.empty(), false))), given("seats", 0));
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void a_limit_is_counted_in_a_window(Window window) {
    assertEquals(Optional.of(limited(new Limit(20, Optional.of(window), false))),
        given("chat", Map.of("limit", 20, "per", wire(window))));
  }

  @Test
  void every_window_may_have_a_limit() {
    var all = Stream.of(Window.values()).map(window -> Map.of("limit", 20, "per", wire(window))).toList();
    var limits = Stream.of(Window.values()).map(window -> new Limit(20, Optional.of(window), false)).toList();
    assertEquals(limits, given("chat", Map.of("limit", all)).orElseThrow().limits());
  }

  @Test
  void the_quantity_of_a_subscription_may_multiply_a_limit() {
    assertEquals(Optional.of(limited(new Limit(10, Optional.empty(), true))),
        given("seats", Map.of("limit", 10, "per_quantity", true)));
    assertEquals(Optional.of(limited(new Limit(10, Optional.empty(), false))),
        given("seats", Map.of("limit", 10, "per_quantity", false)));
    assertEquals(Optional.of(limited(new Limit(20, Optional.of(Window.DAY), true))),
        given("chat", Map.of("limit", 20, "per", "day", "per_quantity", true)));
  }

  @Test
  void each_limit_of_a_list_says_whether_the_quantity_multiplies_it() {
    assertEquals(
        List.of(new Limit(60, Optional.of(Window.MINUTE), false), new Limit(20, Optional.of(Window.DAY), true)),
        given("chat", Map.of("limit", List.of(Map.of("limit", 60, "per", "minute"),
            Map.of("limit", 20, "per", "day", "per_quantity", true)))).orElseThrow().limits());
  }

  @Test
  void limits_are_whole_numbers_up_to_a_bound() {
    for (var number : List.of(20, 20L, BigInteger.valueOf(20), new BigDecimal("20.0"), new BigDecimal("2e1"), "20"))
      assertEquals(20, given("chat", Map.of("limit", number, "per", "day")).orElseThrow().limits().getFirst().limit());
    assertEquals(LimitReader.MAX_LIMIT,
        given("seats", 1_000_000_000_000_000L).orElseThrow().limits().getFirst().limit());
  }

  @Test
  void an_entitlement_may_have_its_own_cost() {
    for (var key : List.of("api", "chat")) {
      assertEquals(Optional.of(FREE), given(key, Map.of("cost", 0)).orElseThrow().cost());
      assertEquals(Optional.of(FREE), given(key, Map.of("cost", Map.of("credits", 0))).orElseThrow().cost());
      assertEquals(
          Optional.of(List.of(
              new CostRule(Map.of("model", List.of("a")), Optional.empty(), Map.of("tokens", Rate.of("0.1"))),
              new CostRule(Map.of(), Optional.of(Rate.of("2")), Map.of()))),
          given(key, Map.of("cost", List.of(
              Map.of("when", Map.of("model", "a"), "per", Map.of("tokens", "0.1")), Map.of("credits", 2))))
              .orElseThrow().cost());
    }
    assertEquals(Optional.empty(), given("chat", true).orElseThrow().cost());
  }

  @Test
  void an_entitlement_may_be_for_some_work_only() {
    for (var key : List.of("api", "chat"))
      assertEquals(Map.of("model", List.of("a", "2"), "region", List.of("eu")),
          given(key, Map.of("when", Map.of("model", List.of("a", 2), "region", "eu"))).orElseThrow().when());
  }

  @Test
  void limits_cost_and_conditions_go_together() {
    assertEquals(
        Optional.of(new Entitlement(Optional.empty(), List.of(new Limit(20, Optional.of(Window.DAY), false)),
            Optional.of(FREE), Map.of("model", List.of("a")))),
        given("chat", Map.of("limit", 20, "per", "day", "cost", 0, "when", Map.of("model", "a"))));
  }

  static Stream<Arguments> invalid() {
    var day = Map.of("limit", 1, "per", "day");
    return Stream.of(
        bad("entitlements that are no mapping", inPlan(Map.of("entitlements", List.of("api"))),
            "/plans/p/entitlements"),
        bad("1,001 entitlements", inPlan(Map.of("entitlements", keyed(1_001, true))), "/plans/p/entitlements"),
        bad("an unknown feature", entitled("xyz", true), "/plans/p/entitlements/xyz"),
        bad("an unknown feature that is not given", entitled("xyz", false), "/plans/p/entitlements/xyz"),
        bad("a feature's key that is none", entitled("API", true), "/plans/p/entitlements/API"),
        bad("an entitlement without a value", inPlan(Map.of("entitlements", Collections.singletonMap("api", null))),
            "/plans/p/entitlements/api"),
        bad("a switch with a number", entitled("api", 1), "/plans/p/entitlements/api"),
        bad("a switch with a word", entitled("api", "true"), "/plans/p/entitlements/api"),
        bad("a switch with a limit", entitled("api", day), "/plans/p/entitlements/api/limit"),
        bad("a switch with a window", entitled("api", day), "/plans/p/entitlements/api/per"),
        bad("a switch with a value", entitled("api", Map.of("value", "x")), "/plans/p/entitlements/api/value"),
        bad("an unknown name in a switch", entitled("api", Map.of("x", 1)), "/plans/p/entitlements/api/x"),
        bad("a config that is only entitled", entitled("tier", true), "/plans/p/entitlements/tier"),
        bad("a config with a list", entitled("tier", List.of("a")), "/plans/p/entitlements/tier"),
        bad("a config with an empty text", entitled("tier", ""), "/plans/p/entitlements/tier"),
        bad("a config with a long text", entitled("tier", "x".repeat(256)), "/plans/p/entitlements/tier"),
        bad("a config with a line break", entitled("tier", "a\nb"), "/plans/p/entitlements/tier"),
        bad("a config with a number that would fill the memory", entitled("tier", new BigDecimal("1e999999999")),
            "/plans/p/entitlements/tier"),
        bad("a config with a floating-point number", entitled("tier", 0.1), "/plans/p/entitlements/tier"),
        bad("a config without a value", entitled("tier", Map.of()), "/plans/p/entitlements/tier/value"),
        bad("a config whose value is true", entitled("tier", Map.of("value", true)),
            "/plans/p/entitlements/tier/value"),
        bad("a config with a cost", entitled("tier", Map.of("value", "a", "cost", 0)),
            "/plans/p/entitlements/tier/cost"),
        bad("a config with a condition", entitled("tier", Map.of("value", "a", "when", Map.of("model", "x"))),
            "/plans/p/entitlements/tier/when"),
        bad("a config with a limit", entitled("tier", Map.of("value", "a", "limit", 1)),
            "/plans/p/entitlements/tier/limit"),
        bad("a gauge with a word", entitled("seats", "ten"), "/plans/p/entitlements/seats"),
        bad("a gauge with a list", entitled("seats", List.of(1)), "/plans/p/entitlements/seats"),
        bad("a gauge below 0", entitled("seats", -1), "/plans/p/entitlements/seats"),
        bad("half a gauge", entitled("seats", new BigDecimal("0.5")), "/plans/p/entitlements/seats"),
        bad("a gauge per day", entitled("seats", day), "/plans/p/entitlements/seats/per"),
        bad("a gauge with several limits", entitled("seats", Map.of("limit", List.of(Map.of("limit", 1)))),
            "/plans/p/entitlements/seats/limit"),
        bad("a gauge with a cost", entitled("seats", Map.of("cost", 0)), "/plans/p/entitlements/seats/cost"),
        bad("a gauge with a condition", entitled("seats", Map.of("when", Map.of("model", "x"))),
            "/plans/p/entitlements/seats/when"),
        bad("a metered feature with a number", entitled("chat", 20), "/plans/p/entitlements/chat"),
        bad("a metered feature with a list", entitled("chat", List.of(day)), "/plans/p/entitlements/chat"),
        bad("a metered feature with a value", entitled("chat", Map.of("value", 1)),
            "/plans/p/entitlements/chat/value"),
        bad("a limit without a window", entitled("chat", Map.of("limit", 20)), "/plans/p/entitlements/chat/per"),
        bad("a window without a limit", entitled("chat", Map.of("per", "day")), "/plans/p/entitlements/chat/limit"),
        bad("a limit below 0", entitled("chat", Map.of("limit", -1, "per", "day")),
            "/plans/p/entitlements/chat/limit"),
        bad("half a limit", entitled("chat", Map.of("limit", "0.5", "per", "day")),
            "/plans/p/entitlements/chat/limit"),
        bad("a limit beyond the bound", entitled("chat", Map.of("limit", 1_000_000_000_000_001L, "per", "day")),
            "/plans/p/entitlements/chat/limit"),
        bad("a limit that would fill the memory",
            entitled("chat", Map.of("limit", new BigDecimal("1e999999999"), "per", "day")),
            "/plans/p/entitlements/chat/limit"),
        bad("a limit that is true", entitled("chat", Map.of("limit", true, "per", "day")),
            "/plans/p/entitlements/chat/limit"),
        bad("a limit that is a mapping", entitled("chat", Map.of("limit", day)),
            "/plans/p/entitlements/chat/limit"),
        bad("a limit without a value", entitled("chat", Collections.singletonMap("limit", null)),
            "/plans/p/entitlements/chat/limit"),
        bad("an unknown window", entitled("chat", Map.of("limit", 1, "per", "year")),
            "/plans/p/entitlements/chat/per"),
        bad("a window in capitals", entitled("chat", Map.of("limit", 1, "per", "DAY")),
            "/plans/p/entitlements/chat/per"),
        bad("a window that is a number", entitled("chat", Map.of("limit", 1, "per", 60)),
            "/plans/p/entitlements/chat/per"),
        bad("no limits", entitled("chat", Map.of("limit", List.of())), "/plans/p/entitlements/chat/limit"),
        bad("a list of numbers", entitled("chat", Map.of("limit", List.of(1))),
            "/plans/p/entitlements/chat/limit/0"),
        bad("a list and a window", entitled("chat", Map.of("limit", List.of(day), "per", "day")),
            "/plans/p/entitlements/chat/per"),
        bad("a window that is there twice", entitled("chat", Map.of("limit", List.of(day, day))),
            "/plans/p/entitlements/chat/limit/1/per"),
        bad("a listed limit without a window", entitled("chat", Map.of("limit", List.of(day, Map.of("limit", 1)))),
            "/plans/p/entitlements/chat/limit/1/per"),
        bad("a listed window without a limit", entitled("chat", Map.of("limit", List.of(Map.of("per", "day")))),
            "/plans/p/entitlements/chat/limit/0/limit"),
        bad("an unknown name in a listed limit",
            entitled("chat", Map.of("limit", List.of(Map.of("limit", 1, "per", "day", "cost", 1)))),
            "/plans/p/entitlements/chat/limit/0/cost"),
        bad("nine limits", entitled("chat", Map.of("limit", Collections.nCopies(9, day))),
            "/plans/p/entitlements/chat/limit"),
        bad("a switch by the quantity", entitled("api", Map.of("per_quantity", true)),
            "/plans/p/entitlements/api/per_quantity"),
        bad("a config by the quantity", entitled("tier", Map.of("value", "a", "per_quantity", true)),
            "/plans/p/entitlements/tier/per_quantity"),
        bad("a gauge by a quantity that is a word", entitled("seats", Map.of("limit", 1, "per_quantity", "yes")),
            "/plans/p/entitlements/seats/per_quantity"),
        bad("a gauge by the quantity without a limit", entitled("seats", Map.of("per_quantity", true)),
            "/plans/p/entitlements/seats/limit"),
        bad("a limit by a quantity that is a number",
            entitled("chat", Map.of("limit", 1, "per", "day", "per_quantity", 1)),
            "/plans/p/entitlements/chat/per_quantity"),
        bad("no limit by the quantity", entitled("chat", Map.of("per_quantity", true)),
            "/plans/p/entitlements/chat/limit"),
        bad("a list by the quantity", entitled("chat", Map.of("limit", List.of(day), "per_quantity", true)),
            "/plans/p/entitlements/chat/per_quantity"),
        bad("a listed limit by a quantity that is a word",
            entitled("chat", Map.of("limit", List.of(Map.of("limit", 1, "per", "day", "per_quantity", "true")))),
            "/plans/p/entitlements/chat/limit/0/per_quantity"),
        bad("a negative cost", entitled("chat", Map.of("cost", -1)), "/plans/p/entitlements/chat/cost"),
        bad("a cost that is a word", entitled("chat", Map.of("cost", "free")), "/plans/p/entitlements/chat/cost"),
        bad("a cost without rules", entitled("chat", Map.of("cost", List.of())), "/plans/p/entitlements/chat/cost"),
        bad("an unknown name in a cost", entitled("chat", Map.of("cost", Map.of("credit", 1))),
            "/plans/p/entitlements/chat/cost/credit"),
        bad("a condition without dimensions", entitled("chat", Map.of("when", Map.of())),
            "/plans/p/entitlements/chat/when"),
        bad("a condition that is no mapping", entitled("chat", Map.of("when", "gpt-4o")),
            "/plans/p/entitlements/chat/when"),
        bad("a condition on true", entitled("chat", Map.of("when", Map.of("model", true))),
            "/plans/p/entitlements/chat/when/model"),
        bad("33 dimensions", entitled("chat", Map.of("when", keyed(33, "x"))), "/plans/p/entitlements/chat/when"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_problem_is_named_with_its_place(String name, Map<String, ?> document, String path) {
    var problems = problems(document);
    assertTrue(problems.stream().anyMatch(problem -> problem.path().equals(path)), () -> name + ": " + problems);
    assertTrue(problems.stream().noneMatch(problem -> problem.message().isEmpty() || problem.hint().isEmpty()),
        problems::toString);
  }

  @Test
  void what_another_kind_has_is_refused_by_the_name_of_the_kind() {
    assertEquals(
        List.of(new Problem("/plans/p/entitlements/api/limit", "an entitlement to a switch has no limit",
            "known: cost, when")),
        problems(entitled("api", Map.of("limit", 1))));
  }

  @Test
  void a_feature_of_an_unknown_kind_is_one_problem() {
    var document = Map.of("features", Map.of("a", Map.of("kind", "meter")), "plans",
        Map.of("p", Map.of("entitlements", Map.of("a", Map.of("limit", 20, "per", "day")))));
    assertEquals(List.of("/features/a/kind"), problems(document).stream().map(Problem::path).toList());
  }

  private static Arguments bad(String name, Map<String, ?> document, String path) {
    return Arguments.of(name, with(document), path);
  }

  private static String value(Object form) {
    return given("tier", form).orElseThrow().value().orElseThrow();
  }

  private static Entitlement limited(Limit limit) {
    return new Entitlement(Optional.empty(), List.of(limit), Optional.empty(), Map.of());
  }
}
