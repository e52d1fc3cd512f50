package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;
import io.tollkeeper.engine.entity.CustomerEntity.Message;
import io.tollkeeper.engine.entity.CustomerEntity.Response;
import io.tollkeeper.engine.entity.CustomerEntity.Surroundings;

/**
 * The engine of a cluster: each customer lives on one of the nodes, and every node can be asked for it. What one node has under way
 * is bounded here, before anything is queued anywhere.
 */
public final class ShardedEngine implements Engine {

  private final ClusterSharding sharding;
  private final Surroundings around;
  private final Executor dispatcher;
  private final AtomicInteger underWay = new AtomicInteger();

  private ShardedEngine(ClusterSharding sharding, Surroundings around, Executor dispatcher) {
    this.sharding = sharding;
    this.around = around;
    this.dispatcher = dispatcher;
  }

  /** Starts this node's part of the engine. */
  public static ShardedEngine start(ActorSystem<?> system, Surroundings around) {
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(CustomerEntity.TYPE, entity -> CustomerEntity.create(CustomerKey.parse(entity.getEntityId()), around))
            .withStopMessage(CustomerEntity.Stop.INSTANCE));
    return new ShardedEngine(sharding, around, system.executionContext());
  }

  /** How many requests this node has under way. */
  public int underWay() {
    return underWay.get();
  }

  @Override
  public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
    var weight = request.weight();
    if (underWay.addAndGet(weight) > around.settings().maxInFlight()) {
      underWay.addAndGet(-weight);
      return CompletableFuture.completedStage(new Reply.Overloaded<>());
    }
    EntityRef<Message> entity = sharding.entityRefFor(CustomerEntity.TYPE, customer.toString());
    Duration timeout = around.settings().askTimeout();
    var deadline = around.clock().instant().plus(timeout);
    // The stage is made from a Scala future: what names no executor runs in the common pool, which has one thread on a small machine.
    return entity.<Response>ask(replyTo -> new Ask(request, deadline, replyTo), timeout)
        .handleAsync((response, failure) -> {
          underWay.addAndGet(-weight);
          return failure == null ? reply(response) : new Reply.Unavailable<>("the customer did not answer in time");
        }, dispatcher);
  }

  // A request is always answered with the response of its kind, so the answer has the type that the request asks for.
  @SuppressWarnings("unchecked")
  private static <A> Reply<A> reply(Response response) {
    return (Reply<A>) switch (response) {
      case Response.Written(var outcome) -> new Reply.Answered<>(outcome);
      case Response.Authorized(var answer) -> new Reply.Answered<>(answer);
      case Response.Explained(var explanation) -> new Reply.Answered<>(explanation);
      case Response.EntitlementShown(var entitlement) -> new Reply.Answered<>(entitlement);
      case Response.Shown(var view) -> new Reply.Answered<>(view);
      case Response.FoundUsage(var usage) -> new Reply.Answered<>(usage);
      case Response.FoundReservation(var reservation) -> new Reply.Answered<>(reservation);
      case Response.FoundRun(var run) -> new Reply.Answered<>(run);
      case Response.Each(var results) -> new Reply.Answered<>(results);
      case Response.Ended(var tail) -> new Reply.Answered<>(tail);
      case Response.Overloaded() -> new Reply.Overloaded<>();
      case Response.Unavailable(var reason) -> new Reply.Unavailable<>(reason);
    };
  }
}
