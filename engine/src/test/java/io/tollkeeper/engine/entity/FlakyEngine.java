package io.tollkeeper.engine.entity;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;

/** An engine that cannot answer a number of times. */
final class FlakyEngine implements Engine {

  private final Engine engine;
  private int failures;

  FlakyEngine(Engine engine, int failures) {
    this.engine = engine;
    this.failures = failures;
  }

  @Override
  public synchronized <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
    if (failures == 0) return engine.ask(customer, request);
    failures--;
    return CompletableFuture
        .completedStage(failures % 2 == 0 ? new Reply.Overloaded<>() : new Reply.Unavailable<>("the database is away"));
  }
}
