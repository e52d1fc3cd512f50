package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.APRIL;
import static io.tollkeeper.engine.domain.payer.Goods.MAY;
import static io.tollkeeper.engine.domain.payer.Goods.alias;
import static io.tollkeeper.engine.domain.payer.Goods.dispute;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.micros;
import static io.tollkeeper.engine.domain.payer.Goods.packLine;
import static io.tollkeeper.engine.domain.payer.Goods.paid;
import static io.tollkeeper.engine.domain.payer.Goods.period;
import static io.tollkeeper.engine.domain.payer.Goods.planLine;
import static io.tollkeeper.engine.domain.payer.Goods.proration;
import static io.tollkeeper.engine.domain.payer.Goods.refund;
import static io.tollkeeper.engine.domain.payer.Goods.session;
import static io.tollkeeper.engine.domain.payer.Goods.subscription;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/** One session of 300 for 1,001 credits, unless a test says something else. */
final class ReversalsTest {

  private static final String GRANT = "stripe:cs_1:large";
  private static final List<Obstacle> NOTHING = List.of();

  private final PayerStory story = new PayerStory();

  @BeforeEach
  void session_is_paid() {
    story.tell(linked(), alias("cs_1", "pi_1"), session(Phase.PAID, 300, packLine("li_1", "large", 1, 300)));
  }

  @Test
  void nothing_is_taken_back_as_long_as_nothing_came_back() {
    assertEquals(List.of(GRANT), story.keys());
  }

  @Test
  void two_refunds_that_both_kinds_of_notices_tell_of_count_once_each() {
    story.tell(refund("re_1", 100, Refund.Phase.SUCCEEDED));
    check(1_001 * 100 / 300, 0);
    story.tell(inAll(100));
    check(1_001 * 100 / 300, 0);
    story.tell(inAll(150));
    check(1_001 * 150 / 300, 0);
    story.tell(refund("re_2", 50, Refund.Phase.SUCCEEDED));
    check(1_001 * 150 / 300, 0);
    assertEquals(2, story.reversed(GRANT).revision());
  }

  @Test
  void what_was_refunded_in_all_may_be_told_before_the_refund() {
    story.tell(inAll(300));
    check(0, 0);
    story.tell(alias("pi_1", "ch_1"));
    check(1_001, 0);
    story.tell(refund("re_1", 300, Refund.Phase.PENDING));
    check(0, 0);
    story.tell(refund("re_1", 300, Refund.Phase.SUCCEEDED));
    check(1_001, 0);
  }

  @Test
  void a_refund_that_fails_is_undone_even_if_it_is_in_the_sum() {
    story.tell(refund("re_1", 300, Refund.Phase.SUCCEEDED), inAll(300));
    check(1_001, 0);
    story.tell(refund("re_1", 300, Refund.Phase.FAILED));
    check(0, 0);
    story.tell(refund("re_1", 300, Refund.Phase.SUCCEEDED), inAll(300));
    check(0, 0);
  }

  @Test
  void a_name_that_is_learned_last_brings_the_refund_to_its_payment() {
    story.tell(new Refund("re_1", Set.of("ch_9"), 150, "eur", Refund.Phase.SUCCEEDED));
    check(0, 0);
    assertEquals(NOTHING, story.tell(alias("ch_9", "pi_1")));
    check(500, 0);
  }

  @Test
  void an_open_dispute_freezes_and_one_that_is_won_does_not() {
    story.tell(dispute("2026-04-02T00:00:00Z", 300, Dispute.Phase.INQUIRY));
    assertFalse(story.reversed(GRANT).disputed());
    story.tell(dispute("2026-04-03T00:00:00Z", 300, Dispute.Phase.OPEN));
    assertTrue(story.reversed(GRANT).disputed());
    check(0, 0);
    story.tell(dispute("2026-04-04T00:00:00Z", 300, Dispute.Phase.WON));
    assertFalse(story.reversed(GRANT).disputed());
    check(0, 0);
  }

