package io.tollkeeper.engine.domain.payer;

import static io.tollkeeper.engine.domain.payer.Goods.APRIL;
import static io.tollkeeper.engine.domain.payer.Goods.MAY;
import static io.tollkeeper.engine.domain.payer.Goods.after;
import static io.tollkeeper.engine.domain.payer.Goods.alias;
import static io.tollkeeper.engine.domain.payer.Goods.at;
import static io.tollkeeper.engine.domain.payer.Goods.fetched;
import static io.tollkeeper.engine.domain.payer.Goods.invoice;
import static io.tollkeeper.engine.domain.payer.Goods.linked;
import static io.tollkeeper.engine.domain.payer.Goods.paid;
import static io.tollkeeper.engine.domain.payer.Goods.period;
import static io.tollkeeper.engine.domain.payer.Goods.planLine;
import static io.tollkeeper.engine.domain.payer.Goods.proration;
import static io.tollkeeper.engine.domain.payer.Goods.subscription;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command.PutSubscription;
import io.tollkeeper.engine.domain.Command.PutSubscription.Item;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.payer.Notice.Payment.Phase;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

final class SubscriptionsTest {

  private static final String FIRST = "2026-04-01T00:00:00Z";
  private static final String SECOND = "2026-04-02T00:00:00Z";
  private static final String THIRD = "2026-04-03T00:00:00Z";
  private static final List<Obstacle> NOTHING = List.of();
  private static final Status ACTIVE = new Status.Active(Optional.empty());
  private static final Status INACTIVE = new Status.Inactive();

  private final PayerStory story = new PayerStory();

  @Test
  void a_subscription_is_put_as_it_is_and_again_when_it_changes() {
    assertEquals(NOTHING, story.tell(linked(), pro(FIRST, Standing.ACTIVE)));
    assertEquals(new PutSubscription("sub_1", 1, List.of(new Item("pro", 1)), APRIL, ACTIVE),
        story.subscription("sub_1"));
    story.tell(pro(SECOND, Standing.ACTIVE));
    assertEquals(1, story.subscription("sub_1").revision());
    story.tell(subscription(THIRD, Standing.TRIAL, "team", 4, MAY));
    assertEquals(new PutSubscription("sub_1", 2, List.of(new Item("team", 4)), MAY, ACTIVE),
        story.subscription("sub_1"));
  }

  @Test
  void a_subscription_waits_for_its_customer() {
    assertEquals(List.of(new Obstacle.Waiting("unknown_reference", "guest_1")),
        story.tell(pro(FIRST, Standing.ACTIVE)));
    story.tell(linked());
    assertEquals("acme", story.customer("subscription:sub_1"));
  }

  @Test
  void the_end_is_the_end_and_what_is_older_is_passed_over() {
    story.tell(linked(), pro(SECOND, Standing.ENDED), pro(THIRD, Standing.ACTIVE));
    assertEquals(INACTIVE, story.subscription("sub_1").status());
    var other = new PayerStory();
    other.tell(linked(), pro(SECOND, Standing.STOPPED), pro(FIRST, Standing.ACTIVE));
    assertEquals(INACTIVE, other.subscription("sub_1").status());
  }

  @Test
  void of_two_of_the_same_second_the_later_says_what_the_other_said() {
    var created = pro(FIRST, Standing.INCOMPLETE);
    var updated = after(pro(FIRST, Standing.ACTIVE), Map.of("status", "INCOMPLETE"));
    assertEquals(NOTHING, story.tell(linked(), updated));
    assertEquals(NOTHING, story.tell(created));
    assertEquals(ACTIVE, story.subscription("sub_1").status());
    assertEquals(NOTHING, story.tell(after(pro(FIRST, Standing.STOPPED), Map.of("status", "ACTIVE"))));
    assertEquals(INACTIVE, story.subscription("sub_1").status());
  }

