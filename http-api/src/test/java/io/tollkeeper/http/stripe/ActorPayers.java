package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

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
import io.tollkeeper.engine.entity.Payers;

/** The real actors of payers, without a cluster around them; they remember what they were told. */
final class ActorPayers implements Payers {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** One time that a payer was told something. */
  record Told(PayerKey payer, String message, List<Notice> notices) {}

  private final ActorTestKit kit;
  private final Surroundings around;
  private final Map<PayerKey, ActorRef<Message>> actors = new ConcurrentHashMap<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();

  ActorPayers(ActorTestKit kit, Engine engine, Catalogues catalogues, Clock clock) {
    this.kit = kit;
    this.around = new Surroundings(engine, catalogues, clock, new Patience(2, Duration.ofMillis(1)));
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  /** All that this payer was ever told. */
  List<Notice> told(String payer) {
    return told.stream().filter(one -> one.payer().payer().equals(payer)).flatMap(one -> one.notices().stream())
        .distinct().toList();
  }

  @Override
  public CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices) {
    told.add(new Told(payer, message, notices));
    return AskPattern.<Message, PayerEntity.Told>ask(actor(payer), replyTo -> new Tell(message, notices, replyTo),
        TIMEOUT, kit.system().scheduler()).thenApply(PayerEntity.Told::progress);
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
