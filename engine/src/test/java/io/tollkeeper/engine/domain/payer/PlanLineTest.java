package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.APRIL;
import static io.tollkeeper.engine.domain.payer.Goods.BARE;
import static io.tollkeeper.engine.domain.payer.Goods.MAY;
import static io.tollkeeper.engine.domain.payer.Goods.PRO;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.micros;
import static io.tollkeeper.engine.domain.payer.Goods.paid;
import static io.tollkeeper.engine.domain.payer.Goods.period;
import static io.tollkeeper.engine.domain.payer.Goods.planLine;
import static io.tollkeeper.engine.domain.payer.Goods.proration;
import static io.tollkeeper.engine.domain.payer.Goods.subscription;
import static io.tollkeeper.engine.domain.payer.Goods.trialUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command.PayPeriod;
import io.tollkeeper.engine.domain.Command.PayPeriod.Kind;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

final class PlanLineTest {

  private static final List<Obstacle> NOTHING = List.of();
  private static final List<Obstacle> WAITS = List.of(new Obstacle.Waiting("subscription_unknown", "sub_1"));
  private static final Notice ACTIVE =
      subscription("2026-04-01T00:00:00Z", Standing.ACTIVE, "pro", 1, APRIL);

  private final PayerStory story = new PayerStory();

  @Test
  void a_paid_line_brings_the_credits_of_its_period() {
    assertEquals(NOTHING, story.tell(linked(), paid("in_1", planLine("il_1", "pro", 2, 2_000, APRIL))));
    assertEquals(new PayPeriod("stripe:in_1:il_1", "sub_1", new Terms("pro", 1), micros(6_000), APRIL, Kind.RENEWED),
        story.ordered("stripe:in_1:il_1"));
  }

  @Test
  void a_part_of_a_period_brings_its_part_once_the_subscription_is_known() {
    var rest = period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z");
    var invoice = paid("in_1", proration("il_1", "pro", 1, 333, rest), planLine("il_2", "pro", 1, 1_000, MAY));
    assertEquals(WAITS, story.tell(linked(), invoice));
    assertEquals(micros(3_000), story.credits("stripe:in_1:il_2"));
    story.tell(ACTIVE);
    assertEquals(new PayPeriod("stripe:in_1:il_1", "sub_1", new Terms("pro", 1), micros(1_000), rest, Kind.RENEWED),
        story.ordered("stripe:in_1:il_1"));
    assertEquals(NOTHING, story.tell(invoice));
  }

  @Test
  void a_part_is_the_same_part_if_the_subscription_is_only_known_as_it_was_later() {
    story.tell(linked(), subscription("2026-06-15T00:00:00Z", Standing.ACTIVE, "team", 1,
        period("2026-06-30T12:00:00Z", "2026-07-31T12:00:00Z")));
    story.tell(paid("in_1",
        proration("il_1", "pro", 1, 333, period("2026-03-07T12:00:00Z", "2026-03-31T12:00:00Z"))));
    // Of the 31 days from 28 February, 24.
    assertEquals(micros(3_000 * 24 / 31), story.credits("stripe:in_1:il_1"));
  }

  @Test
  void a_part_that_ends_inside_its_period_is_followed_by_another() {
    story.tell(linked(), ACTIVE, paid("in_1",
        proration("il_1", "pro", 1, 333, period("2026-04-11T00:00:00Z", "2026-04-21T00:00:00Z"))));
    assertEquals(Kind.PART, story.period("stripe:in_1:il_1").kind());
    assertEquals(micros(1_000), story.credits("stripe:in_1:il_1"));
  }

  @Test
  void a_line_that_costs_nothing_waits_for_its_subscription_and_is_full_without_a_trial() {
    var invoice = paid("in_1", planLine("il_1", "pro", 1, 0, APRIL));
    assertEquals(WAITS, story.tell(linked(), invoice));
    story.tell(ACTIVE);
    assertEquals(micros(3_000), story.credits("stripe:in_1:il_1"));
    assertEquals(Kind.RENEWED, story.period("stripe:in_1:il_1").kind());
  }

  @Test
  void a_trial_brings_the_credits_of_a_trial() {
    var trial = period("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z");
    story.tell(linked(), paid("in_1", planLine("il_1", "pro", 2, 0, trial)),
        trialUntil(subscription("2026-04-01T00:00:00Z", Standing.TRIAL, "pro", 2, trial), "2026-04-15T00:00:00Z"));
    assertEquals(new PayPeriod("stripe:in_1:il_1", "sub_1", new Terms("pro", 1), micros(140), trial, Kind.TRIAL),
        story.ordered("stripe:in_1:il_1"));
  }

  @Test
  void a_trial_that_ended_early_is_one_in_either_order() {
    var line = planLine("il_1", "pro", 1, 0, period("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"));
    story.tell(linked(), paid("in_1", line), trialUntil(subscription("2026-04-08T00:00:00Z", Standing.ACTIVE, "pro", 1,
        period("2026-04-08T00:00:00Z", "2026-05-08T00:00:00Z")), "2026-04-08T00:00:00Z"));
    assertEquals(Kind.TRIAL, story.period("stripe:in_1:il_1").kind());
    assertEquals(micros(70), story.credits("stripe:in_1:il_1"));
  }

  @Test
  void what_costs_nothing_after_a_trial_is_no_trial() {
    var free = paid("in_2", planLine("il_2", "pro", 1, 0, period("2026-04-15T00:00:00Z", "2026-05-15T00:00:00Z")));
    story.tell(linked(), free, trialUntil(subscription("2026-04-15T00:00:00Z", Standing.ACTIVE, "pro", 1,
        period("2026-04-15T00:00:00Z", "2026-05-15T00:00:00Z")), "2026-04-15T00:00:00Z"));
    assertEquals(Kind.RENEWED, story.period("stripe:in_2:il_2").kind());
  }

