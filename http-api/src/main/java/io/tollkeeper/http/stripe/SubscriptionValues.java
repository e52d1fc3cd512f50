package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a subscription says, as text that is equal where it says the same. Two events of one second are told apart by it: the one whose
 * earlier values are the other's values came later.
 */
final class SubscriptionValues {

  private static final List<String> PLAIN = List.of("status", "cancel_at", "cancel_at_period_end", "canceled_at",
      "ended_at", "trial_end", "quantity", "pause_collection");
  private static final List<String> OF_ITEMS = List.of("current_period_start", "current_period_end");
  private static final String ITEMS = "items";

  private SubscriptionValues() {}

  /** All of them; what is not said is empty. */
  static Map<String, String> all(StripeObject subscription) {
    var values = new LinkedHashMap<String, String>();
    PLAIN.forEach(field -> values.put(field, ""));
    OF_ITEMS.forEach(field -> values.put(field, ""));
    values.put(ITEMS, "");
    values.putAll(those(subscription));
    return values;
  }

  /** Those that are said here. */
  static Map<String, String> those(StripeObject part) {
    var values = new LinkedHashMap<String, String>();
    for (var field : PLAIN)
      if (part.has(field)) values.put(field, text(part, field));
    var items = part.list(ITEMS);
    if (!items.isEmpty()) values.put(ITEMS, text(items));
    for (var field : OF_ITEMS) {
      if (part.has(field)) values.put(field, text(part, field));
      else
        if (!items.isEmpty() && items.getFirst().has(field)) values.put(field, text(items.getFirst(), field));
    }
    return values;
  }

  private static String text(StripeObject part, String field) {
    var value = part.node().path(field);
    return value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
  }

  private static String text(List<StripeObject> items) {
    return items.stream()
        .map(item -> SubscriptionReader.price(item).orElse("") + ':' + item.number("quantity").orElse(1L)).sorted()
        .collect(Collectors.joining(","));
  }
}
