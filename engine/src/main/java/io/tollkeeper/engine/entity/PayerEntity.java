package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;

/**
 * One persistent actor per payer. It journals what is news in a message, and the orders that follow from all that it knows, before
 * anything is done about them; hands each to its customer, and journals that it arrived. Whatever stops it, the open orders are handed
 * over again by the next incarnation; the customer counts each key once.
 */
public final class PayerEntity {

  /** How sharding knows payers; an entity's id is the text of its {@link PayerKey}. */
  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "payer");

  private PayerEntity() {}

  /** What a payer needs from its node. */
  public record Surroundings(Engine engine, Catalogues catalogues, Clock clock, Patience patience) {}

  /**
   * How long a payer tries to reach a customer that gives no answer before it leaves the order to the next message.
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
      var handOvers = new HandOvers(key, around, context);
      return Behaviors.intercept(() -> callers, new PayerOrders(key, around, handOvers, new Waiters(callers)));
    });
  }

  /** Under which the events of a payer are journaled. */
  public static PersistenceId persistenceId(PayerKey key) {
    return PersistenceId.of(TYPE.name(), key.toString());
  }

  /** What a payer's actor receives. */
  public sealed interface Message extends WireMessage {}

  /** See {@link Payers#tell}. */
  public record Tell(String message, List<Notice> notices, ActorRef<Told> replyTo) implements Message {

    public Tell {
      notices = List.copyOf(notices);
    }
  }

  /** What {@link Tell} is answered with. */
  public record Told(Payers.Progress progress) implements WireMessage {}

  /** See {@link Payers#view}. */
  public record Look(ActorRef<Seen> replyTo) implements Message {}

  /** What {@link Look} is answered with. */
  public record Seen(Optional<PayerView> view) implements WireMessage {}

  /** Let the hand-overs under way end, then stop. */
  public enum Stop implements Message {
    INSTANCE
  }

  /** A customer's reply to this order. */
  record Replied(Order order, Reply<Outcome> reply) implements Message {}

  /** Time to ask the customer again about the order with this key. */
  record Again(String key) implements Message {}
}
