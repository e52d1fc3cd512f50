package io.tollkeeper.config.stripe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The banks: they pay, unless a customer's cards are to be declined. */
final class Cash {

  private final Account account;
  private final Events events;
  private final PaymentShapes shapes;
  private final Map<String, String> declining = new ConcurrentHashMap<>();

  Cash(Account account, Events events) {
    this.account = account;
    this.events = events;
    this.shapes = new PaymentShapes(account);
  }

  void decline(String customer, String declineCode) {
    declining.put(customer, declineCode);
  }

  void accept(String customer) {
    declining.remove(customer);
  }

  /** A payment that nobody has tried yet. */
  ObjectNode intent(String customer, long amount, String currency, Map<String, String> metadata) {
    return account.add(shapes.intent(account.newId("pi"), customer, amount, currency, metadata));
  }

  /** Tries a payment: whether it came. */
  boolean collect(ObjectNode intent) {
    var declineCode = declining.getOrDefault(intent.path("customer").asText(), "");
    var charge = account.add(shapes.charge(account.newId("ch"), intent, declineCode.isEmpty()));
    intent.put("latest_charge", charge.path("id").asText());
    if (!declineCode.isEmpty()) return fail(intent, charge, declineCode);
    intent.put("status", "succeeded").put("amount_received", intent.path("amount").asLong())
        .put("payment_method", "pm_card").putNull("last_payment_error");
    events.record("payment_intent.succeeded", intent);
    events.record("charge.succeeded", charge);
    return true;
  }

  private boolean fail(ObjectNode intent, ObjectNode charge, String declineCode) {
    intent.put("status", "requires_payment_method").putObject("last_payment_error").put("type", "card_error")
        .put("code", "card_declined").put("decline_code", declineCode);
    events.record("payment_intent.payment_failed", intent);
    events.record("charge.failed", charge);
    return false;
  }
}
