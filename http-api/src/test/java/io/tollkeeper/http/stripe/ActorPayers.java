package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.PayerEntity;
import io.tollkeeper.engine.entity.PayerEntity.Deliver;
import io.tollkeeper.engine.entity.PayerEntity.Delivered;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Patience;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.Payers;

/** The real actors of payers, without a cluster around them. */
final class ActorPayers implements Payers {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ActorTestKit kit;
  private final Surroundings around;
  private final Map<PayerKey, ActorRef<Message>> actors = new ConcurrentHashMap<>();

  ActorPayers(ActorTestKit kit, Engine engine, Clock clock) {
    this.kit = kit;
    this.around = new Surroundings(engine, clock, new Patience(2, Duration.ofMillis(1)));
  }

  @Override
  public java.util.concurrent.CompletionStage<Progress> tell(io.tollkeeper.engine.domain.payer.PayerKey payer,
      String message, java.util.List<io.tollkeeper.engine.domain.payer.Notice> notices) {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public CompletionStage<Progress> deliver(PayerKey payer, String message, List<Order> orders) {
    var actor = actors.computeIfAbsent(payer, key -> kit.spawn(PayerEntity.create(key, around)));
    return AskPattern
        .<Message, Delivered>ask(actor, replyTo -> new Deliver(message, orders, replyTo), TIMEOUT,
            kit.system().scheduler())
        .thenApply(Delivered::progress);
  }
}
