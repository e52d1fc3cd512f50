package io.tollkeeper.config.stripe;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** All objects of an account, in the order in which they were made. Who reads or changes several of them holds its lock. */
final class Account {

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final Clock clock;
  private int made;

  Account(Clock clock) {
    this.clock = clock;
  }

  /** Now, in Stripe's measure of time. */
  long now() {
    return clock.instant().getEpochSecond();
  }

  /** An id that was never given before. */
  synchronized String newId(String prefix) {
    made++;
    return String.format("%s_1Double%08d", prefix, made);
  }

  /** Keeps a new object. */
  synchronized ObjectNode add(ObjectNode object) {
    objects.put(object.path("id").asText(), object);
    return object;
  }

  /** Forgets an object, as if it had never been. */
  synchronized void forget(String id) {
    objects.remove(id);
  }

  synchronized Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** An object that must be there. */
  ObjectNode get(String id) {
    return find(id).orElseThrow(() -> new StripeError(404, "invalid_request_error", "resource_missing"));
  }

  /** The object that a field of another names. */
  ObjectNode get(JsonNode object, String field) {
    return get(object.path(field).asText());
  }

  /** All objects of a kind that are wanted, the newest first. */
  synchronized List<ObjectNode> all(String kind, Predicate<ObjectNode> wanted) {
    var found = new ArrayList<>(objects.values().stream()
        .filter(object -> object.path("object").asText().equals(kind)).filter(wanted).toList());
    Collections.reverse(found);
    return found;
  }

  /** The newest object of a kind of which a field names this. */
  Optional<ObjectNode> newest(String kind, String field, String id) {
    return all(kind, object -> object.path(field).asText().equals(id)).stream().findFirst();
  }
}
