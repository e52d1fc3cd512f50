package io.tollkeeper.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.server.Route;
import io.tollkeeper.engine.entity.Inbox;

/** A node's side towards Stripe, as far as the API has to know it. */
public interface StripeSide {

  /** What answers under {@code /v1/stripe/webhook}. It is asked before any key is looked at, for Stripe has none. */
  Route route();

  /** The events that came. */
  Inbox inbox();

  /** Drives an event afresh, whatever has become of it. The event as it is then; empty if there is none of this id. */
  CompletionStage<Optional<Inbox.Message>> replay(String tenant, String id);
}
