package io.tollkeeper.engine.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.PayerEntity.Again;
import io.tollkeeper.engine.entity.PayerEntity.Delivered;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Replied;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * The orders that one incarnation of a payer is handing over, each at most once at a time, and who waits for them. Touched on the
 * actor's own thread alone.
 */
final class HandOvers {

  private final PayerKey key;
  private final Surroundings around;
  private final ActorContext<Message> context;
  private final PayerCallers callers;
  private final Map<String, Integer> attempts = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private boolean stopping;

  HandOvers(PayerKey key, Surroundings around, ActorContext<Message> context, PayerCallers callers) {
    this.key = key;
    this.around = around;
    this.context = context;
    this.callers = callers;
  }

  /** Hands these orders over, and tells the caller when the last of them has ended, one way or the other. */
  void start(Collection<Order> orders, ActorRef<Delivered> caller) {
    var waiter = new Waiter(caller, orders.stream().map(Order::key).collect(Collectors.toSet()));
    waiters.add(waiter);
    start(orders);
    settle(waiter);
  }

  /** Hands these orders over, unless that is under way. */
  void start(Collection<Order> orders) {
    for (var order : orders)
      if (attempts.putIfAbsent(order.key(), 1) == null) ask(order);
  }

  /** Asks the customer of this order once more. */
  void again(Order order) {
    attempts.merge(order.key(), 1, Integer::sum);
    ask(order);
  }

  /** The customer could not answer: tries again after a pause, or gives up for now. */
  void noAnswer(Order order, String reason) {
    var attempt = attempts.getOrDefault(order.key(), 1);
    if (stopping || attempt >= around.patience().attempts()) end(order.key(), new Progress.Unavailable(reason));
    else context.scheduleOnce(around.patience().after(attempt), context.getSelf(), new Again(order.key()));
  }

  /** The hand-over of this order has come to an end. */
  void end(String order, Progress progress) {
    if (!(progress instanceof Progress.Filled))
      context.getLog().info("{}: order {} stays open: {}", key, order, progress);
    attempts.remove(order);
    for (var waiter : List.copyOf(waiters))
      if (waiter.open.remove(order)) {
        waiter.progress = worse(waiter.progress, progress);
        settle(waiter);
      }
    if (stopping && attempts.isEmpty()) context.getSelf().tell(Stop.INSTANCE);
  }

  /** Whether the actor may stop now. If not, it is told to stop again once it may. */
  boolean mayStop() {
    stopping = true;
    return attempts.isEmpty();
  }

  private void ask(Order order) {
    var reply =
        around.engine().ask(new CustomerKey(key.tenant(), order.customer()), new Request.Write(order.command()));
    context.pipeToSelf(reply, (answer, failure) -> new Replied(order.key(),
        failure == null ? answer : new Reply.Unavailable<>(failure.toString())));
  }

  private void settle(Waiter waiter) {
    if (!waiter.open.isEmpty()) return;
    waiters.remove(waiter);
    callers.answer(waiter.caller, waiter.progress);
  }

  private static Progress worse(Progress one, Progress other) {
    return rank(one) >= rank(other) ? one : other;
  }

  // What may pass by itself comes last: the caller should try again before anyone is called to look.
  private static int rank(Progress progress) {
    return switch (progress) {
      case Progress.Filled _ -> 0;
      case Progress.NoCustomer _ -> 1;
      case Progress.Waiting _,Progress.Ambiguous _,Progress.Refused _ -> 2;
      case Progress.Unavailable _ -> 3;
    };
  }

  /** A caller and the orders that it still waits for. */
  private static final class Waiter {

    final ActorRef<Delivered> caller;
    final Set<String> open;
    Progress progress = new Progress.Filled();

    Waiter(ActorRef<Delivered> caller, Set<String> open) {
      this.caller = caller;
      this.open = new HashSet<>(open);
    }
  }
}
