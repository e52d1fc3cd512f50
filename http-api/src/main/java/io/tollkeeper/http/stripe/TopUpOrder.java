package io.tollkeeper.http.stripe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.entity.TopUps.TopUpRequest;
import io.tollkeeper.http.wire.JsonBody;

/** A top-up to be paid for, as it waits in the inbox. */
record TopUpOrder(CustomerKey customer, TopUpRequest request) {

  /** The metadata of its payment that name it, and whom it is for. */
  static final String ID = "tollkeeper_top_up";
  static final String CUSTOMER = "tollkeeper_customer";

  /** The type of such messages. */
  static final String TYPE = "tollkeeper.top_up";

  private static final String PREFIX = "tk_topup_";
  private static final int HASH_DIGITS = 16;
  // The longest that Stripe takes.
  private static final int MAX_KEY = 255;

  /** The id of its message: the same for the same top-up. */
  String messageId() {
    var id = PREFIX + hash(customer.toString()) + '_' + request.id();
    return Ids.isId(id) ? id : PREFIX + hash(customer.toString()) + '_' + Hash.of(request.id());
  }

  /** By which Stripe knows a repeat. */
  String idempotencyKey() {
    var plain = "tk-topup-" + customer.tenant() + '-' + customer.customer() + '-' + request.id();
    return plain.length() <= MAX_KEY ? plain : "tk-topup-" + Hash.of(plain);
  }

  /** The text that is kept. */
  String payload() {
    return new String(JsonBody.object(out -> {
      out.writeStringField("customer", customer.customer());
      out.writeStringField("id", request.id());
      out.writeStringField("pack", request.pack());
      if (request.stripeCustomer().isPresent()) out.writeStringField("stripe_customer", request.stripeCustomer().get());
      out.writeNumberField("catalogue_version", request.catalogueVersion());
    }), StandardCharsets.UTF_8);
  }

  /** The top-up that a message of a tenant holds; empty if it is none. */
  static Optional<TopUpOrder> parse(String tenant, String payload) {
    try {
      JsonNode root = StripeEvent.READER.readValue(payload);
      var customer = text(root, "customer");
      var id = text(root, "id");
      var pack = text(root, "pack");
      return customer.isEmpty() || id.isEmpty() || pack.isEmpty()
          ? Optional.empty()
          : Optional.of(new TopUpOrder(new CustomerKey(tenant, customer), new TopUpRequest(id, pack,
              Optional.of(text(root, "stripe_customer")).filter(payer -> !payer.isEmpty()),
              root.path("catalogue_version").asInt())));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode root, String field) {
    return root.path(field).asText("");
  }

  private static String hash(String text) {
    return Hash.of(text).toString().substring(0, HASH_DIGITS);
  }
}
