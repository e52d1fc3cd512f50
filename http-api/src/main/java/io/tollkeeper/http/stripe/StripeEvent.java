package io.tollkeeper.http.stripe;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.engine.domain.Ids;

/**
 * An event, as far as all events are alike. Read tolerantly: events come in the version of the endpoint and not of any library, so
 * unknown fields mean nothing, and only what is used must be right.
 *
 * @param type Stripe's word for what happened
 * @param createdAt when Stripe made it
 * @param object what it is about, as it was then; missing in a thin event, which only says where to ask
 * @param previous what the object said before, as far as that was different
 * @param address where a thin event's object is; empty otherwise
 */
record StripeEvent(String id, String type, Instant createdAt, boolean livemode, JsonNode object, JsonNode previous,
    String address) {

  // Names of fields come from outside, so they are kept out of the tables that all parsers share.
  static final ObjectReader READER = JsonMapper
      .builder(JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build())
      .build().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");
  private static final Pattern ADDRESS = Pattern.compile("/v1/[A-Za-z0-9_/-]{1,200}");
  private static final String NOWHERE = "/";
  private static final String THIN = "v2.core.event";
  private static final String THIN_PREFIX = "v1.";

  /** The event that this text is; empty if it is none. */
  static Optional<StripeEvent> parse(String text) {
    try {
      JsonNode root = READER.readValue(text);
      if (root == null || !hasKeys(root)) return Optional.empty();
      return root.path("object").asText().equals(THIN)
          ? thinCreated(root).map(at -> thin(root, at))
          : new StripeObject(root).time("created").flatMap(at -> whole(root, at));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /** What it is about, in the words of all other events. */
  String kind() {
    return type.startsWith(THIN_PREFIX) ? type.substring(THIN_PREFIX.length()) : type;
  }

  /** Whether it only says where to ask. */
  boolean isThin() {
    return !address.isEmpty();
  }

  /** Whether it does not even say where to ask, or says it in a way that is not to be trusted. */
  boolean isNowhere() {
    return address.equals(NOWHERE);
  }

  /** Whether what it is about still has to be asked for. */
  boolean isHollow() {
    return object.isMissingNode();
  }

  /** The same event about this object. */
  StripeEvent about(JsonNode other) {
    return new StripeEvent(id, type, createdAt, livemode, other, previous, address);
  }

  /** The same event with another value of a field of its object. */
  StripeEvent with(String field, JsonNode value) {
    var copy = (ObjectNode) object.deepCopy();
    copy.set(field, value);
    return about(copy);
  }

  private static Optional<StripeEvent> whole(JsonNode root, Instant at) {
    var object = root.path("data").path("object");
    return object.isObject() && root.path("object").asText("event").equals("event")
        ? Optional.of(of(root, at, object, root.path("data").path("previous_attributes"), ""))
        : Optional.empty();
  }

  private static StripeEvent thin(JsonNode root, Instant at) {
    var nothing = MissingNode.getInstance();
    var address = root.path("related_object").path("url").asText("");
    return of(root, at, nothing, nothing, ADDRESS.matcher(address).matches() ? address : NOWHERE);
  }

  private static StripeEvent of(JsonNode root, Instant at, JsonNode object, JsonNode previous, String address) {
    return new StripeEvent(root.path("id").textValue(), root.path("type").textValue(), at,
        root.path("livemode").booleanValue(), object, previous, address);
  }

  /** Id and type become keys of the store, so they may have no surprising characters. */
  private static boolean hasKeys(JsonNode root) {
    return root.path("id").isTextual() && Ids.isId(root.path("id").textValue())
        && root.path("type").isTextual() && TYPE.matcher(root.path("type").textValue()).matches()
        && root.path("livemode").isBoolean();
  }

  /** The older events say it in seconds, these do not. */
  private static Optional<Instant> thinCreated(JsonNode root) {
    try {
      return Optional.of(OffsetDateTime.parse(root.path("created").asText()).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
