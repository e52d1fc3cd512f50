package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;

/**
 * One persistent actor per payer. It journals the orders that a message amounts to before anything is done about them, hands each to
 * its customer, and journals that it arrived. Whatever stops it, the open orders are handed over again by the next incarnation; the
 * customer counts each key once.
 */
public final class PayerEntity {

  /** How sharding knows payers; an entity's id is the text of its {@link PayerKey}. */
  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "payer");

  private PayerEntity() {}

  /** What a payer needs from its node. */
  public record Surroundings(Engine engine, Clock clock, Patience patience) {}

  /**
   * How long a payer tries to reach a customer that gives no answer before it leaves the order to the next delivery.
   *
   * @param attempts how often it asks
   * @param pause how long it waits after the first attempt; each further pause is twice as long
   */
  public record Patience(int attempts, Duration pause) {

    public static final Patience DEFAULT = new Patience(4, Duration.ofMillis(200));

    Duration after(int attempt) {
      return pause.multipliedBy(1L << (attempt - 1));
    }
  }

  /** The behaviour of one payer. */
  public static Behavior<Message> create(PayerKey key, Surroundings around) {
    return Behaviors.setup(context -> {
      var callers = new PayerCallers();
      var handOvers = new HandOvers(key, around, context, callers);
      return Behaviors.intercept(() -> callers, new PayerOrders(persistenceId(key), around.clock(), handOvers));
    });
  }

  /** Under which the orders of a payer are journaled. */
  public static PersistenceId persistenceId(PayerKey key) {
    return PersistenceId.of(TYPE.name(), key.toString());
  }

  /** What a payer's actor receives. */
  public sealed interface Message extends WireMessage {}

  /** See {@link Payers#deliver}. */
  public record Deliver(String message, List<Order> orders, ActorRef<Delivered> replyTo) implements Message {

    public Deliver {
      orders = List.copyOf(orders);
    }
  }

  /** What {@link Deliver} is answered with. */
  public record Delivered(Payers.Progress progress) implements WireMessage {}

  /** Let the hand-overs under way end, then stop. */
  public enum Stop implements Message {
    INSTANCE
  }

  /** A customer's reply about the order with this key. */
  record Replied(String key, Reply<Outcome> reply) implements Message {}

  /** Time to ask the customer again about the order with this key. */
  record Again(String key) implements Message {}
}