  @Test
  void a_dispute_that_is_lost_before_it_is_told_to_be_open_stays_lost() {
    story.tell(dispute("2026-04-04T00:00:00Z", 300, Dispute.Phase.LOST));
    story.tell(dispute("2026-04-03T00:00:00Z", 300, Dispute.Phase.OPEN));
    assertFalse(story.reversed(GRANT).disputed());
    check(0, 1_001);
  }

  @Test
  void only_whoever_is_known_to_pay_for_a_customer_can_have_it_suspended() {
    var open = dispute("2026-04-03T00:00:00Z", 300, Dispute.Phase.OPEN);
    story.tell(open);
    assertTrue(story.reversed(GRANT).trusted());
    var stranger = new PayerStory();
    stranger.tell(new Notice.Linked("acme", true), alias("cs_1", "pi_1"), chosen(), open);
    assertTrue(stranger.reversed(GRANT).disputed());
    assertFalse(stranger.reversed(GRANT).trusted());
    stranger.tell(linked());
    assertTrue(stranger.reversed(GRANT).trusted());
    var other = new PayerStory();
    other.tell(new Notice.Linked("other"), alias("cs_1", "pi_1"), chosen(), open);
    assertFalse(other.reversed(GRANT).trusted());
  }

  /** A session that names its customer itself. */
  private static Notice chosen() {
    return new Notice.Payment("cs_1", Goods.at("2026-04-01T00:00:00Z"), Phase.PAID, 300, "eur",
        List.of(packLine("li_1", "large", 1, 300)), Optional.empty(), Optional.of("acme"));
  }

  @Test
  void no_more_is_lost_than_is_left_of_a_payment() {
    story.tell(refund("re_1", 100, Refund.Phase.SUCCEEDED), dispute("2026-04-04T00:00:00Z", 300, Dispute.Phase.LOST));
    check(333, 668);
  }

  @Test
  void another_currency_does_not_count() {
    assertEquals(List.of(new Obstacle.Refused("other_currency: usd, paid in eur")),
        story.tell(new Refund("re_1", Set.of("pi_1"), 100, "usd", Refund.Phase.SUCCEEDED)));
    check(0, 0);
  }

  @Test
  void a_payment_of_nothing_loses_nothing() {
    story.tell(new Notice.Payment("cs_2", Goods.at("2026-04-01T00:00:00Z"), Phase.PAID, 0, "eur",
        List.of(packLine("li_1", "large", 1, 0)), Optional.empty(), Optional.empty()),
        new Refund("re_1", Set.of("cs_2"), 100, "eur", Refund.Phase.SUCCEEDED));
    assertEquals(0, story.reversed("stripe:cs_2:large").revision());
  }

  @Test
  void nothing_is_taken_back_before_the_customer_has_the_grant() {
    story.customersAreAway();
    story.tell(paid("in_1", packLine("il_1", "small", 1, 100)),
        new Refund("re_1", Set.of("in_1"), 50, "eur", Refund.Phase.SUCCEEDED));
    assertEquals(0, story.reversed("stripe:in_1:il_1:small").revision());
    story.customersAreBack();
    assertEquals(micros(50), story.reversed("stripe:in_1:il_1:small").refunded());
  }

  @Test
  void a_credit_note_takes_from_the_lines_that_it_names() {
    story.tell(twoLines(), note(60, Map.of("il_1", 50L), 0));
    assertEquals(micros(60), story.reversed("stripe:in_1:il_1:small").refunded());
    assertEquals(0, story.reversed("stripe:in_1:il_2:small").revision());
  }

  @Test
  void a_credit_note_that_is_refunded_counts_once() {
    story.tell(twoLines(), note(60, Map.of("il_1", 50L), 60));
    assertEquals(micros(0), story.reversed("stripe:in_1:il_1:small").refunded());
    story.tell(new Refund("re_1", Set.of("in_1"), 60, "eur", Refund.Phase.SUCCEEDED));
    assertEquals(micros(60), story.reversed("stripe:in_1:il_1:small").refunded());
    assertEquals(micros(0), story.reversed("stripe:in_1:il_2:small").refunded());
    story.tell(new Refund("re_2", Set.of("in_1"), 20, "eur", Refund.Phase.SUCCEEDED));
    assertEquals(micros(65), story.reversed("stripe:in_1:il_1:small").refunded());
    assertEquals(micros(5), story.reversed("stripe:in_1:il_2:small").refunded());
  }

