package io.tollkeeper.http.stripe;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.Ids;

/**
 * A Checkout session, as far as it matters here.
 *
 * @param mode {@code payment}, {@code subscription} or {@code setup}
 * @param paymentStatus {@code paid}, {@code unpaid} or {@code no_payment_required}
 * @param hasInvoice whether an invoice stands for the same money
 * @param payer Stripe's id of its customer, or of the session where it has none
 * @param reference our id of the customer who gets what was bought
 * @param pack the pack that the metadata names
 * @param quantity how many of it the metadata says
 */
record CheckoutSession(String id, String mode, String paymentStatus, boolean hasInvoice, String payer,
    Optional<String> reference, Optional<String> pack, Optional<String> quantity) {

  // Today's ids have 66 characters. The grant's id holds this one, and room for the pack.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,80}");

  /** The session that this object is; empty if it has no sane id. */
  static Optional<CheckoutSession> read(JsonNode object) {
    var metadata = object.path("metadata");
    return text(object, "id").filter(id -> ID.matcher(id).matches())
        .map(id -> new CheckoutSession(id, text(object, "mode").orElse(""), text(object, "payment_status").orElse(""),
            id(object, "invoice").isPresent(),
            // Imported customers may have ids of any form; the session serves as well.
            id(object, "customer").filter(Ids::isId).orElse(id),
            text(object, "client_reference_id").or(() -> text(metadata, "customer"))
                .or(() -> text(metadata, "tollkeeper_customer")),
            text(metadata, "pack"), text(metadata, "quantity")));
  }

  /** The id of another object, which may stand there as a whole. */
  private static Optional<String> id(JsonNode object, String field) {
    return object.path(field).isObject() ? text(object.path(field), "id") : text(object, field);
  }

  private static Optional<String> text(JsonNode object, String field) {
    return Optional.of(object.path(field).asText("")).filter(text -> !text.isBlank());
  }
}
