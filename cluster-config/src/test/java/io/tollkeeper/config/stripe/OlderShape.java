package io.tollkeeper.config.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events as they were before the spring of 2025: periods on subscriptions, subscriptions and payments on invoices. */
final class OlderShape {

  private static final String API_VERSION = "2024-06-20";

  private final Account account;

  OlderShape(Account account) {
    this.account = account;
  }

  /** The same event in the older shape. */
  ObjectNode of(ObjectNode event) {
    var older = event.deepCopy().put("api_version", API_VERSION);
    if (older.at("/data/object") instanceof ObjectNode object) reshape(object);
    if (older.at("/data/previous_attributes") instanceof ObjectNode previous && previous.has("items"))
      reshapeSubscription(previous);
    return older;
  }

  private void reshape(ObjectNode object) {
    switch (object.path("object").asText()) {
      case "subscription" -> reshapeSubscription(object);
      case "invoice" -> reshapeInvoice(object);
      case "credit_note" -> reshapeCreditNote(object);
      case "payment_intent" -> Json.text(object, "invoice", paidInvoice(object.path("id").asText()));
      case "charge" -> Json.text(object, "invoice", paidInvoice(object.path("payment_intent").asText()));
      default -> {
      }
    }
  }

  private static void reshapeSubscription(ObjectNode subscription) {
    for (var item : subscription.at("/items/data")) {
      if (!(item instanceof ObjectNode one)) continue;
      for (var field : new String[] {"current_period_start", "current_period_end"}) {
        var value = one.remove(field);
        if (value != null) subscription.set(field, value);
      }
    }
  }

  private void reshapeInvoice(ObjectNode invoice) {
    var subscription = invoice.at("/parent/subscription_details/subscription").asText("");
    Json.text(invoice, "subscription", subscription);
    if (invoice.at("/parent/subscription_details").isObject())
      invoice.set("subscription_details",
          Json.object().set("metadata", invoice.at("/parent/subscription_details/metadata")));
    invoice.remove("parent");
    var payment = account.newest("invoice_payment", "invoice", invoice.path("id").asText())
        .map(paid -> paid.at("/payment/payment_intent").asText()).orElse("");
    Json.text(invoice, "payment_intent", payment);
    Json.text(invoice, "charge", account.newest("charge", "payment_intent", payment)
        .map(charge -> charge.path("id").asText()).orElse(""));
    invoice.put("paid", invoice.path("status").asText().equals("paid"));
    for (var line : invoice.at("/lines/data"))
      if (line instanceof ObjectNode one) reshapeLine(one, subscription);
  }

  private static void reshapeLine(ObjectNode line, String subscription) {
    var details = line.at("/parent/subscription_item_details");
    line.put("proration", details.path("proration").asBoolean());
    line.put("type", details.isObject() ? "subscription" : "invoiceitem");
    Json.text(line, "subscription", subscription);
    Json.text(line, "subscription_item", details.path("subscription_item").asText(""));
    JsonNode price = line.at("/pricing/price_details/price");
    line.set("price", Json.object().put("id", price.asText()).put("object", "price"));
    line.remove("parent");
    line.remove("pricing");
  }

  private String paidInvoice(String paymentIntent) {
    return account.all("invoice_payment", paid -> paid.at("/payment/payment_intent").asText().equals(paymentIntent))
        .stream().findFirst().map(paid -> paid.path("invoice").asText()).orElse("");
  }

  private static void reshapeCreditNote(ObjectNode note) {
    Json.text(note, "refund", note.at("/refunds/0/refund").asText(""));
    note.remove("refunds");
  }
}
