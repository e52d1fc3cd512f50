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
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.tollkeeper.engine.domain.Plan.BillingPeriod;
import io.tollkeeper.engine.domain.Plan.Dispute;
import io.tollkeeper.engine.domain.Plan.PastDue;
import io.tollkeeper.engine.domain.Plan.Shortfall;

class PlanReaderTest {

  private static final Plan NOTHING = new Plan("p", Set.of(), BillingPeriod.MONTH, Map.of(), Optional.empty(),
      Credits.ZERO, Duration.ofHours(24), Optional.empty(), new PastDue(3, true), Shortfall.DEBT,
      new Dispute(false, Shortfall.DEBT));

  @Test
  void a_plan_may_give_nothing() {
    assertEquals(NOTHING, plan(Map.of()));
    assertEquals(NOTHING, plan(Map.of("entitlements", Map.of(), "stripe_prices", List.of(), "period", "month",
        "overdraft", 0, "renewal_grace", "PT24H")));
    assertEquals(NOTHING, plan(Map.of("on_past_due", Map.of(), "on_refund", Map.of(), "on_dispute", Map.of())));
    assertEquals(NOTHING, plan(Map.of("on_past_due", Map.of("grace_days", 3, "then", "suspend_plan"), "on_refund",
        Map.of("shortfall", "debt"), "on_dispute", Map.of("suspend", false, "shortfall", "debt"))));
  }

  @Test
  void a_plan_may_let_its_customers_owe() {
    assertEquals(Credits.of(new BigDecimal("0.5")), plan(Map.of("overdraft", "0.5")).overdraft());
    assertEquals(Credits.of(BigDecimal.TEN), plan(Map.of("overdraft", 10)).overdraft());
    assertEquals(Credits.ZERO, plan(Map.of("overdraft", 0)).overdraft());
    assertEquals(new Credits(Long.MAX_VALUE), plan(Map.of("overdraft", "9223372036854.775807")).overdraft());
  }

  @Test
  void a_plan_may_be_sold_at_several_prices() {
    assertEquals(Set.of("price_1", "price_2"),
        plan(Map.of("stripe_prices", List.of("price_1", "price_2"))).stripePrices());
  }

  @Test
  void a_period_is_a_month_or_a_year() {
    assertEquals(BillingPeriod.MONTH, plan(Map.of("period", "month")).period());
    assertEquals(BillingPeriod.YEAR, plan(Map.of("period", "year")).period());
  }

  @ParameterizedTest
  @CsvSource({"PT24H,PT24H", "PT0S,PT0S", "PT0H,PT0S", "P0D,PT0S", "P3D,PT72H", "P30D,PT720H", "PT720H,PT720H",
    "PT90M,PT1H30M", "P1DT2H3M,PT26H3M", "P29DT24H,PT720H"})
  void credits_stay_usable_while_a_renewal_is_on_its_way(String text, Duration grace) {
    assertEquals(grace, plan(Map.of("renewal_grace", text)).renewalGrace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P31D", "PT721H", "P30DT1M", "PT999999999M", "P999999999D", "PT9999999999H", "PT1S",
    "PT3600S", "PT1H0S", "P1W", "P1M", "P1Y", "P-1D", "-P1D", "PT-1H", "PT+1H", "PT1.5H", "P", "PT", "P1DT", "pt24h",
    "24h", "1 day", " PT1H", "PT1H\n", "PT1H1D"})
  void a_renewal_is_not_on_its_way_for_long(String text) {
    assertEquals(List.of("/plans/p/renewal_grace"),
        problems(inPlan(Map.of("renewal_grace", text))).stream().map(Problem::path).toList());
  }

  @Test
  void a_balance_may_be_low() {
    assertEquals(Optional.of(new Credits(500_000_000)), plan(Map.of("low_balance", 500)).lowBalance());
    assertEquals(Optional.of(Credits.ZERO), plan(Map.of("low_balance", 0)).lowBalance());
  }

  @Test
  void a_plan_says_what_follows_when_it_is_not_paid() {
    assertEquals(new PastDue(0, false),
        plan(Map.of("on_past_due", Map.of("grace_days", 0, "then", "keep"))).pastDue());
    assertEquals(new PastDue(90, true),
        plan(Map.of("on_past_due", Map.of("grace_days", 90, "then", "suspend_plan"))).pastDue());
    assertEquals(new PastDue(3, false), plan(Map.of("on_past_due", Map.of("then", "keep"))).pastDue());
    assertEquals(new PastDue(7, true), plan(Map.of("on_past_due", Map.of("grace_days", 7))).pastDue());
  }

