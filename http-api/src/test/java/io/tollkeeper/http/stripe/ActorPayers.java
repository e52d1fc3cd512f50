package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.PayerEntity;
import io.tollkeeper.engine.entity.PayerEntity.Look;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Patience;
import io.tollkeeper.engine.entity.PayerEntity.Seen;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.PayerEntity.Told;
import io.tollkeeper.engine.entity.Payers;

/** The real actors of payers, without a cluster around them. */
final class ActorPayers implements Payers {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ActorTestKit kit;
  private final Surroundings around;
  private final Map<PayerKey, ActorRef<Message>> actors = new ConcurrentHashMap<>();

  ActorPayers(ActorTestKit kit, Engine engine, Catalogues catalogues, Clock clock) {
    this.kit = kit;
    this.around = new Surroundings(engine, catalogues, clock, new Patience(2, Duration.ofMillis(1)));
  }

  @Override
  public CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices) {
    return AskPattern
        .<Message, Told>ask(actor(payer), replyTo -> new Tell(message, notices, replyTo), TIMEOUT,
            kit.system().scheduler())
        .thenApply(Told::progress);
  }

  @Override
  public CompletionStage<Optional<PayerView>> view(PayerKey payer) {
    return AskPattern.<Message, Seen>ask(actor(payer), Look::new, TIMEOUT, kit.system().scheduler())
        .thenApply(Seen::view);
  }

  private ActorRef<Message> actor(PayerKey payer) {
    return actors.computeIfAbsent(payer, key -> kit.spawn(PayerEntity.create(key, around)));
  }
}