  @Test
  void a_credit_note_that_is_void_takes_nothing() {
    story.tell(twoLines(), note(60, Map.of(), 0));
    assertEquals(micros(15), story.reversed("stripe:in_1:il_2:small").refunded());
    story.tell(new Notice.CreditNote("cn_1", "in_1", 60, "eur", Map.of(), 0, true));
    assertEquals(micros(0), story.reversed("stripe:in_1:il_2:small").refunded());
  }

  @Test
  void a_change_of_plan_gives_back_the_rest_of_what_was_paid() {
    var rest = period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z");
    story.tell(paid("in_1", planLine("il_1", "pro", 2, 2_000, APRIL)),
        subscription("2026-04-21T00:00:00Z", Standing.ACTIVE, "team", 2, APRIL),
        paid("in_2", proration("il_2", "pro", 2, -666, rest), proration("il_3", "team", 2, 2_000, rest),
            planLine("il_4", "team", 2, 6_000, MAY)));
    assertEquals(micros(2_000), story.reversed("stripe:in_1:il_1").trimmed());
    assertEquals(micros(6_000), story.credits("stripe:in_2:il_3"));
    assertEquals(0, story.reversed("stripe:in_2:il_4").revision());
  }

  @Test
  void every_change_gives_back_of_the_change_before_it() {
    var second = period("2026-04-11T00:00:00Z", "2026-05-01T00:00:00Z");
    var third = period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z");
    story.tell(subscription("2026-04-21T00:00:00Z", Standing.ACTIVE, "pro", 3, APRIL),
        paid("in_1", planLine("il_1", "pro", 1, 1_000, APRIL)),
        paid("in_2", proration("il_2", "pro", 1, -666, second), proration("il_3", "pro", 2, 1_333, second)),
        paid("in_3", proration("il_4", "pro", 2, -666, third), proration("il_5", "pro", 3, 1_000, third)));
    assertEquals(micros(2_000), story.reversed("stripe:in_1:il_1").trimmed());
    assertEquals(micros(2_000), story.reversed("stripe:in_2:il_3").trimmed());
    assertEquals(micros(3_000), story.credits("stripe:in_3:il_5"));
    assertEquals(0, story.reversed("stripe:in_3:il_5").revision());
  }

  @Test
  void the_months_of_a_year_that_are_given_back_are_given_back_each() {
    var year = period("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    story.tell(paid("in_1", planLine("il_1", "yearly", 1, 10_000, year)),
        paid("in_2", proration("il_2", "yearly", 1, -1_000, period("2026-11-16T00:00:00Z", "2027-01-01T00:00:00Z"))));
    assertEquals(0, story.reversed("stripe:in_1:il_1:10").revision());
    assertEquals(micros(500), story.reversed("stripe:in_1:il_1:11").trimmed());
    assertEquals(micros(1_000), story.reversed("stripe:in_1:il_1:12").trimmed());
  }

  /** 100 credits for 100, and 100 more for 300. */
  private static Notice twoLines() {
    return paid("in_1", packLine("il_1", "small", 1, 100), packLine("il_2", "small", 1, 300));
  }

  private static Notice note(long amount, Map<String, Long> lines, long refunded) {
    return new Notice.CreditNote("cn_1", "in_1", amount, "eur", lines, refunded, false);
  }

  private static Notice inAll(long amount) {
    return new Notice.RefundedInAll("ch_1", amount, "eur");
  }

  private void check(long refunded, long lost) {
    assertEquals(micros(refunded), story.reversed(GRANT).refunded());
    assertEquals(micros(lost), story.reversed(GRANT).lost());
  }
}
