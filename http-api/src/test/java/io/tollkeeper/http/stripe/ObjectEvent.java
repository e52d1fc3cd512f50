package io.tollkeeper.http.stripe;

import java.time.Instant;

import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

/**
 * An event about any object, as Stripe would write it. The object and its earlier values are JSON with single quotes.
 *
 * @param second when it was made, after {@link #BEGIN}
 */
record ObjectEvent(String id, String type, long second, String object, String previous) {

  static final Instant BEGIN = Instant.ofEpochSecond(1_777_636_800L);

  static ObjectEvent of(String id, String type, String object) {
    return new ObjectEvent(id, type, 0, object, "{}");
  }

  /** The same with other earlier values. */
  ObjectEvent before(String values) {
    return new ObjectEvent(id, type, second, object, values);
  }

  String json() {
    return """
        {'id':'%s','object':'event','api_version':null,'created':%d,'livemode':false,'type':'%s',
         'data':{'object':%s,'previous_attributes':%s}}""".formatted(id, BEGIN.getEpochSecond() + second, type, object,
        previous).replace('\'', '"');
  }

  StripeEvent parsed() {
    return StripeEvent.parse(json()).orElseThrow();
  }

  /** What it means to who has no key. */
  Translation translated() {
    return StripeTranslator.translate(parsed(), false);
  }

  /** As it is kept. */
  Message message(String tenant, Instant at) {
    return new Message(tenant, id, type, parsed().createdAt(), at, at, State.RECEIVED, "", "", json());
  }
}
