package io.tollkeeper.http.stripe;

import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;

/** Where Stripe is asked for what events do not hold. Stages fail if it cannot be asked. */
interface StripeSource {

  /** Whether there is an API key for this tenant's account. */
  boolean canRead(String tenant);

  /** All that the list at this address holds, as a list that is not cut. */
  CompletionStage<JsonNode> list(String tenant, String address);

  /** The object at this address. */
  CompletionStage<JsonNode> object(String tenant, String address);
}
