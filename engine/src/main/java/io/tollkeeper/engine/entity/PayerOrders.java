package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.payer.Findings;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.Payer;
import io.tollkeeper.engine.domain.payer.PayerEvent;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.PayerEntity.Again;
import io.tollkeeper.engine.entity.PayerEntity.Look;
import io.tollkeeper.engine.entity.PayerEntity.Message;
import io.tollkeeper.engine.entity.PayerEntity.Replied;
import io.tollkeeper.engine.entity.PayerEntity.Seen;
import io.tollkeeper.engine.entity.PayerEntity.Stop;
import io.tollkeeper.engine.entity.PayerEntity.Surroundings;
import io.tollkeeper.engine.entity.PayerEntity.Tell;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * The durable side of a payer. A failed write stops the actor; the next message finds a new incarnation that recovers what the
 * journal has, and hands over what is open in it.
 */
final class PayerOrders extends EventSourcedBehavior<Message, PayerEvent, Payer> {

  private final PayerKey key;
  private final Catalogues catalogues;
  private final Clock clock;
  private final HandOvers handOvers;
  private final Waiters waiters;

  PayerOrders(PayerKey key, Surroundings around, HandOvers handOvers, Waiters waiters) {
    super(PayerEntity.persistenceId(key));
    this.key = key;
    this.catalogues = around.catalogues();
    this.clock = around.clock();
    this.handOvers = handOvers;
    this.waiters = waiters;
  }

  @Override
  public Payer emptyState() {
    return Payer.NEW;
  }

  @Override
  public CommandHandler<Message, PayerEvent, Payer> commandHandler() {
    return newCommandHandlerBuilder().forAnyState()
        .onCommand(Tell.class, this::tell)
        .onCommand(Replied.class, this::replied)
        .onCommand(Again.class, this::again)
        .onCommand(Look.class,
            (payer, look) -> Effect().none().thenRun(_ -> look.replyTo().tell(new Seen(payer.view()))))
        .onCommand(Stop.class, (_, _) -> handOvers.mayStop() ? Effect().stop() : Effect().none())
        .build();
  }

  @Override
  public EventHandler<Payer, PayerEvent> eventHandler() {
    return Payer::evolve;
  }

  @Override
  public SignalHandler<Payer> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), payer -> handOvers.start(payer.open()))
        .build();
  }

  private Effect<PayerEvent, Payer> tell(Payer payer, Tell tell) {
    var events = payer.news(now(), tell.message(), tell.notices());
    return persistWithOrders(payer, events, tell.message(), durable -> {
      waiters.add(tell);
      // Also those about something else: that a message comes is an occasion to try again what stayed open.
      handOvers.start(durable.open());
    });
  }

  /** Persists events together with the orders that follow from them. */
  private Effect<PayerEvent, Payer> persistWithOrders(Payer payer, List<PayerEvent> events, String message,
      Consequence consequence) {
    var all = new ArrayList<>(events);
    all.addAll(findings(payer.evolve(events)).events(now(), message));
    return (all.isEmpty() ? Effect().none() : Effect().persist(all)).thenRun((Payer durable) -> {
      consequence.run(durable);
      settle(durable);
    });
  }

  /** What is done once events are durable. */
  private interface Consequence {
    void run(Payer durable);
  }

  private Findings findings(Payer payer) {
    return payer.derive(key.payer(), catalogues.current(key.tenant()));
  }

  private void settle(Payer payer) {
    waiters.settle(payer, handOvers, () -> findings(payer));
  }

  private Effect<PayerEvent, Payer> replied(Payer payer, Replied replied) {
    var open = payer.open(replied.order().key());
    if (open.isEmpty()) return Effect().none();
    // Meanwhile there is a newer one in its place, which has still to be handed over.
    if (!open.get().equals(replied.order())) return Effect().none().thenRun(_ -> handOvers.next(open.get()));
    return switch (replied.reply()) {
      case Reply.Answered<Outcome>(var outcome) -> answered(payer, open.get(), outcome);
      case Reply.Overloaded<Outcome> _ -> noAnswer(open.get(), "the customer is overloaded");
      case Reply.Unavailable<Outcome>(var reason) -> noAnswer(open.get(), reason);
    };
  }

  private Effect<PayerEvent, Payer> answered(Payer payer, Order order, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Booked _,Outcome.Standing _ -> persistWithOrders(payer,
          List.of(new PayerEvent.OrderFilled(now(), order.key())), payer.message(order.key()), durable -> {
            handOvers.arrived(order.key());
            handOvers.start(durable.open().stream()
                .filter(next -> !payer.open(next.key()).equals(Optional.of(next))).toList());
          });
      case Outcome.Refused refused -> Effect().none().thenRun(durable -> {
        handOvers.fail(order.key(), refused(order, refused.refusal()));
        settle(durable);
      });
      case Outcome.Accepted _,Outcome.RunStands _ ->
        throw new IllegalStateException("an order was answered with " + outcome);
    };
  }

  private static Progress refused(Order order, Refusal refusal) {
    if (refusal == Refusal.CUSTOMER_NOT_FOUND) return new Progress.NoCustomer(order.customer());
    return new Progress.Refused(refusal.name().toLowerCase(Locale.ROOT));
  }

  private Effect<PayerEvent, Payer> noAnswer(Order order, String reason) {
    return Effect().none().thenRun(durable -> {
      handOvers.noAnswer(order, reason);
      settle(durable);
    });
  }

  private Effect<PayerEvent, Payer> again(Payer payer, Again again) {
    return Effect().none().thenRun(_ -> payer.open(again.key()).ifPresent(handOvers::again));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
