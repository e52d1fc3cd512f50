package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.TopUps;

/**
 * Top-ups by Stripe: each is put into the inbox, where it survives whatever happens, and is driven like everything that waits there.
 */
final class StripeTopUps implements TopUps {

  private static final Logger LOG = LoggerFactory.getLogger(StripeTopUps.class);

  private final Inbox inbox;
  private final Consumer<Message> driver;
  private final Clock clock;

  /** @param driver takes a message of the inbox as far as it can go */
  StripeTopUps(Inbox inbox, Consumer<Message> driver, Clock clock) {
    this.inbox = inbox;
    this.driver = driver;
    this.clock = clock;
  }

  @Override
  public void requested(CustomerKey customer, TopUpRequest request) {
    var order = new TopUpOrder(customer, request);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    inbox.keep(new Message(customer.tenant(), order.messageId(), TopUpOrder.TYPE, now, now, now, State.RECEIVED, "", "",
        order.payload())).whenComplete((kept, failure) -> {
          // The customer asks again for what nobody has decided.
          if (failure != null) LOG.warn("a top-up of {} was not kept: {}", customer, failure.toString());
          else driver.accept(kept);
        });
  }
}
