package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.engine.entity.PayerEntity.Again;
import io.tollkeeper.engine.entity.PayerEntity.Deliver;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Replied;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * The durable side of a payer. A failed write stops the actor; the next delivery finds a new incarnation that recovers what the
 * journal has, and hands over what is open in it.
 */
final class PayerOrders extends EventSourcedBehavior<Message, PayerEvent, PayerBook> {

  private final Clock clock;
  private final HandOvers handOvers;

  PayerOrders(PersistenceId id, Clock clock, HandOvers handOvers) {
    super(id);
    this.clock = clock;
    this.handOvers = handOvers;
  }

  @Override
  public PayerBook emptyState() {
    return PayerBook.NEW;
  }

  @Override
  public CommandHandler<Message, PayerEvent, PayerBook> commandHandler() {
    return newCommandHandlerBuilder().forAnyState()
        .onCommand(Deliver.class, this::deliver)
        .onCommand(Replied.class, this::replied)
        .onCommand(Again.class, this::again)
        .onCommand(Stop.class, (_, _) -> handOvers.mayStop() ? Effect().stop() : Effect().none())
        .build();
  }

  @Override
  public EventHandler<PayerBook, PayerEvent> eventHandler() {
    return PayerBook::evolve;
  }

  @Override
  public SignalHandler<PayerBook> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), book -> handOvers.start(book.payer().open().values()))
        .build();
  }

  private Effect<PayerEvent, PayerBook> deliver(PayerBook book, Deliver deliver) {
    var now = now();
    var taken = book.unseen(deliver.orders()).stream()
        .<PayerEvent>map(order -> new PayerEvent.OrderTaken(now, deliver.message(), order)).toList();
    if (taken.isEmpty()) return Effect().none().thenRun(durable -> handOver(durable, deliver));
    return Effect().persist(taken).thenRun(durable -> handOver(durable, deliver));
  }

  private void handOver(PayerBook book, Deliver deliver) {
    handOvers.start(book.open(deliver.orders()), deliver.replyTo());
  }

  private Effect<PayerEvent, PayerBook> replied(PayerBook book, Replied replied) {
    return book.payer().open(replied.key()).map(order -> switch (replied.reply()) {
      case Reply.Answered<Outcome>(var outcome) -> answered(order, outcome);
      case Reply.Overloaded<Outcome> _ -> noAnswer(order, "the customer is overloaded");
      case Reply.Unavailable<Outcome>(var reason) -> noAnswer(order, reason);
    }).orElseGet(Effect()::none);
  }

  private Effect<PayerEvent, PayerBook> answered(Order order, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Booked _ -> Effect().persist(new PayerEvent.OrderFilled(now(), order.key()))
          .thenRun(_ -> handOvers.end(order.key(), new Progress.Filled()));
      case Outcome.Refused refused ->
        Effect().none().thenRun(_ -> handOvers.end(order.key(), refused(order, refused.refusal())));
      case Outcome.Accepted _,Outcome.RunStands _,Outcome.Standing _ ->
        throw new IllegalStateException("a grant was answered with " + outcome);
    };
  }

  private static Progress refused(Order order, Refusal refusal) {
    if (refusal == Refusal.CUSTOMER_NOT_FOUND) return new Progress.NoCustomer(order.customer());
    return new Progress.Refused(refusal.name().toLowerCase(Locale.ROOT));
  }

  private Effect<PayerEvent, PayerBook> noAnswer(Order order, String reason) {
    return Effect().none().thenRun(_ -> handOvers.noAnswer(order, reason));
  }

  private Effect<PayerEvent, PayerBook> again(PayerBook book, Again again) {
    return Effect().none().thenRun(_ -> book.payer().open(again.key()).ifPresent(handOvers::again));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
