package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.entity.TopUps.TopUpRequest;

/** Asks for the top-up that one customer needs: once it is durable, in each life of its actor, and again for what stays undecided. */
final class TopUpCaller {

  // Who is asked may have been away.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final CustomerKey key;
  private final TopUps topUps;
  private final Catalogues catalogues;
  private Optional<TopUp.Open> asked = Optional.empty();
  private Instant askedAt = Instant.MIN;

  TopUpCaller(CustomerKey key, TopUps topUps, Catalogues catalogues) {
    this.key = key;
    this.topUps = topUps;
    this.catalogues = catalogues;
  }

  /** This is how the customer is. */
  void see(Customer durable, Instant now) {
    var open = durable.topUp().open();
    if (open.isEmpty() || (open.equals(asked) && now.isBefore(askedAt.plus(AGAIN)))) return;
    asked = open;
    askedAt = now;
    topUps.requested(key, new TopUpRequest(open.get().id(), open.get().pack(),
        Optional.of(durable.profile().stripeCustomer()).filter(payer -> !payer.isEmpty()),
        catalogues.current(key.tenant()).version()));
  }
}
