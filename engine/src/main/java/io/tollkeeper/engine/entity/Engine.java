package io.tollkeeper.engine.entity;

import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;

/** The engine as its callers see it: one question about one customer, one reply. */
@FunctionalInterface
public interface Engine {

  /**
   * Asks a customer. The stage never fails: what goes wrong is a {@link Reply} too, and comes at the latest when the request's time is up.
   *
   * @param <A> what the request is answered with
   */
  <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request);
}