  @Test
  void two_of_the_same_second_that_disagree_give_access_until_somebody_asks() {
    story.tell(linked(), pro(FIRST, Standing.PAST_DUE));
    assertEquals(List.of(new Obstacle.Ambiguous("sub_1")), story.tell(pro(FIRST, Standing.ACTIVE)));
    assertEquals(ACTIVE, story.subscription("sub_1").status());
    assertEquals(NOTHING, story.tell(fetched(pro(FIRST, Standing.PAST_DUE))));
    assertEquals(new Status.PastDue(at(FIRST), Optional.empty()), story.subscription("sub_1").status());
    assertEquals(NOTHING, story.tell(fetched(pro(FIRST, Standing.ACTIVE))));
  }

  @Test
  void two_of_the_same_second_that_agree_are_not_ambiguous() {
    var first = pro(FIRST, Standing.ACTIVE);
    var second = new Subscription(first.id(), first.at(), false, first.standing(), first.items(), first.trialEnd(),
        first.cancelAt(), Map.of("description", "new"), Map.of("description", "other"));
    assertEquals(NOTHING, story.tell(linked(), first, second));
  }

  @Test
  void past_due_counts_from_the_first_failure() {
    var line = planLine("il_1", "pro", 1, 1_000, MAY);
    story.tell(linked(), pro(THIRD, Standing.PAST_DUE));
    assertEquals(new Status.PastDue(at(THIRD), Optional.empty()), story.subscription("sub_1").status());
    story.tell(invoice("in_1", Phase.FAILED, SECOND, line), invoice("in_1", Phase.FAILED, FIRST, line),
        invoice("in_1", Phase.OPEN, THIRD, line));
    assertEquals(new Status.PastDue(at(FIRST), Optional.empty()), story.subscription("sub_1").status());
    story.tell(invoice("in_1", Phase.VOID, THIRD, line));
    assertEquals(new Status.PastDue(at(FIRST), Optional.empty()), story.subscription("sub_1").status());
  }

  @Test
  void a_failure_that_is_older_than_what_was_paid_last_is_forgotten() {
    story.tell(linked(), invoice("in_1", Phase.FAILED, FIRST, planLine("il_1", "pro", 1, 1_000, APRIL)),
        invoice("in_2", Phase.PAID, SECOND, planLine("il_2", "pro", 1, 1_000, MAY)), pro(THIRD, Standing.PAST_DUE));
    assertEquals(new Status.PastDue(at(THIRD), Optional.empty()), story.subscription("sub_1").status());
  }

  @Test
  void a_failure_counts_although_what_is_older_is_paid_after_it() {
    story.tell(linked(), invoice("in_1", Phase.FAILED, FIRST, planLine("il_1", "pro", 1, 1_000, APRIL)),
        invoice("in_2", Phase.FAILED, SECOND, planLine("il_2", "pro", 1, 1_000, MAY)),
        invoice("in_1", Phase.PAID, THIRD, planLine("il_1", "pro", 1, 1_000, APRIL)), pro(THIRD, Standing.PAST_DUE));
    assertEquals(new Status.PastDue(at(SECOND), Optional.empty()), story.subscription("sub_1").status());
  }

  @Test
  void past_due_without_a_failure_that_is_known_counts_from_when_it_was_said_first() {
    story.tell(linked(), pro(THIRD, Standing.PAST_DUE), pro(SECOND, Standing.PAST_DUE));
    assertEquals(new Status.PastDue(at(SECOND), Optional.empty()), story.subscription("sub_1").status());
    story.tell(pro("2026-04-04T00:00:00Z", Standing.PAST_DUE));
    assertEquals(new Status.PastDue(at(SECOND), Optional.empty()), story.subscription("sub_1").status());
    story.tell(pro("2026-04-02T12:00:00Z", Standing.ACTIVE));
    assertEquals(new Status.PastDue(at(THIRD), Optional.empty()), story.subscription("sub_1").status());
  }

  @Test
  void a_failure_of_an_invoice_that_was_paid_means_nothing() {
    var line = planLine("il_1", "pro", 1, 1_000, MAY);
    story.tell(linked(), pro(THIRD, Standing.PAST_DUE), invoice("in_1", Phase.PAID, THIRD, line),
        invoice("in_1", Phase.FAILED, FIRST, line));
    assertEquals(new Status.PastDue(at(THIRD), Optional.empty()), story.subscription("sub_1").status());
  }

