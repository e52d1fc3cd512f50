package io.tollkeeper.engine.domain;

import static io.tollkeeper.engine.domain.PlanDocuments.valid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ClosedFeaturesTest {

  private static final Catalogue OPEN = valid(Map.of());
  private static final List<String> ALL = List.of("api", "chat", "seats", "tier");

  @Test
  void plans_close_everything_to_customers_without_one() {
    var plan = Map.of("pro", Map.of("entitlements", Map.of("api", true, "chat", true)));
    assertEquals(ALL, ClosedFeatures.between(OPEN, valid(Map.of("plans", plan))));
  }

  @Test
  void what_the_default_plan_gives_stays_open() {
    assertEquals(List.of("seats", "tier"), closed(Map.of("api", true, "chat", true)));
    assertEquals(List.of(), closed(Map.of("api", true, "chat", true, "seats", true, "tier", "basic")));
    assertEquals(ALL, closed(Map.of("api", false)));
  }

  @Test
  void a_limit_does_not_close_a_feature_unless_it_is_nothing() {
    assertEquals(List.of("api", "tier"), closed(Map.of("chat", Map.of("limit", 1, "per", "day"), "seats", 1)));
    assertEquals(ALL, closed(Map.of("chat", Map.of("limit",
        List.of(Map.of("limit", 5, "per", "minute"), Map.of("limit", 0, "per", "day"))), "seats", 0)));
  }

  @Test
  void what_is_open_to_some_work_only_is_closed_to_other_work() {
    assertEquals(ALL, closed(Map.of("chat", Map.of("when", Map.of("model", "a")))));
  }

  @Test
  void nothing_closes_where_nothing_was_open_to_everyone() {
    var plans = valid(Map.of("plans", Map.of("pro", Map.of())));
    assertEquals(List.of(), ClosedFeatures.between(Catalogue.EMPTY, plans));
    assertEquals(List.of(), ClosedFeatures.between(plans, plans));
    assertEquals(List.of(), ClosedFeatures.between(plans, OPEN));
    assertEquals(List.of(), ClosedFeatures.between(OPEN, OPEN));
  }

  @Test
  void a_feature_that_comes_or_goes_with_the_plans_was_not_closed_by_them() {
    var one = PlanDocuments.read(Map.of("features", Map.of("api", Map.of("kind", "switch"), "old",
        Map.of("kind", "switch"))));
    assertEquals(List.of("api"), ClosedFeatures.between(one, valid(Map.of("plans", Map.of("pro", Map.of())))));
  }

  private static List<String> closed(Map<String, ?> entitlements) {
    return ClosedFeatures.between(OPEN,
        valid(Map.of("plans", Map.of("free", Map.of("entitlements", entitlements)), "default_plan", "free")));
  }
}
