package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** The state that this object of Stripe's is in; empty if it is not as documented. */
  static Optional<SubscriptionState> read(JsonNode subscription) {
    // When it is so makes no difference here.
    return SubscriptionReader.fetched(subscription, Instant.EPOCH)
        .map(now -> new SubscriptionState(now.standing(), now.items(), now.trialEnd(), now.cancelAt()));
  }
}
