package io.tollkeeper.engine.entity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.PayerEntity.Again;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Replied;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * The orders that one incarnation of a payer is handing over, one for each key at a time. Touched on the actor's own thread alone.
 */
final class HandOvers {

  private final PayerKey key;
  private final Surroundings around;
  private final ActorContext<Message> context;
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Progress> failures = new HashMap<>();
  private boolean stopping;

  HandOvers(PayerKey key, Surroundings around, ActorContext<Message> context) {
    this.key = key;
    this.around = around;
    this.context = context;
  }

  /** Hands these orders over, unless that is under way. */
  void start(Collection<Order> orders) {
    for (var order : orders)
      if (attempts.putIfAbsent(order.key(), 1) == null) ask(order);
  }

  /** Hands this order over in place of an older one with its key, whose customer has just answered. */
  void next(Order order) {
    attempts.put(order.key(), 1);
    ask(order);
  }

  /** Asks the customer of this order once more. */
  void again(Order order) {
    attempts.merge(order.key(), 1, Integer::sum);
    ask(order);
  }

  /** The customer could not answer: tries again after a pause, or gives up for now. */
  void noAnswer(Order order, String reason) {
    var attempt = attempts.getOrDefault(order.key(), 1);
    if (stopping || attempt >= around.patience().attempts()) fail(order.key(), new Progress.Unavailable(reason));
    else context.scheduleOnce(around.patience().after(attempt), context.getSelf(), new Again(order.key()));
  }

  /** The order with this key has arrived. */
  void arrived(String order) {
    attempts.remove(order);
    failures.remove(order);
    stopIfDone();
  }

  /** The order with this key stays open. */
  void fail(String order, Progress failure) {
    context.getLog().info("{}: order {} stays open: {}", key, order, failure);
    attempts.remove(order);
    failures.put(order, failure);
    stopIfDone();
  }

  boolean isUnderWay(String order) {
    return attempts.containsKey(order);
  }

  /** What came of the last attempt to hand over an order that is open and not under way. */
  Progress failure(String order) {
    return Optional.ofNullable(failures.get(order))
        .orElseGet(() -> new Progress.Unavailable("the order was not handed over yet"));
  }

  /** Whether the actor may stop now. If not, it is told to stop again once it may. */
  boolean mayStop() {
    stopping = true;
    return attempts.isEmpty();
  }

  private void stopIfDone() {
    if (stopping && attempts.isEmpty()) context.getSelf().tell(Stop.INSTANCE);
  }

  private void ask(Order order) {
    var reply =
        around.engine().ask(new CustomerKey(key.tenant(), order.customer()), new Request.Write(order.command()));
    context.pipeToSelf(reply,
        (answer, failure) -> new Replied(order,
            failure == null ? answer : new Reply.Unavailable<>(failure.toString())));
  }
}
