package io.tollkeeper.engine.domain;

import static io.tollkeeper.engine.domain.PlanDocuments.inPlan;
import static io.tollkeeper.engine.domain.PlanDocuments.plan;
import static io.tollkeeper.engine.domain.PlanDocuments.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import io.tollkeeper.engine.domain.IncludedCredits.Expiry;

class IncludedCreditsReaderTest {

  private static final Credits TEN = new Credits(10_000_000);

  @Test
  void a_plan_may_include_no_credits() {
    assertEquals(Optional.empty(), plan(Map.of()).credits());
  }

  @Test
  void an_amount_alone_is_given_each_period_and_ends_with_it() {
    assertEquals(new IncludedCredits(TEN, false, Optional.empty(), Credits.ZERO, TEN, 10), credits(Map.of()));
  }

  @Test
  void everything_may_be_said() {
    assertEquals(
        new IncludedCredits(TEN, true, Optional.empty(), new Credits(2_500_000), new Credits(1), 3),
        credits(Map.of("per", "month", "expires", "period_end", "rollover", Map.of("max", "2.5"), "trial",
            new BigDecimal("0.000001"), "priority", 3)));
  }

  @ParameterizedTest
  @CsvSource({"month,billing_period,false", "month,month,true", "year,billing_period,false", "year,month,true"})
  void they_are_given_as_it_is_said_whatever_the_period(String period, String per, boolean monthly) {
    var read = plan(Map.of("period", period, "credits", Map.of("amount", 10, "per", per))).credits().orElseThrow();
    assertEquals(monthly, read.monthly());
  }

  @Test
  void they_may_outlive_their_period() {
    assertEquals(Optional.of(new Expiry.Never()), credits(Map.of("expires", "never")).expiry());
    for (var term : List.of("P90D", "P1Y", "PT36H", "P1000Y"))
      assertEquals(Optional.of(new Expiry.After(Term.parse(term).orElseThrow())),
          credits(Map.of("expires", term)).expiry());
  }

  @Test
  void amounts_go_from_the_least_to_the_most() {
    var most = "9223372036854.775807";
    var all = credits(Map.of("amount", most, "trial", most, "rollover", Map.of("max", most), "priority", 1_000));
    assertEquals(new IncludedCredits(max(), false, Optional.empty(), max(), max(), 1_000), all);
    var least = credits(Map.of("amount", "0.000001", "trial", 0, "rollover", Map.of("max", 0), "priority", 0));
    assertEquals(new IncludedCredits(new Credits(1), false, Optional.empty(), Credits.ZERO, Credits.ZERO, 0), least);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("nothing said of the amount", Map.of("credits", Map.of()), "/amount"),
        bad("no amount", change("amount", 0), "/amount"),
        bad("less than none", change("amount", -1), "/amount"),
        bad("too much", change("amount", "9223372036854.775808"), "/amount"),
        bad("7 decimals", change("amount", "0.0000001"), "/amount"),
        bad("an amount that would fill the memory", change("amount", new BigDecimal("1e999999999")), "/amount"),
        bad("an amount that is a word", change("amount", "ten"), "/amount"),
        bad("an amount without a value", Map.of("credits", Collections.singletonMap("amount", null)), "/amount"),
        bad("a number in place of a mapping", Map.of("credits", 10_000), ""),
        bad("a list in place of a mapping", Map.of("credits", List.of()), ""),
        bad("credits without a value", Collections.singletonMap("credits", null), ""),
        bad("a year of the calendar", change("per", "year"), "/per"),
        bad("capitals", change("per", "MONTH"), "/per"),
        bad("a number of months", change("per", 1), "/per"),
        bad("an end that is no time", change("expires", "later"), "/expires"),
        bad("an end at once", change("expires", "PT0S"), "/expires"),
        bad("an end before", change("expires", "P-1D"), "/expires"),
        bad("an end beyond all calendars", change("expires", "P1001Y"), "/expires"),
        bad("an end beyond all numbers", change("expires", "P2147483647Y"), "/expires"),
        bad("an end that is a number", change("expires", 90), "/expires"),
        bad("a rollover that is a number", change("rollover", 2_000), "/rollover"),
        bad("a rollover of nothing said", change("rollover", Map.of()), "/rollover/max"),
        bad("a rollover of less than nothing", change("rollover", Map.of("max", -1)), "/rollover/max"),
        bad("a rollover of too much", change("rollover", Map.of("max", "9223372036854.775808")), "/rollover/max"),
        bad("an unknown name in a rollover", change("rollover", Map.of("max", 1, "min", 1)), "/rollover/min"),
        bad("a rollover of what never ends", rollover("never"), "/rollover"),
        bad("a rollover of what ends at its own time", rollover("P90D"), "/rollover"),
        bad("a trial of less than nothing", change("trial", -1), "/trial"),
        bad("a trial with 7 decimals", change("trial", "0.0000001"), "/trial"),
        bad("a priority below 0", change("priority", -1), "/priority"),
        bad("a priority above 1000", change("priority", 1_001), "/priority"),
        bad("half a priority", change("priority", "0.5"), "/priority"),
        bad("an unknown name", change("period", "month"), "/period"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void a_problem_is_named_once_and_with_its_place(String name, Map<String, ?> plan, String path) {
    var problems = problems(inPlan(plan));
    assertEquals(List.of("/plans/p/credits" + path), problems.stream().map(Problem::path).toList(), name);
    assertTrue(problems.stream().noneMatch(problem -> problem.message().isEmpty() || problem.hint().isEmpty()),
        problems::toString);
  }

  @Test
  void all_problems_are_named_at_once() {
    var problems = problems(inPlan(Map.of("credits", Map.of("per", "year", "expires", "later", "rollover",
        Map.of("max", -1), "trial", -1, "priority", -1, "x", 1))));
    assertEquals(
        Set.of("/plans/p/credits/amount", "/plans/p/credits/per", "/plans/p/credits/expires",
            "/plans/p/credits/rollover/max", "/plans/p/credits/trial", "/plans/p/credits/priority",
            "/plans/p/credits/x"),
        Set.copyOf(problems.stream().map(Problem::path).toList()));
    assertEquals(7, problems.size());
  }

  @Test
  void hints_name_what_there_is() {
    assertEquals("one of billing_period, month",
        problems(inPlan(change("per", "year"))).getFirst().hint());
    assertEquals("known: amount, expires, per, priority, rollover, trial",
        problems(inPlan(change("x", 1))).getFirst().hint());
  }

  private static Arguments bad(String name, Map<String, ?> plan, String path) {
    return Arguments.of(name, plan, path);
  }

  private static Map<String, Object> rollover(String expires) {
    return Map.of("credits", Map.of("amount", 10, "expires", expires, "rollover", Map.of("max", 1)));
  }

  private static Map<String, Object> change(String name, Object value) {
    return Map.of("credits", name.equals("amount") ? Map.of(name, value) : Map.of("amount", 10, name, value));
  }

  private static IncludedCredits credits(Map<String, ?> credits) {
    var all = new HashMap<String, Object>(Map.of("amount", 10));
    all.putAll(credits);
    return plan(Map.of("credits", all)).credits().orElseThrow();
  }

  private static Credits max() {
    return new Credits(Long.MAX_VALUE);
  }
}
