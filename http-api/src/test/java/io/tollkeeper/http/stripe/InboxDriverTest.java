package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.MemoryCatalogues.pack;
import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers.Progress;

final class InboxDriverTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").pack("small");

  private static final String SUBSCRIPTION = """
      {'id':'sub_1','customer':'cus_1','status':'active','plan':{'id':'p'},'current_period_start':1777636800,
       'current_period_end':1780315200}""";

  private final StripeDouble stripe = new StripeDouble();

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void a_paid_session_becomes_a_grant_of_its_customer() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    assertEquals(State.APPLIED, shop.deliver(PAID));
    var grant = shop.customers.grants(shop.tenant, "acme").getFirst().grant();
    assertEquals("stripe:cs_1:small PAID 10", grant.id() + " " + grant.kind() + " " + grant.credits());
    assertEquals(GrantKind.PAID, grant.kind());
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void a_hundred_attempts_at_once_are_one_grant() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    var message = shop.keep(PAID);
    var attempts =
        IntStream.range(0, 100).parallel().mapToObj(_ -> shop.driver.drive(message).toCompletableFuture()).toList();
    attempts.forEach(attempt -> assertEquals(State.APPLIED, attempt.join()));
    assertEquals("10", shop.credits());
  }

  @Test
  void two_events_about_one_session_are_one_grant() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    assertEquals(State.APPLIED, shop.deliver(PAID));
    assertEquals(State.APPLIED, shop.deliver(PAID.typed("evt_2", SessionEvent.PAID_LATER)));
    assertEquals(State.APPLIED, shop.deliver(PAID.typed("evt_3", SessionEvent.COMPLETED)));
    assertEquals("10", shop.credits());
  }

  @Test
  void two_sessions_are_two_grants() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.deliver(PAID);
    shop.deliver(completed("evt_2", "cs_2").pack("small"));
    assertEquals("20", shop.credits());
  }

  @Test
  void a_session_is_one_grant_however_its_pack_is_found() {
    stripe.sell("cs_1", new PricedLine("price_s", 1));
    var lines = Shop.byLines(stripe);
    var metadata = Shop.byMetadata();
    for (var shop : List.of(lines, metadata)) {
      shop.createCustomer();
      assertEquals(State.APPLIED, shop.deliver(PAID));
      assertEquals(List.of("stripe:cs_1:small"),
          shop.customers.grants(shop.tenant, "acme").stream().map(balance -> balance.grant().id()).toList());
    }
  }

  @Test
  void a_pack_that_is_renamed_between_two_attempts_is_not_granted_again() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    var message = shop.keep(PAID);
    shop.driver.drive(message).toCompletableFuture().join();
    shop.catalogues.publish(shop.tenant, pack("renamed", "price_s", 99));
    // As if the first attempt had died before it was recorded, and the session said the new name.
    shop.deliver(completed("evt_2", "cs_1").pack("renamed"));
    assertEquals("10", shop.credits());
  }

  @Test
  void nothing_is_taken_from_the_metadata_because_stripe_cannot_be_asked() {
    stripe.sell("cs_1", new PricedLine("price_l", 1));
    stripe.breakDown(403);
    var shop = Shop.byLines(stripe);
    shop.createCustomer();
    assertEquals(State.RECEIVED, shop.deliver(PAID));
    assertTrue(shop.message("evt_1").reason().startsWith("stripe_unavailable: "), shop.message("evt_1").reason());
    assertEquals("0", shop.credits());
    stripe.breakDown(0);
    assertEquals(State.APPLIED, shop.deliver(PAID));
    assertEquals("1000", shop.credits());
  }

  @Test
  void an_event_for_a_customer_that_does_not_exist_is_applied_when_it_appears() {
    var shop = Shop.byMetadata();
    assertEquals(State.PARKED, shop.deliver(PAID));
    assertEquals("unknown_customer: acme / acme",
        shop.message("evt_1").reason() + " / " + shop.message("evt_1").waitsFor());
    shop.createCustomer();
    assertEquals(State.APPLIED, shop.message("evt_1").state());
    assertEquals("10", shop.credits());
  }

  @Test
  void a_customer_that_is_created_while_its_event_is_being_parked_is_not_missed() {
    var shop = Shop.byMetadata();
    shop.inbox.afterNextMark(() -> shop.customers.create(shop.tenant, "acme"));
    assertEquals(State.APPLIED, shop.deliver(PAID));
    assertEquals("10", shop.credits());
  }

  @Test
  void an_attempt_that_looked_too_early_is_followed_by_another() {
    var early = new CompletableFuture<Progress>();
    var payers = new Shop.Scripted(
        List.of(early, completedStage(new Progress.NoCustomer("acme")), completedStage(new Progress.Filled())));
    var shop = Shop.with(payers);
    var parking = shop.driver.drive(shop.keep(PAID));
    shop.inbox.mark(shop.tenant, "evt_1", State.PARKED, "unknown_customer: acme", "acme").toCompletableFuture().join();
    var created = shop.sweep.customerCreated(shop.tenant, "acme");
    early.complete(new Progress.NoCustomer("acme"));
    assertEquals(State.PARKED, parking.toCompletableFuture().join());
    created.toCompletableFuture().join();
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void an_unknown_price_is_tried_again_when_a_catalogue_is_published() {
    stripe.sell("cs_1", new PricedLine("price_new", 2));
    var shop = Shop.byLines(stripe);
    shop.createCustomer();
    assertEquals(State.FAILED, shop.deliver(PAID));
    assertEquals("unknown_price: price_new", shop.message("evt_1").reason());
    shop.catalogues.publish(shop.tenant, pack("new", "price_new", 5));
    shop.sweep.retryFailed().toCompletableFuture().join();
    assertEquals(State.APPLIED, shop.message("evt_1").state());
    assertEquals("10", shop.credits());
    assertEquals(1, stripe.calls());
  }

  @Test
  void a_publication_that_comes_while_an_event_is_failing_is_not_missed() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.inbox.afterNextMark(() -> shop.catalogues.publish(shop.tenant, pack("new", "price_new", 5)));
    assertEquals(State.APPLIED, shop.deliver(completed("evt_1", "cs_1").pack("new")));
    assertEquals("5", shop.credits());
  }

  @Test
  void what_the_customer_refuses_fails_with_its_reason() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    for (int i = 1; i <= 3; i++)
      assertEquals(State.APPLIED, shop.deliver(completed("evt_" + i, "cs_" + i).pack("small")));
    assertEquals(State.FAILED, shop.deliver(completed("evt_4", "cs_4").pack("small")));
    assertEquals("refused: too_many_grants", shop.message("evt_4").reason());
  }

  @Test
  void what_the_engine_cannot_take_now_stays_received() {
    var shop = Shop.with(new Shop.Scripted(List.of(completedStage(new Progress.Unavailable("the database is away")))));
    assertEquals(State.RECEIVED, shop.deliver(PAID));
    assertEquals("unavailable: the database is away", shop.message("evt_1").reason());
  }

  @Test
  void a_pending_payment_is_parked_until_the_money_comes() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    assertEquals(State.PARKED, shop.deliver(PAID.with("payment_status", "unpaid")));
    assertEquals("0", shop.credits());
    assertEquals(State.APPLIED, shop.deliver(PAID.typed("evt_2", SessionEvent.PAID_LATER)));
    assertEquals("10", shop.credits());
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void a_pending_payment_that_never_comes_waits_for_nothing() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    shop.deliver(PAID.with("payment_status", "unpaid"));
    assertEquals(State.APPLIED,
        shop.deliver(PAID.with("payment_status", "unpaid").typed("evt_2", SessionEvent.NEVER_PAID)));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void an_effect_that_could_not_be_recorded_is_no_second_effect_later() {
    var shop = Shop.byMetadata();
    shop.createCustomer();
    var message = shop.keep(PAID);
    shop.inbox.goDown();
    assertEquals(State.RECEIVED, shop.driver.drive(message).toCompletableFuture().join());
    assertEquals("10", shop.credits());
    shop.inbox.comeBack();
    assertEquals(State.RECEIVED, shop.message("evt_1").state());
    assertEquals(State.APPLIED, shop.deliver(PAID));
    assertEquals("10", shop.credits());
  }

  @Test
  void what_is_settled_is_not_looked_at_again() {
    var payers = new Shop.Scripted(List.of(completedStage(new Progress.Filled())));
    var shop = Shop.with(payers);
    shop.deliver(PAID);
    assertEquals(State.APPLIED, shop.deliver(PAID));
    assertEquals(1, payers.asked.get());
  }

  @Test
  void what_a_payer_waits_for_is_what_the_event_waits_for() {
    var shop = Shop.with(new Shop.Scripted(List.of(completedStage(new Progress.Waiting("no_subscription", "sub_1")),
        completedStage(new Progress.Waiting("no_subscription", "sub_1")), completedStage(new Progress.Filled()),
        completedStage(new Progress.Filled()))));
    assertEquals(State.PARKED, shop.deliver(PAID));
    assertEquals("no_subscription sub_1", shop.message("evt_1").reason() + " " + shop.message("evt_1").waitsFor());
    assertEquals(State.APPLIED, shop.deliver(ObjectEvent.of("evt_2", "customer.subscription.created", SUBSCRIPTION)));
    assertEquals(State.APPLIED, shop.message("evt_1").state());
  }

  @Test
  void two_events_that_disagree_are_settled_by_stripe() {
    stripe.put("/v1/subscriptions/sub_1", SUBSCRIPTION.replace("'active'", "'canceled'"));
    var payers = new Shop.Scripted(
        List.of(completedStage(new Progress.Ambiguous("sub_1")), completedStage(new Progress.Filled())));
    var shop = Shop.asking(stripe, payers);
    assertEquals(State.APPLIED, shop.deliver(ObjectEvent.of("evt_1", "customer.subscription.updated", SUBSCRIPTION)));
    var fetched = assertInstanceOf(Notice.Subscription.class, payers.told.getLast().getLast());
    assertEquals("true ENDED " + ObjectEvent.BEGIN, fetched.fetched() + " " + fetched.standing() + " " + fetched.at());
  }

  @Test
  void two_events_that_disagree_stay_so_where_stripe_cannot_be_asked() {
    var payers = new Shop.Scripted(List.of(completedStage(new Progress.Ambiguous("sub_1"))));
    var shop = Shop.with(payers);
    assertEquals(State.APPLIED, shop.deliver(ObjectEvent.of("evt_1", "customer.subscription.updated", SUBSCRIPTION)));
    assertEquals(1, payers.asked.get());
  }

  @Test
  void a_thin_event_is_dealt_with_as_what_it_leads_to() {
    stripe.put("/v1/subscriptions/sub_1", SUBSCRIPTION);
    var payers = new Shop.Scripted(List.of(completedStage(new Progress.Filled())));
    var shop = Shop.asking(stripe, payers);
    var thin = """
        {"id":"evt_1","object":"v2.core.event","type":"v1.customer.subscription.updated",
         "created":"2026-05-01T12:00:00.000Z","livemode":false,
         "related_object":{"id":"sub_1","type":"subscription","url":"/v1/subscriptions/sub_1"}}""";
    var at = shop.clock.instant();
    var message = new Message(shop.tenant, "evt_1", "v1.customer.subscription.updated", at, at, at, State.RECEIVED, "",
        "", thin);
    shop.inbox.keep(message).toCompletableFuture().join();
    assertEquals(State.APPLIED, shop.driver.drive(message).toCompletableFuture().join());
    var read = assertInstanceOf(Notice.Subscription.class, payers.told.getLast().getLast());
    assertEquals("sub_1 true ACTIVE", read.id() + " " + read.fetched() + " " + read.standing());
  }

  @Test
  void the_lines_that_an_invoice_does_not_hold_are_read() {
    stripe.put("/v1/invoices/in_1/lines",
        "{'data':[{'id':'il_1','price':{'id':'p'}},{'id':'il_2','price':{'id':'p'}}],'has_more':false}");
    var payers = new Shop.Scripted(List.of(completedStage(new Progress.Filled())));
    var shop = Shop.asking(stripe, payers);
    assertEquals(State.APPLIED, shop.deliver(ObjectEvent.of("evt_1", "invoice.paid", """
        {'id':'in_1','customer':'cus_1','status':'paid','total':2,
         'lines':{'has_more':true,'data':[{'id':'il_1','price':{'id':'p'}}]}}""")));
    var payment = assertInstanceOf(Notice.Payment.class, payers.told.getLast().getLast());
    assertEquals(List.of("il_1", "il_2"), payment.lines().stream().map(Notice.Line::id).toList());
  }

  @Test
  void what_is_settled_is_looked_at_again_when_it_is_replayed() {
    var payers =
        new Shop.Scripted(List.of(completedStage(new Progress.Filled()), completedStage(new Progress.Refused("no"))));
    var shop = Shop.with(payers);
    shop.deliver(PAID);
    assertEquals(State.FAILED, shop.driver.replay(shop.message("evt_1")).toCompletableFuture().join());
    assertEquals("refused: no", shop.message("evt_1").reason());
  }
}
