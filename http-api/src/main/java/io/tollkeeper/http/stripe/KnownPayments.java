package io.tollkeeper.http.stripe;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.payer.PayerKey;

/** What is known here of payers and of what they pay. Stages fail if a payer cannot be asked. */
@FunctionalInterface
interface KnownPayments {

  /** What is known of one payer; nothing if nobody has told of it yet. */
  CompletionStage<Known> of(PayerKey payer);

  /**
   * What is known of a payer.
   *
   * @param subscriptions by their ids, also those that have ended
   * @param paidInvoices the ids of the invoices that are known to be paid
   */
  record Known(Map<String, SubscriptionState> subscriptions, Set<String> paidInvoices) {

    static final Known NOTHING = new Known(Map.of(), Set.of());

    public Known {
      subscriptions = Map.copyOf(subscriptions);
      paidInvoices = Set.copyOf(paidInvoices);
    }
  }
}
