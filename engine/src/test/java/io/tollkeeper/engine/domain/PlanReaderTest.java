package io.tollkeeper.engine.domain;

<<<<<<< HEAD
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
=======
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
>>>>>>> plans
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
<<<<<<< HEAD
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.CatalogueReader.Reading;

class PlanReaderTest {

  private static final Map<String, Object> FEATURES = Map.of(
      "api", Map.of("kind", "switch"), "tier", Map.of("kind", "config"),
      "chat", Map.of("kind", "metered", "cost", Map.of("credits", 1)), "seats", Map.of("kind", "gauge"));

  private static final Entitlement UNLIMITED =
      new Entitlement(Optional.empty(), List.of(), Optional.empty(), Map.of());
  private static final List<CostRule> FREE =
      List.of(new CostRule(Map.of(), Optional.of(Rate.of("0")), Map.of()));

=======
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {

>>>>>>> plans
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

<<<<<<< HEAD
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
    var ten = limited(new Limit(10, Optional.empty()));
    assertEquals(Optional.of(ten), given("seats", 10));
    assertEquals(Optional.of(ten), given("seats", "10"));
    assertEquals(Optional.of(ten), given("seats", Map.of("limit", 10)));
    assertEquals(Optional.of(limited(new Limit(0, Optional.empty()))), given("seats", 0));
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void a_limit_is_counted_in_a_window(Window window) {
    assertEquals(Optional.of(limited(new Limit(20, Optional.of(window)))),
        given("chat", Map.of("limit", 20, "per", wire(window))));
  }

  @Test
  void every_window_may_have_a_limit() {
    var all = Stream.of(Window.values()).map(window -> Map.of("limit", 20, "per", wire(window))).toList();
    var limits = Stream.of(Window.values()).map(window -> new Limit(20, Optional.of(window))).toList();
    assertEquals(limits, given("chat", Map.of("limit", all)).orElseThrow().limits());
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
        Optional.of(new Entitlement(Optional.empty(), List.of(new Limit(20, Optional.of(Window.DAY))),
            Optional.of(FREE), Map.of("model", List.of("a")))),
        given("chat", Map.of("limit", 20, "per", "day", "cost", 0, "when", Map.of("model", "a"))));
  }

  static Stream<Arguments> invalid() {
    var day = Map.of("limit", 1, "per", "day");
=======
  static Stream<Arguments> invalid() {
>>>>>>> plans
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
<<<<<<< HEAD
        bad("an overdraft that is true", inPlan(Map.of("overdraft", true)), "/plans/p/overdraft"),
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
=======
        bad("an overdraft that is true", inPlan(Map.of("overdraft", true)), "/plans/p/overdraft"));
>>>>>>> plans
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
<<<<<<< HEAD
  void a_limit_cannot_follow_the_quantity_of_a_subscription_yet() {
    assertEquals(
        List.of(new Problem("/plans/p/entitlements/seats/per_quantity", "nothing is known by this name here",
            "known: limit")),
        problems(entitled("seats", Map.of("limit", 10, "per_quantity", true))));
  }

  @Test
=======
>>>>>>> plans
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
<<<<<<< HEAD
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

  @Test
=======
>>>>>>> plans
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
<<<<<<< HEAD

  private static Map<String, Object> with(Map<String, ?> document) {
    var all = new HashMap<String, Object>(document);
    all.put("features", FEATURES);
    return all;
  }

  private static Map<String, Object> inPlan(Map<String, ?> plan) {
    return Map.of("plans", Map.of("p", plan));
  }

  private static Map<String, Object> entitled(String feature, Object form) {
    return inPlan(Map.of("entitlements", Map.of(feature, form)));
  }

  private static Plan plan(Map<String, ?> plan) {
    return valid(inPlan(plan)).plans().values().iterator().next();
  }

  private static Optional<Entitlement> given(String feature, Object form) {
    return Optional.ofNullable(plan(Map.of("entitlements", Map.of(feature, form))).entitlements().get(feature));
  }

  private static String value(Object form) {
    return given("tier", form).orElseThrow().value().orElseThrow();
  }

  private static Entitlement limited(Limit limit) {
    return new Entitlement(Optional.empty(), List.of(limit), Optional.empty(), Map.of());
  }

  private static String wire(Window window) {
    return window.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> keyed(int count, Object value) {
    var map = new HashMap<String, Object>();
    IntStream.range(0, count).forEach(i -> map.put("k" + i, value));
    return map;
  }

  private static Catalogue valid(Map<String, ?> document) {
    return read(with(document));
  }

  private static Catalogue read(Map<String, ?> document) {
    return assertInstanceOf(Reading.Valid.class, CatalogueReader.read(document)).catalogue();
  }

  private static List<Problem> problems(Map<String, ?> document) {
    return assertInstanceOf(Reading.Invalid.class,
        CatalogueReader.read(document.containsKey("features") ? document : with(document))).problems();
  }
=======
>>>>>>> plans
}
