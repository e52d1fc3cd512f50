package io.tollkeeper.config.stripe;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is sold and to whom, as Stripe's API has it today: customers, products, prices, payment methods and Checkout sessions. */
final class SalesShapes {

  private final Account account;

  SalesShapes(Account account) {
    this.account = account;
  }

  ObjectNode customer(String id, Map<String, String> metadata) {
    var customer = Json.object().put("id", id).put("object", "customer").put("balance", 0)
        .put("created", account.now()).put("currency", "usd").put("delinquent", false).putNull("description")
        .putNull("email");
    customer.putObject("invoice_settings").putNull("custom_fields").putNull("default_payment_method")
        .putNull("footer").putNull("rendering_options");
    customer.put("livemode", false).putNull("name").put("tax_exempt", "none").putNull("test_clock");
    return metadata(customer, metadata);
  }

  ObjectNode card(String id, String customer) {
    var card = Json.object().put("id", id).put("object", "payment_method").put("created", account.now())
        .put("customer", customer).put("livemode", false).put("type", "card");
    card.putObject("card").put("brand", "visa").put("country", "US").put("exp_month", 8).put("exp_year", 2030)
        .put("funding", "credit").put("last4", "4242");
    return metadata(card, Map.of());
  }

  ObjectNode product(String id, String name) {
    return metadata(Json.object().put("id", id).put("object", "product").put("active", true)
        .put("created", account.now()).put("livemode", false).put("name", name).put("type", "service"), Map.of());
  }

  /** @param interval {@code month} or {@code year}; empty for what is sold once */
  ObjectNode price(String id, String product, long amount, String interval) {
    var price = Json.object().put("id", id).put("object", "price").put("active", true)
        .put("billing_scheme", "per_unit").put("created", account.now()).put("currency", "usd")
        .put("livemode", false).putNull("lookup_key").putNull("nickname").put("product", product);
    if (interval.isEmpty()) price.putNull("recurring");
    else
      price.putObject("recurring").put("interval", interval).put("interval_count", 1).putNull("meter")
          .put("usage_type", "licensed").putNull("trial_period_days");
    price.put("tax_behavior", "unspecified").putNull("tiers_mode").putNull("transform_quantity")
        .put("type", interval.isEmpty() ? "one_time" : "recurring").put("unit_amount", amount)
        .put("unit_amount_decimal", Long.toString(amount));
    return metadata(price, Map.of());
  }

  ObjectNode session(String id, Form form, long total) {
    var session = Json.object().put("id", id).put("object", "checkout.session").put("amount_subtotal", total)
        .put("amount_total", total).put("cancel_url", form.text("cancel_url")).put("created", account.now())
        .put("currency", "usd");
    Json.text(session, "client_reference_id", form.text("client_reference_id"));
    Json.text(session, "customer", form.text("customer"));
    Json.text(session, "customer_creation", form.text("customer_creation"));
    session.put("expires_at", account.now() + 86_400).putNull("invoice").put("livemode", false)
        .put("mode", form.text("mode")).putNull("payment_intent").put("payment_status", "unpaid")
        .put("status", "open").putNull("subscription").put("success_url", form.text("success_url"))
        .put("url", "https://checkout.stripe.com/c/pay/" + id);
    session.putArray("payment_method_types").add("card");
    return metadata(session, form.map("metadata"));
  }

  /** A line of a session. */
  ObjectNode sold(String id, ObjectNode price, long quantity) {
    var amount = price.path("unit_amount").asLong() * quantity;
    var line = Json.object().put("id", id).put("object", "item").put("amount_discount", 0)
        .put("amount_subtotal", amount).put("amount_tax", 0).put("amount_total", amount).put("currency", "usd")
        .put("description", price.path("product").asText()).put("quantity", quantity);
    line.set("price", price.deepCopy());
    return line;
  }

  static ObjectNode metadata(ObjectNode object, Map<String, String> metadata) {
    var node = object.putObject("metadata");
    metadata.forEach(node::put);
    return object;
  }
}
