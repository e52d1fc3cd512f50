package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.MemoryCatalogues.pack;
import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.entity.Inbox.State;

final class InboxSweepTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").pack("small");

  @Test
  void what_a_killed_node_had_kept_but_not_handed_over_is_applied_by_the_next_sweep() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.keep(PAID);
    shop.sweepAfter(Duration.ofSeconds(11));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
    assertEquals("10", shop.credits());
  }

  @Test
  void what_was_kept_just_now_is_left_to_whoever_keeps_it() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.keep(PAID);
    shop.sweepAfter(Duration.ofSeconds(5));
    assertEquals(State.RECEIVED, shop.message("evt_1").state());
  }

  @Test
  void a_node_that_starts_does_not_wait_for_its_first_sweep() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.keep(PAID);
    var probe = Shop.KIT.<State>createTestProbe();
    shop.inbox.afterNextMark(() -> probe.getRef().tell(shop.message("evt_1").state()));
    shop.sweep.start(Shop.KIT.system(), Duration.ofHours(1));
    probe.expectMessage(State.APPLIED);
  }

  @Test
  void a_customer_that_was_created_on_another_node_gets_what_was_parked_for_it() {
    var shop = Shop.byMetadata();
    shop.deliver(PAID);
    shop.customers.create(shop.tenant, "acme");
    shop.sweepAfter(Duration.ofSeconds(61));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
    assertEquals("10", shop.credits());
  }

  @Test
  void a_catalogue_that_was_published_on_another_node_mends_what_has_failed() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.sweepAfter(Duration.ZERO);
    assertEquals(State.FAILED, shop.deliver(completed("evt_1", "cs_1").pack("new")));
    shop.sweepAfter(Duration.ofMinutes(1));
    assertEquals(State.FAILED, shop.message("evt_1").state());
    shop.catalogues.publish(shop.tenant, pack("new", "price_new", 5));
    shop.sweepAfter(Duration.ZERO);
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void whatever_has_failed_is_tried_again_after_an_hour() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    for (int i = 1; i <= 4; i++)
      shop.deliver(completed("evt_" + i, "cs_" + i).pack("small"));
    assertEquals(State.FAILED, shop.message("evt_4").state());
    shop.clock.pass(Duration.ofDays(91));
    shop.sweepAfter(Duration.ZERO);
    assertEquals(State.APPLIED, shop.message("evt_4").state());
  }

  @Test
  void more_than_a_page_is_swept_to_its_end() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    IntStream.range(0, 250).forEach(i -> shop.keep(completed("evt_" + i, "cs_1").pack("small")));
    shop.sweepAfter(Duration.ofSeconds(11));
    assertEquals(250, IntStream.range(0, 250).filter(i -> shop.message("evt_" + i).state() == State.APPLIED).count());
    assertEquals("10", shop.credits());
  }

  @Test
  void all_that_waits_for_a_customer_is_driven_when_it_appears() {
    var shop = Shop.byMetadata();
    IntStream.range(0, 150).forEach(i -> shop.deliver(completed("evt_" + i, "cs_1").pack("small")));
    shop.createCustomer();
    assertEquals(150, IntStream.range(0, 150).filter(i -> shop.message("evt_" + i).state() == State.APPLIED).count());
    assertEquals("10", shop.credits());
  }

  @Test
  void two_sweeps_at_once_are_one_grant() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.keep(PAID);
    shop.clock.pass(Duration.ofSeconds(11));
    var other = new InboxSweep(shop.inbox,
        shop.driver(shop.inbox, shop.payers),
        shop.catalogues, Set.of(shop.tenant), shop.clock);
    Stream.of(shop.sweep.sweep(), other.sweep()).forEach(sweep -> sweep.toCompletableFuture().join());
    assertEquals("10", shop.credits());
  }

  @Test
  void a_payment_that_has_been_pending_for_a_month_is_given_up() {
    var shop = Shop.byMetadata();
    shop.deliver(PAID.with("payment_status", "unpaid"));
    shop.sweepAfter(Duration.ofDays(29));
    assertEquals(State.PARKED, shop.message("evt_1").state());
    shop.sweepAfter(Duration.ofDays(2));
    assertEquals("IGNORED payment_pending", shop.message("evt_1").state() + " " + shop.message("evt_1").reason());
  }

  @Test
  void a_sweep_that_finds_no_store_does_no_harm_and_the_next_one_goes_on() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.keep(PAID);
    shop.inbox.goDown();
    shop.sweepAfter(Duration.ofSeconds(11));
    shop.inbox.comeBack();
    shop.sweepAfter(Duration.ofSeconds(11));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }
}
