package io.tollkeeper.config.stripe;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Money that comes and goes, as Stripe's API has it today. */
final class PaymentShapes {

  private final Account account;

  PaymentShapes(Account account) {
    this.account = account;
  }

  ObjectNode intent(String id, String customer, long amount, String currency, Map<String, String> metadata) {
    var intent = Json.object().put("id", id).put("object", "payment_intent").put("amount", amount)
        .put("amount_received", 0).putNull("canceled_at").put("capture_method", "automatic")
        .put("created", account.now()).put("currency", currency);
    Json.text(intent, "customer", customer);
    return SalesShapes.metadata(intent.putNull("last_payment_error").putNull("latest_charge").put("livemode", false)
        .putNull("payment_method").put("status", "requires_payment_method"), metadata);
  }

  ObjectNode charge(String id, ObjectNode intent, boolean succeeded) {
    var amount = intent.path("amount").asLong();
    var charge = Json.object().put("id", id).put("object", "charge").put("amount", amount)
        .put("amount_captured", succeeded ? amount : 0).put("amount_refunded", 0).put("captured", succeeded)
        .put("created", account.now()).put("currency", intent.path("currency").asText());
    charge.set("customer", intent.path("customer"));
    charge.put("disputed", false).put("livemode", false).put("paid", succeeded)
        .put("payment_intent", intent.path("id").asText()).put("payment_method", "pm_card")
        .put("refunded", false).put("status", succeeded ? "succeeded" : "failed");
    Json.text(charge, "failure_code", succeeded ? "" : "card_declined");
    charge.set("metadata", intent.path("metadata").deepCopy());
    return charge;
  }

  ObjectNode invoicePayment(String id, ObjectNode invoice, String intent) {
    var payment =
        Json.object().put("id", id).put("object", "invoice_payment").put("amount_paid", invoice.path("total").asLong())
            .put("amount_requested", invoice.path("total").asLong()).put("created", account.now())
            .put("currency", "usd").put("invoice", invoice.path("id").asText()).put("is_default", true)
            .put("livemode", false);
    payment.putObject("payment").put("type", "payment_intent").put("payment_intent", intent);
    payment.put("status", "paid").putObject("status_transitions").putNull("canceled_at").put("paid_at", account.now());
    return payment;
  }

  ObjectNode refund(String id, ObjectNode charge, long amount) {
    var refund = Json.object().put("id", id).put("object", "refund").put("amount", amount)
        .put("charge", charge.path("id").asText()).put("created", account.now())
        .put("currency", charge.path("currency").asText());
    refund.set("payment_intent", charge.path("payment_intent"));
    return SalesShapes.metadata(refund.putNull("reason").put("status", "succeeded"), Map.of());
  }

  ObjectNode dispute(String id, ObjectNode charge, long amount) {
    var dispute = Json.object().put("id", id).put("object", "dispute").put("amount", amount)
        .put("charge", charge.path("id").asText()).put("created", account.now())
        .put("currency", charge.path("currency").asText()).put("is_charge_refundable", false).put("livemode", false);
    dispute.set("payment_intent", charge.path("payment_intent"));
    return SalesShapes.metadata(dispute.put("reason", "fraudulent").put("status", "needs_response"), Map.of());
  }

  /** @param refunds of the note's money, given back by it */
  ObjectNode creditNote(String id, ObjectNode invoice, JsonNode line, long amount, List<ObjectNode> refunds) {
    var note = Json.object().put("id", id).put("object", "credit_note").put("amount", amount)
        .put("created", account.now()).put("currency", "usd").put("customer", invoice.path("customer").asText())
        .put("invoice", invoice.path("id").asText());
    var noteLine = Json.object().put("id", account.newId("cnli")).put("object", "credit_note_line_item")
        .put("amount", amount).put("discount_amount", 0).put("invoice_line_item", line.path("id").asText())
        .put("livemode", false).put("quantity", 1).put("type", "invoice_line_item");
    note.set("lines", Json.list("/v1/credit_notes/" + id + "/lines", List.of(noteLine)));
    var given = note.put("livemode", false).put("number", id + "-CN").putArray("refunds");
    for (var refund : refunds)
      given.addObject().put("amount_refunded", refund.path("amount").asLong())
          .put("refund", refund.path("id").asText()).put("type", "refund");
    var refunded = refunds.stream().mapToLong(refund -> refund.path("amount").asLong()).sum();
    note.put("post_payment_amount", amount).put("pre_payment_amount", 0);
    return SalesShapes.metadata(note.put("status", "issued").put("subtotal", amount).put("total", amount)
        .put("type", refunded > 0 ? "post_payment" : "pre_payment").putNull("voided_at"), Map.of());
  }
}
