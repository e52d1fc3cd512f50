package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.Ids;

/** A part of what Stripe sent, read tolerantly: what is missing, null or of another kind than expected is absent. */
record StripeObject(JsonNode node) {

  private static final long YEAR_10000 = 253_402_300_800L;

  /** What stands here; an object that has nothing if there is none. */
  StripeObject at(String field) {
    return new StripeObject(node.path(field));
  }

  /** A text that is not blank. */
  Optional<String> text(String field) {
    return text(node.path(field));
  }

  /** The id of another object, which may stand there as a whole; only if it may become a key. */
  Optional<String> id(String field) {
    return name(field).filter(Ids::isId);
  }

  /** The same, of any form: what is only compared. */
  Optional<String> name(String field) {
    var value = node.path(field);
    return text(value.isObject() ? value.path("id") : value);
  }

  /** A whole number. */
  Optional<Long> number(String field) {
    var value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
  }

  /** A time, which Stripe writes as seconds since 1970. */
  Optional<Instant> time(String field) {
    return number(field).filter(seconds -> seconds >= 0 && seconds < YEAR_10000).map(Instant::ofEpochSecond);
  }

  /** Whether this is said to be so. */
  boolean isTrue(String field) {
    return node.path(field).asBoolean(false);
  }

  /** Whether there is such a field, be it null. */
  boolean has(String field) {
    return node.has(field);
  }

  /** Whether something stands there. */
  boolean isPresent(String field) {
    return node.hasNonNull(field);
  }

  /** What a list holds, be it a plain one or a page. */
  List<StripeObject> list(String field) {
    var value = node.path(field);
    var elements = new ArrayList<StripeObject>();
    for (var element : value.isArray() ? value : value.path("data"))
      elements.add(new StripeObject(element));
    return elements;
  }

  /** Whether the page that stands here is not all there is. */
  boolean isCut(String field) {
    return node.path(field).path("has_more").asBoolean(false);
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.textValue().isBlank() ? Optional.of(value.textValue()) : Optional.empty();
  }
}
