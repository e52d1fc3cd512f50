package io.tollkeeper.config.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionCreateParams;

/** Stripe's own library finds in the double what it would find at Stripe. */
final class StripeDoubleTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final StripeDouble stripe = new StripeDouble(clock);
  private final StripeClient client =
      StripeClient.builder().setApiKey(StripeDouble.KEY).setApiBase(stripe.base()).setMaxNetworkRetries(0).build();

  @BeforeEach
  void sell() {
    stripe.sales().recurringPrice("price_pro", 2000, "month");
    stripe.sales().recurringPrice("price_max", 5000, "month");
    stripe.sales().price("price_pack", 1000);
  }

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void a_first_subscription_is_told_in_the_order_of_stripe() {
    var customer = customer();
    var mark = stripe.events().count();
    stripe.billing().subscribe(customer, "price_pro");
    assertEquals(List.of("customer.subscription.created", "invoice.created", "invoice.finalized",
        "payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice_payment.paid",
        "invoice.payment_succeeded", "customer.subscription.updated"), typesSince(mark));
    assertEquals("incomplete", parse(stripe.events().all().getLast()).at("/data/previous_attributes/status").asText());
  }

  @Test
  void the_library_reads_what_the_double_shows() throws StripeException {
    var customer = customer();
    var subscription = stripe.billing().subscribe(customer, "price_pro", 3, Map.of("tollkeeper_customer", "acme"));
    var found = client.v1().subscriptions().retrieve(subscription);
    assertEquals("active", found.getStatus());
    assertEquals("price_pro", found.getItems().getData().getFirst().getPrice().getId());
    assertEquals(Instant.parse("2026-12-01T00:00:00Z").getEpochSecond(),
        found.getItems().getData().getFirst().getCurrentPeriodEnd());
    var invoice = client.v1().invoices().retrieve(found.getLatestInvoice());
    assertEquals(6000, invoice.getAmountPaid());
    assertEquals(subscription, invoice.getParent().getSubscriptionDetails().getSubscription());
    assertEquals("price_pro", invoice.getLines().getData().getFirst().getPricing().getPriceDetails().getPrice());
  }

  @Test
  void a_renewal_that_fails_is_past_due_until_it_is_paid() {
    var subscription = stripe.billing().subscribe(customer(), "price_pro");
    clock.moveTo(Instant.parse("2026-12-01T00:00:00Z"));
    var mark = stripe.events().count();
    var invoice = stripe.billing().failRenewal(subscription);
    assertEquals(List.of("customer.subscription.updated", "invoice.created", "invoice.finalized",
        "payment_intent.payment_failed", "charge.failed", "invoice.payment_failed",
        "customer.subscription.updated"), typesSince(mark));
    assertEquals("past_due", stripe.object(subscription).path("status").asText());
    stripe.billing().recover(subscription);
    assertEquals("paid", stripe.object(invoice).path("status").asText());
    assertEquals("active", stripe.object(subscription).path("status").asText());
  }

  @Test
  void an_upgrade_inside_the_period_is_settled_by_prorations() {
    var subscription = stripe.billing().subscribe(customer(), "price_pro");
    clock.pass(Duration.ofDays(15));
    var invoice = stripe.object(stripe.billing().upgrade(subscription, "price_max"));
    assertEquals(List.of(-1000L, 2500L),
        invoice.at("/lines/data").valueStream().map(line -> line.path("amount").asLong()).toList());
    assertTrue(invoice.at("/lines/data/0/parent/subscription_item_details/proration").asBoolean());
    assertEquals(1500, invoice.path("amount_paid").asLong());
  }

  @Test
  void lists_have_pages_and_filters() throws StripeException {
    var customer = customer();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 25; i++)
      ids.add(stripe.billing().subscribe(customer, "price_pro"));
    stripe.billing().end(ids.getFirst());
    var all = SubscriptionListParams.builder().setStatus(SubscriptionListParams.Status.ALL).setLimit(10L).build();
    var found = new HashSet<String>();
    client.v1().subscriptions().list(all).autoPagingIterable().forEach(one -> found.add(one.getId()));
    assertEquals(new HashSet<>(ids), found);
    assertEquals(10, client.v1().subscriptions().list().getData().size());
    clock.pass(Duration.ofDays(1));
    var before = clock.instant().getEpochSecond();
    stripe.billing().invoice(customer, "price_pack", 2);
    var created = InvoiceListParams.Created.builder().setGte(before).build();
    var invoices = client.v1().invoices().list(InvoiceListParams.builder().setCreated(created).build()).getData();
    assertEquals(List.of(2000L), invoices.stream().map(invoice -> invoice.getTotal()).toList());
    var paid = client.v1().events().list(EventListParams.builder().setType("invoice.paid").setLimit(100L).build());
    assertEquals(26, paid.getData().size());
  }

  @Test
  void a_session_is_opened_by_the_api_and_paid_by_the_buyer() throws StripeException {
    var session = client.v1().checkout().sessions().create(packSession());
    assertEquals("open", session.getStatus());
    var lines = client.v1().checkout().sessions().lineItems().list(session.getId()).getData();
    assertEquals("price_pack 2", lines.getFirst().getPrice().getId() + " " + lines.getFirst().getQuantity());
    var mark = stripe.events().count();
    stripe.sales().pay(session.getId());
    assertEquals(List.of("customer.created", "payment_intent.succeeded", "charge.succeeded",
        "checkout.session.completed"), typesSince(mark));
    var completed = parse(stripe.events().all().getLast()).at("/data/object");
    assertEquals("paid", completed.path("payment_status").asText());
    assertEquals("acme", completed.path("client_reference_id").asText());
    assertFalse(completed.has("_intent_metadata"));
    var intent = stripe.object(completed.path("payment_intent").asText());
    assertEquals("acme", intent.at("/metadata/tollkeeper_customer").asText());
  }

  @Test
  void money_goes_back_by_refunds_disputes_and_credit_notes() {
    var invoice = stripe.billing().invoice(customer(), "price_pack", 1);
    var charge = stripe.reversals().chargeOf(invoice);
    stripe.reversals().refund(charge, 300);
    var note = stripe.object(stripe.reversals().creditNote(invoice, 0, 200));
    assertEquals(500, stripe.object(charge).path("amount_refunded").asLong());
    assertEquals(200, note.at("/refunds/0/amount_refunded").asLong());
    var mark = stripe.events().count();
    stripe.reversals().winDispute(stripe.reversals().dispute(charge));
    assertEquals(List.of("charge.dispute.created", "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated", "charge.dispute.closed"), typesSince(mark));
  }

  @Test
  void a_key_is_good_for_one_answer() throws StripeException {
    var customer = customer();
    var once = RequestOptions.builder().setIdempotencyKey("k1").build();
    var first = client.v1().paymentIntents().create(payment(customer, 500), once);
    stripe.faults().loseNext(1);
    assertThrows(ApiConnectionException.class,
        () -> client.v1().paymentIntents().create(payment(customer, 500), once));
    assertEquals(first.getId(), client.v1().paymentIntents().create(payment(customer, 500), once).getId());
    assertThrows(IdempotencyException.class,
        () -> client.v1().paymentIntents().create(payment(customer, 501), once));
    stripe.sales().declineCards(customer, "insufficient_funds");
    var declined =
        assertThrows(CardException.class, () -> client.v1().paymentIntents().create(payment(customer, 500)));
    assertEquals("insufficient_funds", declined.getDeclineCode());
  }

  @Test
  void faults_happen_on_demand() throws StripeException {
    stripe.faults().failNext(1, 503);
    assertThrows(ApiException.class, () -> client.v1().events().list());
    client.v1().events().list();
    stripe.faults().down();
    assertThrows(ApiConnectionException.class, () -> client.v1().events().list());
    stripe.faults().up();
    client.v1().events().list();
    // The JDK's client tries a second time when nobody answers.
    assertTrue(stripe.faults().count() >= 2);
    assertThrows(InvalidRequestException.class, () -> client.v1().subscriptions().retrieve("sub_none"));
  }

  @Test
  void an_older_account_gets_older_shapes_signed_alike() throws StripeException {
    var subscription = stripe.billing().subscribe(customer(), "price_pro");
    var older = stripe.events().allOlder().stream().map(StripeDoubleTest::parse).toList();
    var paid = older.stream().filter(event -> event.path("type").asText().equals("invoice.paid")).findFirst()
        .orElseThrow().at("/data/object");
    assertEquals(subscription, paid.path("subscription").asText());
    assertEquals("price_pro", paid.at("/lines/data/0/price/id").asText());
    assertTrue(paid.path("charge").asText().startsWith("ch_"), paid::toString);
    assertTrue(older.getLast().at("/data/object").has("current_period_end"));
    var payload = stripe.events().all().getFirst();
    var delivery = new Delivery(URI.create("http://127.0.0.1/"), "whsec_1", clock);
    assertEquals(parse(payload).path("id").asText(), Webhook
        .constructEvent(payload, delivery.signature(payload), "whsec_1", 300, clock).getId());
  }

  private String customer() {
    return stripe.sales().customer(Map.of());
  }

  private List<String> typesSince(int mark) {
    return stripe.events().types().subList(mark, stripe.events().count());
  }

  private static SessionCreateParams packSession() {
    return SessionCreateParams.builder().setMode(SessionCreateParams.Mode.PAYMENT).setClientReferenceId("acme")
        .setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS).setSuccessUrl("https://shop.example/ok")
        .addLineItem(SessionCreateParams.LineItem.builder().setPrice("price_pack").setQuantity(2L).build())
        .setPaymentIntentData(
            SessionCreateParams.PaymentIntentData.builder().putMetadata("tollkeeper_customer", "acme").build())
        .build();
  }

  private static PaymentIntentCreateParams payment(String customer, long amount) {
    return PaymentIntentCreateParams.builder().setCustomer(customer).setAmount(amount).setCurrency("usd")
        .setConfirm(true).setOffSession(true).build();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }
}
