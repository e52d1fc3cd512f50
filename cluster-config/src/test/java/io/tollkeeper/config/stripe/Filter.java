package io.tollkeeper.config.stripe;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The objects that a list is asked for. */
record Filter(Form form) implements Predicate<ObjectNode> {

  private static final List<String> FIELDS =
      List.of("customer", "invoice", "charge", "payment_intent", "type", "active", "product");

  @Override
  public boolean test(ObjectNode object) {
    return isWithin(object.path("created").asLong()) && hasStatus(object) && isOfType(object)
        && FIELDS.stream().allMatch(field -> form.text(field).isEmpty()
            || object.path(field).asText().equals(form.text(field)))
        && (form.text("subscription").isEmpty() || object.at("/parent/subscription_details/subscription").asText()
            .equals(form.text("subscription")));
  }

  private boolean isWithin(long created) {
    return created >= form.number("created[gte]", 0) && created > form.number("created[gt]", -1)
        && created <= form.number("created[lte]", Long.MAX_VALUE)
        && created < form.number("created[lt]", Long.MAX_VALUE);
  }

  /** Subscriptions that have ended are listed only for those who ask. */
  private boolean hasStatus(ObjectNode object) {
    var wanted = form.text("status");
    var status = object.path("status").asText();
    if (wanted.isEmpty() && object.path("object").asText().equals("subscription")) return !status.equals("canceled");
    return wanted.isEmpty() || wanted.equals("all") || wanted.equals(status);
  }

  private boolean isOfType(ObjectNode object) {
    var types = form.map("types").values();
    return types.isEmpty() || types.contains(object.path("type").asText());
  }
}
