package io.tollkeeper.http.stripe;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the lines of a Checkout session are read: events do not carry them. */
interface LineItems {

  /** Whether there is an API key for this tenant's account. */
  boolean canRead(String tenant);

  /** All lines of this session. Fails if Stripe cannot be asked. */
  CompletionStage<List<PricedLine>> of(String tenant, String session);
}
