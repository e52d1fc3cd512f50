package io.tollkeeper.config.stripe;

import java.time.Instant;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The periods and the status of subscriptions: how they change, and what Stripe tells of it. */
final class Periods {

  private final Events events;

  Periods(Events events) {
    this.events = events;
  }

  /** The only item of a subscription. */
  static ObjectNode item(ObjectNode subscription) {
    return (ObjectNode) subscription.at("/items/data/0");
  }

  static long start(ObjectNode item) {
    return item.path("current_period_start").asLong();
  }

  static long end(ObjectNode item) {
    return item.path("current_period_end").asLong();
  }

  /** A month or a year later. */
  static long after(long start, String interval) {
    var time = Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC);
    return (interval.equals("year") ? time.plusYears(1) : time.plusMonths(1)).toEpochSecond();
  }

  /** The next period begins. */
  void next(ObjectNode subscription) {
    var previous = Json.object();
    previous.set("items", subscription.path("items").deepCopy());
    previous.set("latest_invoice", subscription.path("latest_invoice"));
    var item = item(subscription);
    var start = end(item);
    item.put("current_period_start", start)
        .put("current_period_end", after(start, item.at("/price/recurring/interval").asText()));
    events.record("customer.subscription.updated", subscription, previous);
  }

  void status(ObjectNode subscription, String status) {
    var previous = Json.object();
    previous.set("status", subscription.path("status"));
    subscription.put("status", status);
    events.record("customer.subscription.updated", subscription, previous);
  }

  void cancelAtEnd(ObjectNode subscription, long now) {
    subscription.put("cancel_at_period_end", true).put("cancel_at", end(item(subscription))).put("canceled_at", now);
    events.record("customer.subscription.updated", subscription,
        Json.object().put("cancel_at_period_end", false).putNull("cancel_at").putNull("canceled_at"));
  }

  void goOn(ObjectNode subscription) {
    var previous = Json.object().put("cancel_at_period_end", true);
    previous.set("cancel_at", subscription.path("cancel_at"));
    previous.set("canceled_at", subscription.path("canceled_at"));
    subscription.put("cancel_at_period_end", false).putNull("cancel_at").putNull("canceled_at");
    events.record("customer.subscription.updated", subscription, previous);
  }
}
