package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.entity.TopUps.TopUpRequest;

/** Credits that run low are bought, once each, whatever is heard first and whoever is away meanwhile. */
final class TopUpDeliveryTest {

  private static final String DECLINED =
      "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\"lost_card\"}}";

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final PaidIntents intents = new PaidIntents();
  private final Shop shop = Shop.toppedUp(stripe);
  private final CustomerKey acme = new CustomerKey(shop.tenant, "acme");
  private int spent;

  @BeforeEach
  void open() {
    stripe.on("/v1/prices/price_s", 200, "{\"id\":\"price_s\",\"unit_amount\":1500,\"currency\":\"eur\"}");
    stripe.on("/v1/customers/cus_1", 200,
        "{\"id\":\"cus_1\",\"invoice_settings\":{\"default_payment_method\":\"pm_1\"}}");
    stripe.on("/v1/payment_intents", intents);
    put(2);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void credits_that_run_low_are_bought_once() {
    spend(4);
    spend(1);
    assertEquals("APPLIED ", settled(1));
    assertEquals("13", shop.credits());
    assertEquals(1, intents.made());
    assertTrue(shop.customers.grants(shop.tenant, "acme").stream()
        .anyMatch(balance -> balance.grant().id().equals("stripe:pi_1:small")));
    assertEquals("APPLIED", deliver("payment_intent.succeeded", "pi_1", "succeeded"));
    assertEquals("13", shop.credits());
  }

  @Test
  void not_more_often_than_is_wanted() {
    for (int i = 1; i <= 2; i++) {
      spend(i == 1 ? 4 : 10);
      assertEquals("APPLIED ", settled(i));
    }
    spend(10);
    assertEquals("4", shop.credits());
    assertEquals(2, intents.made());
  }

  @Test
  void what_is_declined_is_tried_again_after_an_hour_under_another_name() {
    intents.answer(402, DECLINED);
    spend(4);
    assertEquals("IGNORED declined: lost_card", settled(1));
    intents.answer("succeeded");
    shop.clock.pass(Duration.ofMinutes(59));
    spend(1);
    assertEquals(1, shop.inbox.size());
    shop.clock.pass(Duration.ofMinutes(2));
    spend(1);
    assertEquals("APPLIED ", settled(2));
    assertEquals("12", shop.credits());
  }

  @Test
  void a_payment_that_takes_time_is_heard_of_by_its_event() {
    intents.answer("processing");
    spend(4);
    assertEquals("PARKED payment_pending", settled(1));
    assertEquals("pi_1", shop.message(id(1)).waitsFor());
    intents.become("succeeded");
    assertEquals("APPLIED", deliver("payment_intent.succeeded", "pi_1", "succeeded"));
    assertEquals("APPLIED ", settled(1));
    assertEquals("14", shop.credits());
    assertEquals(1, intents.made());
  }

  @Test
  void one_that_comes_to_nothing_backs_off_as_well() {
    intents.answer("processing");
    spend(4);
    assertEquals("PARKED payment_pending", settled(1));
    intents.become("requires_payment_method");
    assertEquals("APPLIED", deliver("payment_intent.payment_failed", "pi_1", "requires_payment_method"));
    assertEquals("IGNORED declined: card_declined", settled(1));
    spend(1);
    assertEquals("3", shop.credits());
    assertEquals(1, intents.made());
  }

  @Test
  void a_stripe_that_was_away_is_asked_again() {
    stripe.breakDown(500);
    spend(4);
    assertEquals("RECEIVED stripe_unavailable: broken", settled(1));
    stripe.breakDown(0);
    shop.sweepAfter(Duration.ofSeconds(11));
    assertEquals("APPLIED ", settled(1));
    assertEquals("14", shop.credits());
  }

  @Test
  void what_nobody_wants_any_more_is_not_paid_for() {
    stripe.breakDown(500);
    spend(4);
    assertEquals("RECEIVED stripe_unavailable: broken", settled(1));
    shop.customers.write(acme, new Command.EndTopUp("topup-1", false));
    stripe.breakDown(0);
    shop.sweepAfter(Duration.ofSeconds(11));
    assertEquals("IGNORED declined: not_wanted", settled(1));
    assertEquals(0, intents.made());
  }

  @Test
  void without_a_key_nothing_is_bought() {
    var other = Shop.byMetadata();
    other.customers.buyFrom(new StripeTopUps(other.inbox, other.driver::drive, other.clock));
    var customer = new CustomerKey(other.tenant, "acme");
    other.customers.write(customer,
        new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.of("cus_1")));
    other.customers.write(customer, topUp(2));
    var order = new TopUpOrder(customer, new TopUpRequest("topup-1", "small", Optional.of("cus_1"), 1));
    assertEquals("stripe_not_configured", other.message(order.messageId()).reason());
    other.customers.write(customer, new Command.Adjust("a", -1_000_000, "spent"));
    assertEquals(1, other.inbox.size());
  }

  private void put(int most) {
    shop.customers.write(acme, new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.of("cus_1")));
    shop.customers.write(acme, new Command.AddGrant("g_1", new Credits(8_000_000), GrantKind.PAID, 5,
        Optional.empty(), Optional.empty(), Set.of(), "api", ""));
    shop.customers.write(acme, topUp(most));
  }

  private static Command topUp(int most) {
    return new Command.PutAutoTopUp(new TopUp.Settings(new Credits(5_000_000), "small", most));
  }

  private void spend(int credits) {
    spent++;
    shop.customers.write(acme, new Command.Adjust("a_" + spent, -credits * 1_000_000L, "spent"));
  }

  /** What becomes of a top-up once all that is under way is over. */
  private String settled(int number) {
    shop.driver.drive(shop.message(id(number))).toCompletableFuture().join();
    var message = shop.message(id(number));
    return message.state() + " " + message.reason();
  }

  private String id(int number) {
    return new TopUpOrder(acme, new TopUpRequest("topup-" + number, "small", Optional.of("cus_1"), 1)).messageId();
  }

  private String deliver(String type, String intent, String status) {
    return shop.deliver(ObjectEvent.of("evt_1", type, """
        {'id':'%s','customer':'cus_1','amount':1500,'currency':'eur','status':'%s','metadata':{'pack':'small',
         'quantity':'1','tollkeeper_customer':'acme','tollkeeper_top_up':'topup-1'}}""".formatted(intent, status)))
        .toString();
  }
}
