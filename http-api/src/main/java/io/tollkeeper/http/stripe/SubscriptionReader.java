package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.payer.Notice.Subscription;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Item;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Standing;
import io.tollkeeper.http.stripe.Translation.Failed;
import io.tollkeeper.http.stripe.Translation.Incomplete;

/** Reads subscriptions, of today's shape, where each item has a period, and of the older one, where the subscription has it. */
final class SubscriptionReader {

  private static final String ITEMS = "items";
  private static final String DELETED = "customer.subscription.deleted";

  private SubscriptionReader() {}

  /** What an event about a subscription means. */
  static Translation read(StripeEvent event, boolean readable) {
    var subscription = new StripeObject(event.object());
    if (subscription.isCut(ITEMS) && subscription.id("id").isPresent())
      return readable
          ? new Incomplete(ITEMS, "/v1/subscription_items?subscription=" + subscription.id("id").get())
          : Failed.of(Reason.SUBSCRIPTION_TRUNCATED, "no STRIPE_API_KEY to ask for the other items with");
    var metadata = subscription.at("metadata");
    return notice(event)
        .<Translation>map(notice -> Findings.about(subscription.id("customer"))
            .linked(List.of(metadata.text("customer"), metadata.text("tollkeeper_customer")))
            .named(Set.of(notice.id())).notice(notice).translated())
        .orElseGet(
            () -> Failed.of(Reason.INVALID_OBJECT, "the subscription has no usable id, status, price or period"));
  }

  /** How this subscription is now that it was asked for, at the time of what it was asked for about. Empty if it is not as documented. */
  static Optional<Subscription> fetched(JsonNode subscription, Instant at) {
    return standing(new StripeObject(subscription)).flatMap(standing -> notice(subscription, MissingNode.getInstance(),
        at, true, standing));
  }

  private static Optional<Subscription> notice(StripeEvent event) {
    var standing = event.kind().equals(DELETED)
        ? Optional.of(Standing.ENDED)
        : standing(new StripeObject(event.object()));
    return standing.flatMap(
        known -> notice(event.object(), event.previous(), event.createdAt(), wasFetched(event), known));
  }

  private static boolean wasFetched(StripeEvent event) {
    return event.isThin() || event.id().startsWith(Repairs.PREFIX);
  }

  private static Optional<Subscription> notice(JsonNode object, JsonNode previous, Instant at, boolean fetched,
      Standing standing) {
    var subscription = new StripeObject(object);
    var id = subscription.id("id");
    var items = items(subscription);
    if (id.isEmpty() || items.isEmpty()) return Optional.empty();
    return Optional.of(new Subscription(id.get(), at, fetched, standing, items.get(), subscription.time("trial_end"),
        cancelAt(subscription, items.get()), SubscriptionValues.all(subscription),
        SubscriptionValues.those(new StripeObject(previous))));
  }

  private static Optional<Standing> standing(StripeObject subscription) {
    return switch (subscription.text("status").orElse("")) {
      case "incomplete" -> Optional.of(Standing.INCOMPLETE);
      case "paused", "unpaid" -> Optional.of(Standing.STOPPED);
      case "past_due" -> Optional.of(Standing.PAST_DUE);
      case "trialing" -> Optional.of(Standing.TRIAL);
      case "active" -> Optional.of(Standing.ACTIVE);
      case "canceled", "incomplete_expired" -> Optional.of(Standing.ENDED);
      default -> Optional.empty();
    };
  }

  private static Optional<List<Item>> items(StripeObject subscription) {
    var items = new ArrayList<Item>();
    // The oldest have no list: then the subscription is its only item itself.
    var listed = subscription.list(ITEMS);
    for (var item : listed.isEmpty() ? List.of(subscription) : listed) {
      var price = price(item);
      var period = period(item).or(() -> period(subscription));
      if (price.isEmpty() || period.isEmpty()) return Optional.empty();
      items.add(new Item(price.get(), item.number("quantity").orElse(1L), period.get()));
    }
    return Optional.of(items);
  }

  /** The price of an item or a line: a price, or a plan as prices were called before. */
  static Optional<String> price(StripeObject item) {
    return item.name("price").or(() -> item.name("plan"));
  }

  private static Optional<Period> period(StripeObject part) {
    return part.time("current_period_start")
        .flatMap(start -> part.time("current_period_end").map(end -> new Period(start, end)));
  }

  private static Optional<Instant> cancelAt(StripeObject subscription, List<Item> items) {
    var set = subscription.time("cancel_at");
    if (set.isPresent() || !subscription.isTrue("cancel_at_period_end")) return set;
    return items.stream().map(item -> item.period().end()).max(Instant::compareTo);
  }
}
