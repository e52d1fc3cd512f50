package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;
import io.tollkeeper.engine.entity.PayerEntity.Look;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Seen;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.PayerEntity.Told;

/** The payers of a cluster: each lives on one of the nodes, and every node can tell it something. */
public final class ShardedPayers implements Payers {

  private final ClusterSharding sharding;
  private final Duration timeout;
  private final Executor dispatcher;

  private ShardedPayers(ClusterSharding sharding, Duration timeout, Executor dispatcher) {
    this.sharding = sharding;
    this.timeout = timeout;
    this.dispatcher = dispatcher;
  }

  /**
   * Starts this node's part of the payers.
   *
   * @param timeout how long it may take to tell one something; longer than a request to a customer, which is a part of it
   */
  public static ShardedPayers start(ActorSystem<?> system, Surroundings around, Duration timeout) {
    var sharding = ClusterSharding.get(system);
    sharding
        .init(Entity.of(PayerEntity.TYPE, entity -> PayerEntity.create(PayerKey.parse(entity.getEntityId()), around))
            .withStopMessage(PayerEntity.Stop.INSTANCE));
    return new ShardedPayers(sharding, timeout, system.executionContext());
  }

  @Override
  public CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices) {
    return entity(payer).<Told>ask(replyTo -> new Tell(message, notices, replyTo), timeout)
        .handleAsync((told, failure) -> failure == null
            ? told.progress()
            : new Progress.Unavailable("the payer did not answer in time"), dispatcher);
  }

  @Override
  public CompletionStage<Optional<PayerView>> view(PayerKey payer) {
    return entity(payer).<Seen>ask(Look::new, timeout).thenApplyAsync(Seen::view, dispatcher);
  }

  private EntityRef<Message> entity(PayerKey payer) {
    return sharding.entityRefFor(PayerEntity.TYPE, payer.toString());
  }
}
