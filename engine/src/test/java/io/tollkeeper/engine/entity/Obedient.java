package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;

/** Customers that do what follows from payments without deciding it, and remember what they were told. */
final class Obedient implements Engine {

  final List<Command> told = new CopyOnWriteArrayList<>();
  private final Engine engine;

  Obedient(Engine engine) {
    this.engine = engine;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
    if (!(request instanceof Request.Write(var command))) return engine.ask(customer, request);
    told.add(command);
    if (command instanceof Command.AddGrant) return engine.ask(customer, request);
    var nothing = new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty());
    return engine.ask(customer, (Request<A>) new Request.Write(nothing));
  }
}