  @Test
  void a_plan_says_what_becomes_of_spent_credits_that_are_taken_back() {
    var plan = plan(Map.of("on_refund", Map.of("shortfall", "write_off")));
    assertEquals(Shortfall.WRITE_OFF, plan.refundShortfall());
    assertEquals(new Dispute(false, Shortfall.DEBT), plan.dispute());
    assertEquals(new Dispute(true, Shortfall.WRITE_OFF),
        plan(Map.of("on_dispute", Map.of("suspend", true, "shortfall", "write_off"))).dispute());
    assertEquals(new Dispute(true, Shortfall.DEBT), plan(Map.of("on_dispute", Map.of("suspend", true))).dispute());
  }

  @Test
  void the_plan_for_everyone_may_be_sold_and_include_credits() {
    var catalogue = valid(Map.of("plans", Map.of("p",
        Map.of("stripe_prices", List.of("price_1"), "credits", Map.of("amount", 10))), "default_plan", "p"));
    assertEquals(catalogue.plans().get("p"), catalogue.defaultPlan().orElseThrow());
    assertTrue(catalogue.defaultPlan().orElseThrow().credits().isPresent());
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
        bad("an overdraft that is true", inPlan(Map.of("overdraft", true)), "/plans/p/overdraft"),
        bad("a price that is a number", inPlan(Map.of("stripe_prices", List.of(7))), "/plans/p/stripe_prices/0"),
        bad("a price alone", inPlan(Map.of("stripe_prices", "price_1")), "/plans/p/stripe_prices"),
        bad("a price that is there twice", inPlan(Map.of("stripe_prices", List.of("a", "a"))),
            "/plans/p/stripe_prices"),
        bad("101 prices",
            inPlan(Map.of("stripe_prices", IntStream.range(0, 101).mapToObj(i -> "price_" + i).toList())),
            "/plans/p/stripe_prices"),
        bad("an unknown period", inPlan(Map.of("period", "week")), "/plans/p/period"),
        bad("a period that is a number", inPlan(Map.of("period", 12)), "/plans/p/period"),
        bad("a grace that is a number", inPlan(Map.of("renewal_grace", 24)), "/plans/p/renewal_grace"),
        bad("a low balance below 0", inPlan(Map.of("low_balance", -1)), "/plans/p/low_balance"),
        bad("a low balance with 7 decimals", inPlan(Map.of("low_balance", "0.0000001")), "/plans/p/low_balance"),
        bad("consequences that are no mapping", inPlan(Map.of("on_past_due", "keep")), "/plans/p/on_past_due"),
        bad("days below 0", inPlan(Map.of("on_past_due", Map.of("grace_days", -1))),
            "/plans/p/on_past_due/grace_days"),
        bad("91 days", inPlan(Map.of("on_past_due", Map.of("grace_days", 91))), "/plans/p/on_past_due/grace_days"),
        bad("half a day", inPlan(Map.of("on_past_due", Map.of("grace_days", "0.5"))),
            "/plans/p/on_past_due/grace_days"),
        bad("an unknown consequence", inPlan(Map.of("on_past_due", Map.of("then", "cancel"))),
            "/plans/p/on_past_due/then"),
        bad("an unknown name in what is not paid", inPlan(Map.of("on_past_due", Map.of("days", 3))),
            "/plans/p/on_past_due/days"),
        bad("a refund that is a word", inPlan(Map.of("on_refund", "debt")), "/plans/p/on_refund"),
        bad("an unknown shortfall", inPlan(Map.of("on_refund", Map.of("shortfall", "forgive"))),
            "/plans/p/on_refund/shortfall"),
        bad("a refund that suspends", inPlan(Map.of("on_refund", Map.of("suspend", true))),
            "/plans/p/on_refund/suspend"),
        bad("a dispute that is true", inPlan(Map.of("on_dispute", true)), "/plans/p/on_dispute"),
        bad("a suspension that is a word", inPlan(Map.of("on_dispute", Map.of("suspend", "true"))),
            "/plans/p/on_dispute/suspend"),
        bad("an unknown shortfall of a dispute", inPlan(Map.of("on_dispute", Map.of("shortfall", "none"))),
            "/plans/p/on_dispute/shortfall"),
        bad("an unknown name in a dispute", inPlan(Map.of("on_dispute", Map.of("freeze", true))),
            "/plans/p/on_dispute/freeze"));
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
  void a_misspelt_name_gets_all_that_a_plan_can_have() {
    assertEquals(
        List.of(new Problem("/plans/p/credit", "nothing is known by this name here",
            "known: credits, entitlements, low_balance, on_dispute, on_past_due, on_refund, overdraft, period, "
                + "renewal_grace, stripe_prices")),
        problems(inPlan(Map.of("credit", 1))));
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
        "b", Map.of("entitlements", Map.of("xyz", true, "seats", -1), "period", "week")),
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
