package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Item;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;

/** How a subscription is, as far as two sides can differ about it. */
record SubscriptionState(Standing standing, List<Item> items, Optional<Instant> trialEnd, Optional<Instant> cancelAt) {

  private static final Comparator<Item> ORDER =
      Comparator.comparing(Item::price).thenComparingLong(Item::quantity).thenComparing(item -> item.period().start());

  SubscriptionState {
    items = items.stream().sorted(ORDER).toList();
  }

  /** Of what is over, nothing else matters. */
  boolean agreesWith(SubscriptionState other) {
    return standing == other.standing && (standing == Standing.ENDED || equals(other));
  }

  boolean isOver() {
    return standing == Standing.ENDED;
  }

  /** The state that this object of Stripe's is in. */
  static SubscriptionState read(JsonNode subscription) {
    var items = subscription.at("/items/data").valueStream().map(item -> item(item, subscription)).toList();
    return new SubscriptionState(standing(subscription.path("status").asText()), items,
        time(subscription, "trial_end"), cancelAt(subscription, items));
  }

  private static Optional<Instant> cancelAt(JsonNode subscription, List<Item> items) {
    var set = time(subscription, "cancel_at");
    if (set.isPresent() || !subscription.path("cancel_at_period_end").asBoolean()) return set;
    return items.stream().map(item -> item.period().end()).max(Instant::compareTo);
  }

  private static Item item(JsonNode item, JsonNode subscription) {
    // Periods have moved from the subscription to its items.
    var periods = item.has("current_period_end") ? item : subscription;
    var start = Instant.ofEpochSecond(periods.path("current_period_start").asLong());
    var end = Instant.ofEpochSecond(periods.path("current_period_end").asLong());
    return new Item(item.at("/price/id").asText(), item.path("quantity").asLong(1), new Period(start, end));
  }

  private static Standing standing(String status) {
    return switch (status) {
      case "trialing" -> Standing.TRIAL;
      case "active" -> Standing.ACTIVE;
      case "past_due" -> Standing.PAST_DUE;
      case "canceled", "incomplete_expired" -> Standing.ENDED;
      case "unpaid", "paused" -> Standing.STOPPED;
      // What Stripe may come to say one day gives no access until someone has looked at it.
      default -> Standing.INCOMPLETE;
    };
  }

  private static Optional<Instant> time(JsonNode object, String field) {
    var time = object.path(field).asLong();
    return time > 0 ? Optional.of(Instant.ofEpochSecond(time)) : Optional.empty();
  }
}