  @Test
  void what_a_subscription_was_before_says_nothing_about_a_line_that_costs_nothing() {
    var trial = period("2026-05-01T00:00:00Z", "2026-05-15T00:00:00Z");
    assertEquals(WAITS, story.tell(linked(), ACTIVE, paid("in_1", planLine("il_1", "pro", 1, 0, trial))));
    story.tell(
        trialUntil(subscription("2026-05-01T00:00:00Z", Standing.TRIAL, "pro", 1, trial), "2026-05-15T00:00:00Z"));
    assertEquals(Kind.TRIAL, story.period("stripe:in_1:il_1").kind());
  }

  @Test
  void a_part_of_a_week_is_a_part_of_that_week() {
    story.tell(linked(), subscription("2026-04-20T00:00:00Z", Standing.ACTIVE, "pro", 1,
        period("2026-04-20T00:00:00Z", "2026-04-27T00:00:00Z")));
    story.tell(paid("in_1", proration("il_1", "pro", 1, 9, period("2026-04-10T00:00:00Z", "2026-04-13T00:00:00Z"))));
    assertEquals(micros(3_000 * 3 / 7), story.credits("stripe:in_1:il_1"));
    assertEquals(Kind.RENEWED, story.period("stripe:in_1:il_1").kind());
  }

  @Test
  void a_part_of_a_month_stays_one_after_the_change_to_a_year() {
    story.tell(linked(), subscription("2026-05-01T00:00:00Z", Standing.ACTIVE, "yearly", 1,
        period("2026-05-01T00:00:00Z", "2027-05-01T00:00:00Z")));
    story.tell(paid("in_1", proration("il_1", "pro", 1, 9, period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z"))));
    assertEquals(micros(1_000), story.credits("stripe:in_1:il_1"));
  }

  @Test
  void a_year_brings_its_credits_month_by_month() {
    var year = period("2026-01-31T00:00:00Z", "2027-01-31T00:00:00Z");
    story.tell(linked(), paid("in_1", planLine("il_1", "yearly", 2, 10_000, year)));
    assertEquals(new PayPeriod("stripe:in_1:il_1:1", "sub_1", new Terms("yearly", 1), micros(2_000),
        period("2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"), Kind.PART), story.ordered("stripe:in_1:il_1:1"));
    assertEquals(new PayPeriod("stripe:in_1:il_1:12", "sub_1", new Terms("yearly", 1), micros(2_000),
        period("2026-12-31T00:00:00Z", "2027-01-31T00:00:00Z"), Kind.RENEWED), story.ordered("stripe:in_1:il_1:12"));
    assertEquals(13, story.keys().size());
  }

  @Test
  void a_part_of_a_year_begins_with_a_part_of_a_month() {
    var year = period("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    story.tell(linked(), subscription("2026-01-01T00:00:00Z", Standing.ACTIVE, "yearly", 1, year),
        paid("in_1", proration("il_1", "yearly", 1, 900, new Period(Goods.at("2026-11-16T00:00:00Z"), year.end()))));
    assertEquals(micros(500), story.credits("stripe:in_1:il_1:1"));
    assertEquals(micros(1_000), story.credits("stripe:in_1:il_1:2"));
    assertEquals(Kind.RENEWED, story.period("stripe:in_1:il_1:2").kind());
  }

  @Test
  void what_is_known_is_granted_beside_a_price_that_is_not() {
    var invoice = paid("in_1", planLine("il_1", "pro", 1, 1_000, APRIL), planLine("il_2", "new", 1, 500, APRIL));
    assertEquals(List.of(new Obstacle.Refused("unknown_price: price_new")), story.tell(linked(), invoice));
    assertEquals(micros(3_000), story.credits("stripe:in_1:il_1"));
    story.publish(Goods.catalogue(2, List.of(Goods.plan("pro", Plan.BillingPeriod.MONTH, 1, false),
        Goods.plan("new", Plan.BillingPeriod.MONTH, 50, false)), List.of()));
    assertEquals(NOTHING, story.tell(invoice));
    assertEquals(micros(50), story.credits("stripe:in_1:il_2"));
    assertEquals(micros(3_000), story.credits("stripe:in_1:il_1"));
  }

  @Test
  void what_brought_nothing_when_it_was_paid_never_does() {
    var invoice = paid("in_1", planLine("il_1", "bare", 1, 1_000, APRIL), planLine("il_2", "pro", 0, 0, APRIL));
    assertEquals(NOTHING, story.tell(linked(), invoice));
    story.publish(Goods.catalogue(2, List.of(PRO, Goods.plan("bare", BARE.period(), 500, false)), List.of()));
    assertEquals(NOTHING, story.tell(invoice, ACTIVE));
    assertEquals(List.of("subscription:sub_1"), story.keys());
  }

  @Test
  void a_negative_line_brings_nothing_even_at_a_price_that_is_not_known() {
    assertEquals(NOTHING, story.tell(linked(), paid("in_1", proration("il_1", "gone", 1, -500, APRIL))));
    assertEquals(List.of(), story.keys());
  }

  @Test
  void a_line_that_lacks_what_a_plan_needs_is_refused() {
    var noPeriod = new Notice.Line("il_1", new Notice.Sold.Price("price_pro"), 1, 5, Optional.empty(), false,
        Optional.of("sub_1"));
    assertEquals(List.of(new Obstacle.Refused("no_period: il_1")), story.tell(linked(), paid("in_1", noPeriod)));
  }
}
