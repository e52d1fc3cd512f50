package io.tollkeeper.http.stripe;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.Payers;

/** What the payers know. */
record PayersKnown(Payers payers) implements KnownPayments {

  @Override
  public CompletionStage<Known> of(PayerKey payer) {
    return payers.view(payer).thenApply(view -> view.map(PayersKnown::known).orElse(Known.NOTHING));
  }

  private static Known known(PayerView view) {
    return new Known(view.subscriptions().stream().collect(toMap(PayerView.Subscription::id, PayersKnown::state)),
        view.payments().stream().filter(payment -> payment.phase() == Notice.Payment.Phase.PAID)
            .map(PayerView.Payment::id).collect(toSet()));
  }

  private static SubscriptionState state(PayerView.Subscription known) {
    return new SubscriptionState(known.standing(), known.items(), known.trialEnd(), known.cancelAt());
  }
}
