package io.tollkeeper.engine.entity;

import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.PayerEntity.Told;

/**
 * Everyone who waits for a payer's answer. It stands in front of the persistent behaviour, which would silently forget the messages
 * that it has set aside during a write that fails.
 */
final class PayerCallers extends BehaviorInterceptor<Message, Message> {

  // Far more than one provider customer's messages can be under way at once; below the actor's own stash of 4096, which drops silently.
  private static final int MAX_WAITING = 1000;

  private final Set<ActorRef<Told>> waiting = new LinkedHashSet<>();

  PayerCallers() {
    super(Message.class);
  }

  @Override
  public Behavior<Message> aroundReceive(TypedActorContext<Message> actor, Message message,
      ReceiveTarget<Message> orders) {
    if (message instanceof Tell tell) {
      if (waiting.size() >= MAX_WAITING) {
        tell.replyTo().tell(unavailable("too much is waiting for this payer"));
        return Behaviors.same();
      }
      waiting.add(tell.replyTo());
    }
    return orders.apply(actor, message);
  }

  @Override
  public Behavior<Message> aroundSignal(TypedActorContext<Message> actor, Signal signal, SignalTarget<Message> orders) {
    if (signal instanceof PostStop) {
      waiting.forEach(caller -> caller.tell(unavailable("the payer's actor has stopped")));
      waiting.clear();
    }
    return orders.apply(actor, signal);
  }

  /** Answers one of them. */
  void answer(ActorRef<Told> caller, Payers.Progress progress) {
    if (waiting.remove(caller)) caller.tell(new Told(progress));
  }

  private static Told unavailable(String reason) {
    return new Told(new Payers.Progress.Unavailable(reason));
  }
}
