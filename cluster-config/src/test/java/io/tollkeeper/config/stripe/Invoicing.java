package io.tollkeeper.config.stripe;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How an invoice is made, closed and paid, and what Stripe tells of each step. */
final class Invoicing {

  private final Account account;
  private final Events events;
  private final Cash cash;
  private final BillingShapes shapes;
  private final PaymentShapes payments;

  Invoicing(Account account, Events events, Cash cash) {
    this.account = account;
    this.events = events;
    this.cash = cash;
    this.shapes = new BillingShapes(account);
    this.payments = new PaymentShapes(account);
  }

  /** A draft for a subscription. */
  ObjectNode draft(ObjectNode subscription, String reason, List<ObjectNode> lines) {
    var invoice = account.add(BillingShapes.of(subscription,
        shapes.invoice(account.newId("in"), subscription.path("customer").asText(), reason, lines)));
    subscription.put("latest_invoice", invoice.path("id").asText());
    events.record("invoice.created", invoice);
    return invoice;
  }

  /** A draft for something that is sold once. */
  ObjectNode draft(String customer, ObjectNode price, long quantity) {
    var invoice = account.add(shapes.invoice(account.newId("in"), customer, "manual",
        List.of(shapes.oneOff(account.newId("il"), price, quantity))));
    events.record("invoice.created", invoice);
    return invoice;
  }

  /** Closes a draft and asks for the money: whether it came. */
  boolean close(ObjectNode invoice) {
    invoice.put("status", "open");
    times(invoice).put("finalized_at", account.now());
    events.record("invoice.finalized", invoice);
    if (invoice.path("total").asLong() > 0) return attempt(invoice);
    paid(invoice);
    events.record("invoice.paid", invoice);
    events.record("invoice.payment_succeeded", invoice);
    return true;
  }

  /** Asks for the money of an open invoice, perhaps not for the first time: whether it came. */
  boolean attempt(ObjectNode invoice) {
    var intent = cash.intent(invoice.path("customer").asText(), invoice.path("total").asLong(), "usd", Map.of());
    invoice.put("attempted", true).put("attempt_count", invoice.path("attempt_count").asInt() + 1);
    if (!cash.collect(intent)) {
      invoice.put("next_payment_attempt", account.now() + 3 * 86_400);
      events.record("invoice.payment_failed", invoice);
      return false;
    }
    paid(invoice);
    var payment =
        account.add(payments.invoicePayment(account.newId("inpay"), invoice, intent.path("id").asText()));
    events.record("invoice.paid", invoice);
    events.record("invoice_payment.paid", payment);
    events.record("invoice.payment_succeeded", invoice);
    return true;
  }

  /** Gives an open invoice up. */
  void voided(ObjectNode invoice) {
    invoice.put("status", "void");
    times(invoice).put("voided_at", account.now());
    events.record("invoice.voided", invoice);
  }

  /** Expects nothing of an open invoice any more. */
  void uncollectible(ObjectNode invoice) {
    invoice.put("status", "uncollectible");
    times(invoice).put("marked_uncollectible_at", account.now());
    events.record("invoice.marked_uncollectible", invoice);
  }

  private void paid(ObjectNode invoice) {
    invoice.put("status", "paid").put("attempted", true).put("amount_paid", invoice.path("total").asLong())
        .put("amount_remaining", 0).putNull("next_payment_attempt");
    times(invoice).put("paid_at", account.now());
  }

  private static ObjectNode times(ObjectNode invoice) {
    return invoice.withObject("/status_transitions");
  }
}
