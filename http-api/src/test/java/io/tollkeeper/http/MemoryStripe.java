package io.tollkeeper.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.server.Route;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

/** A side towards Stripe where whatever is replayed is applied. */
record MemoryStripe(Route route, Inbox inbox) implements StripeSide {

  @Override
  public CompletionStage<Optional<Message>> replay(String tenant, String id) {
    return inbox.find(tenant, id).thenCompose(found -> found.isEmpty()
        ? inbox.find(tenant, id)
        : inbox.mark(tenant, id, State.APPLIED, "", "").thenCompose(_ -> inbox.find(tenant, id)));
  }
}
