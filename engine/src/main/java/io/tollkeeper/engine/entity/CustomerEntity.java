package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.EntitlementAnswer;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.ReservationView;
import io.tollkeeper.engine.domain.RunView;
import io.tollkeeper.engine.domain.UsageView;

/**
 * One persistent actor per customer. The {@link Desk} in front takes requests, decides them in batches and answers; the
 * {@link Account} behind it makes each batch durable as one journal row. While a row is being written the desk collects the
 * next batch and goes on answering reads from the last durable state.
 */
public final class CustomerEntity {

  /** How sharding knows customers; an entity's id is the text of its {@link CustomerKey}. */
  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "customer");

  private CustomerEntity() {}

  /** What a customer needs from its node. */
  public record Surroundings(EntitySettings settings, Clock clock, Catalogues catalogues, Journal journal,
      IdIndex ids, Roster roster, TopUps topUps) {

    Decider decider() {
      return new Decider(settings.limits());
    }
  }

  /** The behaviour of one customer. */
  public static Behavior<Message> create(CustomerKey key, Surroundings around) {
    return Behaviors.setup(context -> {
      var desk = new Desk(key, around, context);
      return Behaviors.intercept(() -> desk,
          new Account(persistenceId(key), Customer.unknown(key, around.settings().window()), desk, around.settings()));
    });
  }

  /** Under which the facts of a customer are journaled. */
  public static PersistenceId persistenceId(CustomerKey key) {
    return PersistenceId.of(TYPE.name(), key.toString());
  }

  /** What a customer's actor receives. */
  public sealed interface Message extends WireMessage {}

  /**
   * A request of a caller.
   *
   * @param deadline when the caller stops waiting; after that it is not carried out any more
   */
  public record Ask(Request<?> request, Instant deadline, ActorRef<Response> replyTo) implements Message {}

  /** Finish what has been accepted, then stop. */
  public enum Stop implements Message {
    INSTANCE
  }

  /** Something that was done aside has ended: what follows of it. */
  record Resume(Runnable step) implements Message {}

  /** Time for the next batch. */
  enum Next implements Message {
    INSTANCE
  }

  /** Make these facts durable. From the desk to the account. */
  record Persist(Facts facts) implements Message {}

  /** What a customer's actor sends back. */
  public sealed interface Response extends WireMessage {

    record Written(Outcome outcome) implements Response {}

    record Authorized(Answer answer) implements Response {}

    record Explained(Explanation explanation) implements Response {}

    record EntitlementShown(Optional<EntitlementAnswer> entitlement) implements Response {}

    record Shown(Optional<CustomerView> view) implements Response {}

    record FoundUsage(Optional<UsageView> usage) implements Response {}

    record FoundReservation(Optional<ReservationView> reservation) implements Response {}

    record FoundRun(Optional<RunView> run) implements Response {}

    record Each(List<Request.Result> results) implements Response {}

    record Ended(Optional<LedgerTail> tail) implements Response {}

    record Overloaded() implements Response {}

    record Unavailable(String reason) implements Response {}
  }
}
