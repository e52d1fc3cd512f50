package io.tollkeeper.config.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be made by the API. */
final class Making {

  private final Account account;
  private final Sales sales;
  private final Billing billing;
  private final Reversals reversals;
  private final Cash cash;

  Making(Account account, Sales sales, Billing billing, Reversals reversals, Cash cash) {
    this.account = account;
    this.sales = sales;
    this.billing = billing;
    this.reversals = reversals;
    this.cash = cash;
  }

  /** One object of a kind. */
  ObjectNode one(String kind, Form form) {
    return switch (kind) {
      case "customer" -> account.get(sales.customer(form.map("metadata"))).deepCopy();
      case "subscription" -> account.get(billing.subscribe(form.text("customer"), form.text("items[0][price]"),
          form.number("items[0][quantity]", 1), form.map("metadata"))).deepCopy();
      case "payment_intent" -> payment(form);
      case "refund" -> account.get(reversals.refund(form.text("charge"),
          form.number("amount", account.get(form.text("charge")).path("amount").asLong()))).deepCopy();
      default -> throw new StripeError(404, "invalid_request_error", "resource_missing");
    };
  }

  ObjectNode session(Form form) {
    if (form.text("success_url").isEmpty())
      throw new StripeError(400, "invalid_request_error", "parameter_missing");
    if (!form.text("customer").isEmpty()) account.get(form.text("customer"));
    return Sales.outside(account.get(sales.open(form)));
  }

  ObjectNode portal(Form form) {
    account.get(form.text("customer"));
    var id = account.newId("bps");
    var portal = Json.object().put("id", id).put("object", "billing_portal.session").put("created", account.now())
        .put("customer", form.text("customer")).put("livemode", false);
    Json.text(portal, "return_url", form.text("return_url"));
    return portal.put("url", "https://billing.stripe.com/p/session/" + id);
  }

  private ObjectNode payment(Form form) {
    if (form.number("amount", 0) <= 0) throw new StripeError(400, "invalid_request_error", "parameter_invalid_integer");
    if (!form.text("customer").isEmpty()) account.get(form.text("customer"));
    if (!form.text("payment_method").isEmpty()) account.get(form.text("payment_method"));
    var intent = cash.intent(form.text("customer"), form.number("amount", 0), form.text("currency"),
        form.map("metadata"));
    if (form.text("confirm").equals("true") && !cash.collect(intent))
      throw StripeError.declined(intent.at("/last_payment_error/decline_code").asText());
    return intent.deepCopy();
  }
}
