package io.tollkeeper.config.stripe;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Subscriptions and what is billed, as Stripe's API has it today. */
final class BillingShapes {

  private final Account account;

  BillingShapes(Account account) {
    this.account = account;
  }

  ObjectNode subscription(String id, String customer, ObjectNode item, Map<String, String> metadata) {
    var subscription = Json.object().put("id", id).put("object", "subscription").putNull("application")
        .put("billing_cycle_anchor", account.now()).putNull("cancel_at").put("cancel_at_period_end", false)
        .putNull("canceled_at").put("collection_method", "charge_automatically").put("created", account.now())
        .put("currency", "usd").put("customer", customer).putNull("default_payment_method").putNull("ended_at");
    subscription.set("items", Json.list("/v1/subscription_items?subscription=" + id, List.of(item)));
    return SalesShapes.metadata(subscription.putNull("latest_invoice").put("livemode", false)
        .putNull("pause_collection").put("start_date", account.now()).put("status", "incomplete")
        .putNull("trial_end").putNull("trial_start"), metadata);
  }

  ObjectNode item(String id, String subscription, ObjectNode price, long quantity, long start, long end) {
    var item = Json.object().put("id", id).put("object", "subscription_item").put("created", account.now())
        .put("current_period_start", start).put("current_period_end", end);
    item.set("price", price.deepCopy());
    return SalesShapes.metadata(item.put("quantity", quantity).put("subscription", subscription), Map.of());
  }

  /** @param reason {@code subscription_create}, {@code subscription_cycle}, {@code subscription_update} or {@code manual} */
  ObjectNode invoice(String id, String customer, String reason, List<ObjectNode> lines) {
    var total = lines.stream().mapToLong(line -> line.path("amount").asLong()).sum();
    var invoice = Json.object().put("id", id).put("object", "invoice").put("amount_due", total).put("amount_paid", 0)
        .put("amount_overpaid", 0).put("amount_remaining", total).put("attempt_count", 0).put("attempted", false)
        .put("auto_advance", true).put("billing_reason", reason).put("collection_method", "charge_automatically")
        .put("created", account.now()).put("currency", "usd").put("customer", customer);
    lines.forEach(line -> line.put("invoice", id));
    invoice.set("lines", Json.list("/v1/invoices/" + id + "/lines", lines));
    invoice.put("livemode", false).putNull("next_payment_attempt").putNull("parent")
        .put("period_end", account.now()).put("period_start", account.now())
        .put("post_payment_credit_notes_amount", 0).put("pre_payment_credit_notes_amount", 0).put("status", "draft");
    invoice.putObject("status_transitions").putNull("finalized_at").putNull("marked_uncollectible_at")
        .putNull("paid_at").putNull("voided_at");
    return SalesShapes.metadata(invoice.put("subtotal", total).put("subtotal_excluding_tax", total)
        .put("total", total).put("total_excluding_tax", total), Map.of());
  }

  /** Says that an invoice is for a subscription. */
  static ObjectNode of(ObjectNode subscription, ObjectNode invoice) {
    var parent = invoice.putObject("parent").put("type", "subscription_details").putNull("quote_details");
    parent.putObject("subscription_details").put("subscription", subscription.path("id").asText())
        .set("metadata", subscription.path("metadata").deepCopy());
    return invoice;
  }

  /** A line for an item of a subscription. */
  ObjectNode line(String id, ObjectNode item, long amount, long start, long end, boolean proration) {
    var line = line(id, item.at("/price/id").asText(), item.at("/price/product").asText(), amount,
        item.path("quantity").asLong(), start, end);
    var parent = line.putObject("parent").put("type", "subscription_item_details").putNull("invoice_item_details");
    parent.putObject("subscription_item_details").putNull("invoice_item").put("proration", proration)
        .put("subscription", item.path("subscription").asText()).put("subscription_item", item.path("id").asText());
    return line;
  }

  /** A line for something that is sold once. */
  ObjectNode oneOff(String id, ObjectNode price, long quantity) {
    var line = line(id, price.path("id").asText(), price.path("product").asText(),
        price.path("unit_amount").asLong() * quantity, quantity, account.now(), account.now());
    var parent = line.putObject("parent").put("type", "invoice_item_details").putNull("subscription_item_details");
    parent.putObject("invoice_item_details").put("invoice_item", account.newId("ii")).put("proration", false)
        .putNull("subscription");
    return line;
  }

  private static ObjectNode line(String id, String price, String product, long amount, long quantity, long start,
      long end) {
    var line = Json.object().put("id", id).put("object", "line_item").put("amount", amount).put("currency", "usd")
        .put("discountable", true).put("livemode", false).put("quantity", quantity).put("subtotal", amount);
    line.putArray("discount_amounts");
    line.putObject("period").put("start", start).put("end", end);
    line.putObject("pricing").put("type", "price_details").putObject("price_details").put("price", price)
        .put("product", product);
    return SalesShapes.metadata(line, Map.of());
  }
}
