package io.tollkeeper.config.demo;

import java.security.GeneralSecurityException;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.stripe.net.Webhook;

/**
 * What Stripe says when a customer has paid for a pack in Checkout, and the signature that makes it believed.
 *
 * @param run what distinguishes it from all other purchases
 */
record Purchase(String run, String customer, String pack, boolean livemode, Instant at) {

  /** The event, as it is delivered. */
  String event() {
    var session = JsonNodeFactory.instance.objectNode().put("id", "cs_demo_" + run).put("object", "checkout.session")
        .put("mode", "payment").put("status", "complete")
        .put("payment_status", "paid").put("client_reference_id", customer).put("customer", "cus_demo_" + run)
        .putNull("invoice").put("amount_total", 5_000)
        .put("currency", "usd").put("livemode", livemode);
    session.putObject("metadata").put("pack", pack);
    var event = JsonNodeFactory.instance.objectNode().put("id", "evt_demo_" + run).put("object", "event")
        .put("api_version", com.stripe.Stripe.API_VERSION)
        .put("created", at.getEpochSecond()).put("type", "checkout.session.completed").put("livemode", livemode)
        .put("pending_webhooks", 1);
    event.putObject("data").set("object", session);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    return event.toPrettyString();
  }

  /** The value of the header {@code Stripe-Signature} for a delivery at this time. */
  static String signature(String event, String secret, Instant at) {
    try {
      return Webhook.Signature.generateSignatureHeader(event, secret, at.getEpochSecond());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with HMAC-SHA256", e);
    }
  }
}
