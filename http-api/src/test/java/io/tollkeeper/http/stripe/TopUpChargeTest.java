package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.TopUps.TopUpRequest;
import io.tollkeeper.http.stripe.TopUpCharge.Result;

final class TopUpChargeTest {

  private static final CustomerKey ACME = new CustomerKey("main", "acme");
  private static final TopUpOrder ORDER =
      new TopUpOrder(ACME, new TopUpRequest("tu_1", "small", Optional.of("cus_1"), 1));
  private static final Catalogue CATALOGUE =
      MemoryCatalogues.catalogue(1, MemoryCatalogues.pack("small", "price_s", 10));
  private static final String INTENTS = "/v1/payment_intents";

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TopUpCharge charge = new TopUpCharge(new StripeApi(
      new StripeSettings(Map.of(), false, Optional.of(ScriptedStripe.KEY), Optional.of(stripe.base()), "main")));

  @BeforeEach
  void open() {
    stripe.on("/v1/prices/price_s", 200, "{\"id\":\"price_s\",\"unit_amount\":1500,\"currency\":\"eur\"}");
    stripe.on("/v1/customers/cus_1", 200,
        "{\"id\":\"cus_1\",\"invoice_settings\":{\"default_payment_method\":\"pm_1\"}}");
    intents(200, "{\"id\":\"pi_1\",\"status\":\"succeeded\"}");
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void the_pack_is_paid_for_by_the_chosen_card_without_the_customer() {
    var paid = assertInstanceOf(Result.Succeeded.class, pay(ORDER));
    assertEquals("pi_1", paid.paymentIntent().path("id").asText());
    var request = stripe.requests().getLast();
    assertEquals("tk-topup-main-acme-tu_1", request.idempotencyKey());
    assertEquals(Map.ofEntries(Map.entry("amount", "1500"), Map.entry("currency", "eur"),
        Map.entry("customer", "cus_1"), Map.entry("payment_method", "pm_1"), Map.entry("off_session", "true"),
        Map.entry("confirm", "true"), Map.entry("metadata[tollkeeper_customer]", "acme"),
        Map.entry("metadata[tollkeeper_top_up]", "tu_1"), Map.entry("metadata[pack]", "small"),
        Map.entry("metadata[quantity]", "1")), request.fields());
  }

  @Test
  void without_a_choice_it_is_the_first_card() {
    stripe.on("/v1/customers/cus_1", 200,
        "{\"id\":\"cus_1\",\"invoice_settings\":{\"default_payment_method\":null}}");
    stripe.on("/v1/payment_methods", 200, "{\"data\":[{\"id\":\"pm_7\"},{\"id\":\"pm_8\"}],\"has_more\":false}");
    assertInstanceOf(Result.Succeeded.class, pay(ORDER));
    assertEquals("pm_7", stripe.requests().getLast().fields().get("payment_method"));
    stripe.on("/v1/payment_methods", 200, "{\"data\":[],\"has_more\":false}");
    assertEquals(new Result.Declined("no_payment_method"), pay(ORDER));
  }

  @Test
  void a_decline_is_told_by_its_reason() {
    intents(402, "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\"lost_card\"}}");
    assertEquals(new Result.Declined("lost_card"), pay(ORDER));
    intents(200, "{\"id\":\"pi_1\",\"status\":\"requires_action\"}");
    assertEquals(new Result.Declined("authentication_required"), pay(ORDER));
    intents(200, "{\"id\":\"pi_1\",\"status\":\"processing\"}");
    assertEquals(new Result.Pending("pi_1"), pay(ORDER));
  }

  @Test
  void what_nobody_knows_is_to_be_done_again() {
    stripe.breakDown(500);
    assertEquals(new Result.Unavailable("broken"), pay(ORDER));
  }

  @Test
  void a_payment_that_was_made_long_ago_is_found_again() {
    stripe.on(INTENTS, 200, """
        {"data":[{"id":"pi_0","status":"succeeded","metadata":{"tollkeeper_top_up":"tu_0"}},
          {"id":"pi_9","status":"succeeded","metadata":{"tollkeeper_top_up":"tu_1","tollkeeper_customer":"acme"}}],
         "has_more":false}
        """);
    var found = assertInstanceOf(Result.Succeeded.class, pay(ORDER));
    assertEquals("pi_9", found.paymentIntent().path("id").asText());
    assertTrue(stripe.requests().stream().allMatch(request -> request.method().equals("GET")));
  }

  @Test
  void what_cannot_be_paid_for_is_declined_by_us() {
    assertEquals(new Result.Declined("no_stripe_customer"),
        pay(new TopUpOrder(ACME, new TopUpRequest("tu_1", "small", Optional.empty(), 1))));
    assertEquals(new Result.Declined("no_price"),
        pay(new TopUpOrder(ACME, new TopUpRequest("tu_1", "other", Optional.of("cus_1"), 1))));
    assertTrue(stripe.requests().stream().allMatch(request -> request.method().equals("GET")));
  }

  @Test
  void an_order_waits_in_the_inbox_once_and_is_the_same_when_it_is_read() {
    var clock = new TickingClock();
    var inbox = new MemoryInbox(clock);
    var driven = new ArrayList<Message>();
    var topUps = new StripeTopUps(inbox, driven::add, clock);
    topUps.requested(ACME, ORDER.request());
    topUps.requested(ACME, ORDER.request());
    topUps.requested(new CustomerKey("main", "other"), ORDER.request());
    assertEquals(2, inbox.size());
    assertEquals(List.of(TopUpOrder.TYPE, TopUpOrder.TYPE, TopUpOrder.TYPE),
        driven.stream().map(Message::type).toList());
    assertEquals(Optional.of(ORDER), TopUpOrder.parse("main", driven.getFirst().payload()));
    assertEquals(Optional.empty(), TopUpOrder.parse("main", "{}"));
    inbox.goDown();
    topUps.requested(ACME, ORDER.request());
    assertEquals(3, driven.size());
  }

  @Test
  void long_ids_are_shortened_to_what_others_take() {
    var order = new TopUpOrder(new CustomerKey("main", "c".repeat(128)),
        new TopUpRequest("t".repeat(128), "small", Optional.of("cus_1"), 1));
    assertTrue(Ids.isId(order.messageId()), order::messageId);
    assertTrue(order.idempotencyKey().length() <= 255, order::idempotencyKey);
  }

  private Result pay(TopUpOrder order) {
    return charge.pay(order, CATALOGUE, true).toCompletableFuture().join();
  }

  /** Payments are listed as none, and made like that. */
  private void intents(int status, String body) {
    stripe.on(INTENTS, request -> request.method().equals("GET")
        ? new ScriptedStripe.Reply(200, "{\"data\":[],\"has_more\":false}")
        : new ScriptedStripe.Reply(status, body));
  }
}
