package io.tollkeeper.http.stripe;

import io.tollkeeper.http.Outgoing;
import io.tollkeeper.http.Reconciliation;

/** All that a node asks Stripe for on behalf of callers. */
public final class StripeOutgoing {

  private StripeOutgoing() {}

  /** What can be asked for with these settings. */
  public static Outgoing of(StripeSettings settings) {
    return new Outgoing(new StripeStorefront(new StripeApi(settings)), Reconciliation.CLOSED);
  }
}