  @Test
  void a_paid_line_gives_access_as_long_as_the_subscription_is_unknown() {
    story.tell(linked(), paid("in_1", planLine("il_1", "pro", 1, 1_000, APRIL)));
    assertEquals(new PutSubscription("sub_1", 1, List.of(new Item("pro", 1)), APRIL,
        new Status.Active(Optional.of(APRIL.end()))), story.subscription("sub_1"));
    story.tell(paid("in_2", proration("il_2", "pro", 1, -300, period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z")),
        proration("il_3", "team", 2, 900, period("2026-04-21T00:00:00Z", "2026-05-01T00:00:00Z")),
        planLine("il_4", "team", 2, 900, MAY)));
    assertEquals(new PutSubscription("sub_1", 2, List.of(new Item("team", 2)), MAY,
        new Status.Active(Optional.of(MAY.end()))), story.subscription("sub_1"));
    story.tell(pro(FIRST, Standing.ENDED));
    assertEquals(INACTIVE, story.subscription("sub_1").status());
  }

  @Test
  void items_of_one_plan_are_summed_and_a_price_that_is_not_known_is_told() {
    var told = new Subscription("sub_1", at(FIRST), false, Standing.ACTIVE,
        List.of(item("price_pro", 1), item("price_small", 1), item("price_new", 7), item("price_pro", 2)),
        Optional.empty(), Optional.of(at(THIRD)), Map.of(), Map.of());
    assertEquals(List.of(new Obstacle.Refused("unknown_price: price_new")), story.tell(linked(), told));
    assertEquals(new PutSubscription("sub_1", 1, List.of(new Item("pro", 3)), APRIL,
        new Status.Active(Optional.of(at(THIRD)))), story.subscription("sub_1"));
  }

  @Test
  void a_subscription_without_any_plan_is_put_only_if_it_had_one() {
    var packs = new Subscription("sub_1", at(SECOND), false, Standing.ACTIVE, List.of(item("price_small", 1)),
        Optional.empty(), Optional.empty(), Map.of(), Map.of());
    assertEquals(NOTHING, story.tell(linked(), packs));
    assertEquals(List.of(), story.keys());
    var other = new PayerStory();
    other.tell(linked(), pro(FIRST, Standing.ACTIVE));
    other.tell(packs);
    assertEquals(new PutSubscription("sub_1", 2, List.of(), APRIL, ACTIVE), other.subscription("sub_1"));
  }

  @Test
  void what_is_not_sold_any_more_stays_with_those_who_have_it() {
    story.tell(linked(), pro(FIRST, Standing.ACTIVE));
    story.publish(Goods.catalogue(2, List.of(Goods.TEAM), List.of()));
    assertEquals(List.of(), story.tell(alias("pi_1", "ch_1")));
    assertEquals(1, story.subscription("sub_1").revision());
    assertEquals(List.of(new Obstacle.Refused("unknown_price: price_pro")),
        story.tell(subscription(SECOND, Standing.ACTIVE, "pro", 3, MAY)));
    assertEquals(new PutSubscription("sub_1", 2, List.of(new Item("pro", 1)), MAY, ACTIVE),
        story.subscription("sub_1"));
    story.tell(subscription(THIRD, Standing.ENDED, "pro", 3, MAY));
    assertEquals(new PutSubscription("sub_1", 3, List.of(new Item("pro", 1)), MAY, INACTIVE),
        story.subscription("sub_1"));
  }

  @Test
  void what_was_never_sold_is_not_put_until_it_is() {
    story.publish(Goods.catalogue(2, List.of(Goods.TEAM), List.of()));
    assertEquals(List.of(new Obstacle.Refused("unknown_price: price_pro")),
        story.tell(linked(), pro(FIRST, Standing.ACTIVE)));
    assertEquals(List.of(), story.keys());
    story.publish(Goods.CATALOGUE);
    assertEquals(NOTHING, story.tell(pro(FIRST, Standing.ACTIVE)));
    assertEquals(List.of(new Item("pro", 1)), story.subscription("sub_1").items());
  }

  private static Subscription.Item item(String price, long quantity) {
    return new Subscription.Item(price, quantity, APRIL);
  }

  private static Subscription pro(String time, Standing standing) {
    return subscription(time, standing, "pro", 1, APRIL);
  }
}
