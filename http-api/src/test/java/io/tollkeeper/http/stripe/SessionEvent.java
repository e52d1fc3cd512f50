package io.tollkeeper.http.stripe;

import java.security.GeneralSecurityException;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.net.Webhook;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

/** An event about a Checkout session, as Stripe would write it: a paid one for {@code acme}, unless told otherwise. */
record SessionEvent(String id, String type, ObjectNode session, boolean livemode) {

  static final String COMPLETED = "checkout.session.completed";
  static final String PAID_LATER = "checkout.session.async_payment_succeeded";
  static final String NEVER_PAID = "checkout.session.async_payment_failed";

  static SessionEvent completed(String id, String session) {
    var object = JsonNodeFactory.instance.objectNode().put("id", session).put("object", "checkout.session")
        .put("mode", "payment").put("payment_status", "paid")
        .put("status", "complete").put("client_reference_id", "acme").put("customer", "cus_1").putNull("invoice")
        .put("amount_total", 1000).put("currency", "usd");
    object.putObject("metadata");
    return new SessionEvent(id, COMPLETED, object, false);
  }

  /** The same with another value of a field of the session. */
  SessionEvent with(String field, String value) {
    return new SessionEvent(id, type, session.deepCopy().put(field, value), livemode);
  }

  SessionEvent without(String field) {
    return new SessionEvent(id, type, session.deepCopy().putNull(field), livemode);
  }

  SessionEvent metadata(String key, String value) {
    var copy = session.deepCopy();
    copy.withObject("/metadata").put(key, value);
    return new SessionEvent(id, type, copy, livemode);
  }

  SessionEvent pack(String key) {
    return metadata("pack", key);
  }

  SessionEvent typed(String eventId, String other) {
    return new SessionEvent(eventId, other, session, livemode);
  }

  SessionEvent live() {
    return new SessionEvent(id, type, session, true);
  }

  /** The body of a delivery. */
  String json() {
    var event = JsonNodeFactory.instance.objectNode().put("id", id).put("object", "event").putNull("api_version")
        .put("created", 1_777_636_800L)
        .put("type", type).put("livemode", livemode).put("pending_webhooks", 1);
    event.putObject("data").set("object", session);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    return event.toPrettyString();
  }

  StripeEvent parsed() {
    return StripeEvent.parse(json()).orElseThrow();
  }

  /** As it is kept. */
  Message message(String tenant, Instant at) {
    return new Message(tenant, id, type, parsed().createdAt(), at, at, State.RECEIVED, "", "", json());
  }

  static String sign(String body, String secret, Instant at) {
    try {
      return Webhook.Signature.generateSignatureHeader(body, secret, at.getEpochSecond());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
