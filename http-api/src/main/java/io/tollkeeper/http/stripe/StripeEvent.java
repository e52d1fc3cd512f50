package io.tollkeeper.http.stripe;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tollkeeper.engine.domain.Ids;

/**
 * An event, as far as all events are alike. Read tolerantly: events come in the version of the endpoint and not of any library, so
 * unknown fields mean nothing, and only what is used must be right.
 *
 * @param type Stripe's word for what happened
 * @param createdAt when Stripe made it
 * @param object what it is about, as it was then
 */
record StripeEvent(String id, String type, Instant createdAt, boolean livemode, JsonNode object) {

  // Names of fields come from outside, so they are kept out of the tables that all parsers share.
  static final ObjectReader READER = JsonMapper
      .builder(JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build())
      .build().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,100}");
  private static final long YEAR_10000 = 253_402_300_800L;

  /** The event that this text is; empty if it is none. */
  static Optional<StripeEvent> parse(String text) {
    try {
      JsonNode root = READER.readValue(text);
      return root != null && isEvent(root)
          ? Optional.of(new StripeEvent(root.get("id").textValue(), root.get("type").textValue(),
              Instant.ofEpochSecond(root.get("created").longValue()), root.get("livemode").booleanValue(),
              root.get("data").get("object")))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /** Id and type become keys of the store, so they may have no surprising characters. */
  private static boolean isEvent(JsonNode root) {
    var created = root.path("created");
    return root.path("object").asText("event").equals("event")
        && root.path("id").isTextual() && Ids.isId(root.path("id").textValue())
        && root.path("type").isTextual() && TYPE.matcher(root.path("type").textValue()).matches()
        && created.isIntegralNumber() && created.canConvertToLong() && created.longValue() >= 0
        && created.longValue() < YEAR_10000
        && root.path("livemode").isBoolean()
        && root.path("data").path("object").isObject();
  }
}
