package io.tollkeeper.config.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What buyers, banks and time do is told by the events that Stripe sends of it. */
final class ScenariosTest {

  private static final List<String> PAID =
      List.of("payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice_payment.paid",
          "invoice.payment_succeeded");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final StripeDouble stripe = new StripeDouble(clock);
  private String customer = "";
  private int mark;

  @BeforeEach
  void sell() {
    stripe.sales().recurringPrice("price_pro", 2000, "month");
    stripe.sales().recurringPrice("price_year", 20_000, "year");
    stripe.sales().price("price_pack", 1000);
    customer = stripe.sales().customer(Map.of("tollkeeper_customer", "acme"));
    mark = stripe.events().count();
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void a_trial_costs_nothing_until_it_becomes_a_period() {
    var subscription = stripe.billing().tryOut(customer, "price_pro", 14);
    assertTold("customer.subscription.created", "invoice.created", "invoice.finalized", "invoice.paid",
        "invoice.payment_succeeded");
    assertEquals(0, last("invoice.paid").at("/data/object/total").asLong());
    clock.pass(Duration.ofDays(14));
    var invoice = stripe.object(stripe.billing().renew(subscription));
    assertTold("customer.subscription.updated", "invoice.created", "customer.subscription.updated",
        "invoice.finalized", PAID);
    assertEquals(2000, invoice.path("amount_paid").asLong());
    assertEquals("active", stripe.object(subscription).path("status").asText());
    assertEquals(Instant.parse("2026-12-15T00:00:00Z").getEpochSecond(),
        stripe.object(subscription).at("/items/data/0/current_period_end").asLong());
  }

  @Test
  void a_cancellation_takes_effect_at_the_end_or_not_at_all() {
    var subscription = stripe.billing().subscribe(customer, "price_year");
    mark = stripe.events().count();
    stripe.billing().cancelAtPeriodEnd(subscription);
    stripe.billing().resume(subscription);
    stripe.billing().cancelAtPeriodEnd(subscription);
    assertEquals(Instant.parse("2027-11-01T00:00:00Z").getEpochSecond(),
        stripe.object(subscription).path("cancel_at").asLong());
    stripe.billing().end(subscription);
    assertTold("customer.subscription.updated", "customer.subscription.updated", "customer.subscription.updated",
        "customer.subscription.deleted");
    assertEquals("canceled", last("customer.subscription.deleted").at("/data/object/status").asText());
  }

  @Test
  void a_pause_is_told_by_events_of_its_own() {
    var subscription = stripe.billing().subscribe(customer, "price_pro");
    mark = stripe.events().count();
    stripe.billing().pause(subscription);
    stripe.billing().unpause(subscription);
    assertTold("customer.subscription.paused", "customer.subscription.resumed");
  }

  @Test
  void an_order_that_is_paid_later_completes_unpaid() {
    var paid = session("payment");
    stripe.sales().order(paid);
    assertEquals("unpaid", last("checkout.session.completed").at("/data/object/payment_status").asText());
    stripe.sales().settle(paid);
    var bounced = session("payment");
    stripe.sales().order(bounced);
    stripe.sales().bounce(bounced);
    stripe.sales().expire(session("payment"));
    assertTold("checkout.session.completed", "payment_intent.succeeded", "charge.succeeded",
        "checkout.session.async_payment_succeeded", "checkout.session.completed",
        "checkout.session.async_payment_failed", "checkout.session.expired");
  }

  @Test
  void a_subscription_by_checkout_names_its_session_last() {
    var session = stripe.sales().open(new Form(Map.of("mode", "subscription", "customer", customer,
        "line_items[0][price]", "price_pro", "client_reference_id", "acme",
        "subscription_data[metadata][tollkeeper_customer]", "acme")));
    stripe.sales().pay(session);
    assertEquals("checkout.session.completed", stripe.events().types().getLast());
    var completed = last("checkout.session.completed").at("/data/object");
    var subscription = stripe.object(completed.path("subscription").asText());
    assertEquals("acme", subscription.at("/metadata/tollkeeper_customer").asText());
    assertEquals(subscription.path("latest_invoice"), completed.path("invoice"));
  }

  @Test
  void what_is_not_paid_is_given_up() {
    stripe.sales().declineCards(customer, "lost_card");
    var first = stripe.billing().invoice(customer, "price_pack", 1);
    var second = stripe.billing().invoice(customer, "price_pack", 1);
    stripe.billing().voidInvoice(first);
    stripe.billing().markUncollectible(second);
    assertEquals("void uncollectible",
        stripe.object(first).path("status").asText() + " " + stripe.object(second).path("status").asText());
    assertEquals(List.of("invoice.voided", "invoice.marked_uncollectible"),
        stripe.events().types().subList(stripe.events().count() - 2, stripe.events().count()));
  }

  @Test
  void what_was_given_back_by_mistake_is_undone() {
    var invoice = stripe.billing().invoice(customer, "price_pack", 1);
    var charge = stripe.reversals().chargeOf(invoice);
    mark = stripe.events().count();
    stripe.reversals().failRefund(stripe.reversals().refund(charge, 400));
    stripe.reversals().voidCreditNote(stripe.reversals().creditNote(invoice, 0, 100));
    stripe.reversals().loseDispute(stripe.reversals().dispute(charge));
    assertTold("refund.created", "charge.refunded", "refund.updated", "refund.failed", "refund.created",
        "charge.refunded", "credit_note.created", "credit_note.voided", "charge.dispute.created",
        "charge.dispute.funds_withdrawn", "charge.dispute.closed");
    assertEquals("lost", last("charge.dispute.closed").at("/data/object/status").asText());
    assertEquals(100, stripe.object(charge).path("amount_refunded").asLong());
  }

  @Test
  void who_is_deleted_leaves_no_subscription_behind() {
    stripe.billing().subscribe(customer, "price_pro");
    mark = stripe.events().count();
    stripe.sales().tag(customer, Map.of());
    stripe.sales().deleteCustomer(customer);
    assertTold("customer.updated", "customer.subscription.deleted", "customer.deleted");
    assertTrue(last("customer.deleted").at("/data/object/deleted").asBoolean());
  }

  private String session(String mode) {
    return stripe.sales().open(new Form(Map.of("mode", mode, "customer", customer, "line_items[0][price]",
        "price_pack", "line_items[0][quantity]", "1")));
  }

  private void assertTold(Object... types) {
    var expected = Arrays.stream(types)
        .flatMap(type -> type instanceof List<?> several ? several.stream() : Stream.of(type)).toList();
    assertEquals(expected, stripe.events().types().subList(mark, stripe.events().count()));
    mark = stripe.events().count();
  }

  private JsonNode last(String type) {
    return stripe.events().all().reversed().stream().map(ScenariosTest::parse)
        .filter(event -> event.path("type").asText().equals(type)).findFirst().orElseThrow();
  }

  private static JsonNode parse(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }
}
