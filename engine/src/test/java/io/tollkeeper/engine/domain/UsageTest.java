package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class UsageTest {

  private static final String CHAT = "chat";
  private static final Instant CREATION = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant ANCHOR = Instant.parse("2026-01-20T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final Billing WITHOUT_PLAN = new Billing(CREATION, ANCHOR, Optional.empty());
  private static final Billing MONTHLY = WITHOUT_PLAN.ofPlan(Plan.BillingPeriod.MONTH);
  private static final Billing YEARLY = WITHOUT_PLAN.ofPlan(Plan.BillingPeriod.YEAR);

  private final Usage before = used(Usage.NONE, 7, ANCHOR.minusSeconds(1));

  @Test
  void every_kind_of_billing_period_is_counted_whichever_applies() {
    for (var billing : new Billing[] {WITHOUT_PLAN, MONTHLY, YEARLY}) {
      var usage = before.plus(CHAT, new Counted(5, NOW), NOW, billing);
      assertEquals(12, usage.used(CHAT, Window.BILLING_PERIOD, NOW, WITHOUT_PLAN));
      assertEquals(5, usage.used(CHAT, Window.BILLING_PERIOD, NOW, MONTHLY));
      assertEquals(5, usage.used(CHAT, Window.BILLING_PERIOD, NOW, YEARLY));
    }
  }

  @Test
  void a_new_anchor_begins_the_periods_of_plans_and_nothing_else() {
    var rebilled = used(before, 5, NOW).withLevel("seats", 3).rebilled(NOW);
    assertEquals(12, rebilled.used(CHAT, Window.BILLING_PERIOD, NOW, WITHOUT_PLAN));
    assertEquals(0, rebilled.used(CHAT, Window.BILLING_PERIOD, NOW, MONTHLY));
    assertEquals(0, rebilled.used(CHAT, Window.BILLING_PERIOD, NOW, YEARLY));
    assertEquals(12, rebilled.used(CHAT, Window.LIFETIME, NOW, MONTHLY));
    assertEquals(5, rebilled.used(CHAT, Window.DAY, NOW, MONTHLY));
    assertEquals(3, rebilled.level("seats"));
  }

  @Test
  void what_comes_back_from_before_a_new_anchor_was_not_counted_after_it() {
    var later = NOW.plusSeconds(60);
    var after = used(used(before, 5, NOW).rebilled(NOW.plusSeconds(1)), 4, later);
    var given = after.plus(CHAT, new Counted(-5, NOW), later, MONTHLY);
    assertEquals(4, given.used(CHAT, Window.BILLING_PERIOD, later, MONTHLY));
    assertEquals(4, given.used(CHAT, Window.BILLING_PERIOD, later, YEARLY));
    assertEquals(11, given.used(CHAT, Window.BILLING_PERIOD, later, WITHOUT_PLAN));
    assertEquals(1, given.plus(CHAT, new Counted(-3, later), later, MONTHLY)
        .used(CHAT, Window.BILLING_PERIOD, later, MONTHLY));
  }

  @Test
  void nothing_becomes_less_than_nothing_at_the_very_instant_of_a_new_anchor() {
    var given = used(before, 5, NOW).rebilled(NOW).plus(CHAT, new Counted(-5, NOW), NOW, MONTHLY);
    assertEquals(0, given.used(CHAT, Window.BILLING_PERIOD, NOW, MONTHLY));
    assertEquals(7, given.used(CHAT, Window.BILLING_PERIOD, NOW, WITHOUT_PLAN));
  }

  private static Usage used(Usage usage, long quantity, Instant at) {
    return usage.plus(CHAT, new Counted(quantity, at), at, MONTHLY);
  }
}
