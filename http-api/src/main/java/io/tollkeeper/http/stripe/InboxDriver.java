package io.tollkeeper.http.stripe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers;
import io.tollkeeper.engine.entity.Payers.Progress;

/**
 * Takes a message of the inbox as far as it can go: translates it, delivers its orders, and records how far it got. May be done at
 * will, by any number of nodes: what counts once is seen to by the payer.
 */
final class InboxDriver {

  private static final Logger LOG = LoggerFactory.getLogger(InboxDriver.class);
  // What is under way beyond this stays in the inbox, where it is safe and costs no memory.
  private static final int MAX_UNDER_WAY = 1_000;
  private static final int AT_ONCE = 8;
  // Everything below has a time of its own; should one of them forget it, the sweep must not stand still for ever.
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Inbox inbox;
  private final Payers payers;
  private final Catalogues catalogues;
  private final LineItems lineItems;
  private final ConcurrentHashMap<Key, CompletableFuture<State>> underWay = new ConcurrentHashMap<>();

  InboxDriver(Inbox inbox, Payers payers, Catalogues catalogues, LineItems lineItems) {
    this.inbox = inbox;
    this.payers = payers;
    this.catalogues = catalogues;
    this.lineItems = lineItems;
  }

  private record Key(String tenant, String id) {

    static Key of(Message message) {
      return new Key(message.tenant(), message.id());
    }
  }

  /** Drives a message, or joins whoever does. The stage never fails; it ends with the state that is known to be recorded. */
  CompletionStage<State> drive(Message message) {
    if (message.state() == State.APPLIED || message.state() == State.IGNORED)
      return CompletableFuture.completedStage(message.state());
    if (underWay.size() >= MAX_UNDER_WAY) return CompletableFuture.completedStage(message.state());
    var mine = new CompletableFuture<State>();
    var others = underWay.putIfAbsent(Key.of(message), mine);
    if (others != null) return others;
    CompletionStage<State> attempt =
        attempt(message).toCompletableFuture().copy().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
    attempt.whenComplete((state, failure) -> {
      if (failure != null)
        LOG.warn("event {} of {} stays {}: {}", message.id(), message.tenant(), message.state(), failure.toString());
      underWay.remove(Key.of(message));
      mine.complete(failure == null ? state : message.state());
    });
    return mine;
  }

  /** Drives messages, a few at a time, each by an attempt that begins after this call. The stage never fails. */
  CompletionStage<Void> driveAll(List<Message> messages) {
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (int i = 0; i < messages.size(); i += AT_ONCE) {
      var few = messages.subList(i, Math.min(messages.size(), i + AT_ONCE));
      done = done.thenCompose(_ -> all(few.stream().map(this::driveAfresh)));
    }
    return done;
  }

  /** An attempt under way may have looked before what it waits for was there. */
  private CompletionStage<State> driveAfresh(Message message) {
    var earlier = underWay.get(Key.of(message));
    return earlier == null ? drive(message) : earlier.thenCompose(state -> drive(in(state, message)));
  }

  private CompletionStage<State> attempt(Message message) {
    try {
      var event = StripeEvent.parse(message.payload());
      if (event.isEmpty()) return mark(message, State.FAILED, Reason.INVALID_EVENT.code(), "");
      return attempt(message, event.get()).thenCompose(state -> settlePending(message, event.get(), state));
    } catch (RuntimeException fault) {
      return CompletableFuture.failedStage(fault);
    }
  }

  private CompletionStage<State> attempt(Message message, StripeEvent event) {
    var catalogue = catalogues.current(message.tenant());
    return switch (StripeTranslator.translate(event, catalogue, lineItems.canRead(message.tenant()))) {
      case Translation.NeedsLineItems(var session) -> lineItems.of(message.tenant(), session.id())
          .handle((lines, failure) -> failure == null
              ? conclude(message, event, StripeTranslator.translate(session, lines, catalogue), catalogue.version())
              // Never by the metadata instead: both ways must tell the same, and only one of them saw what was paid.
              : mark(message, State.RECEIVED, Reason.STRIPE_UNAVAILABLE.with(cause(failure)), ""))
          .thenCompose(stage -> stage);
      case Translation known -> conclude(message, event, known, catalogue.version());
    };
  }

  private CompletionStage<State> conclude(Message message, StripeEvent event, Translation translation, int version) {
    return switch (translation) {
      case Translation.Orders orders -> deliver(message, orders, message.state() != State.PARKED);
      case Translation.NeedsLineItems _ -> throw new IllegalStateException("the lines have been read");
      case Translation.Ignored(var reason) -> mark(message, State.IGNORED, reason, "");
      case Translation.Parked(var reason, var waitsFor) -> mark(message, State.PARKED, reason, waitsFor);
      case Translation.Failed(var reason) -> mark(message, State.FAILED, reason, "").thenCompose(state ->
        // Published meanwhile: whoever retries what has failed may have looked before this one had.
        Reason.isOfCatalogue(reason) && catalogues.current(message.tenant()).version() != version
            ? attempt(message, event)
            : CompletableFuture.completedStage(state));
    };
  }

  private CompletionStage<State> deliver(Message message, Translation.Orders orders, boolean again) {
    return payers.deliver(new PayerKey(message.tenant(), orders.payer()), message.id(), orders.list())
        .thenCompose(progress -> switch (progress) {
          case Progress.Filled _ -> mark(message, State.APPLIED, "", "");
          case Progress.NoCustomer(var customer) ->
            mark(message, State.PARKED, Reason.UNKNOWN_CUSTOMER.with(customer), customer)
                // Created meanwhile: whoever drives what waits for a new customer may have looked before this one did.
                .thenCompose(
                    state -> again ? deliver(message, orders, false) : CompletableFuture.completedStage(state));
          case Progress.Waiting(var reason, var waitsFor) -> mark(message, State.PARKED, reason, waitsFor);
          case Progress.Ambiguous(var subscription) -> mark(message, State.PARKED, "ambiguous", subscription);
          case Progress.Refused(var reason) -> mark(message, State.FAILED, Reason.REFUSED.with(reason), "");
          case Progress.Unavailable(var reason) -> mark(message, State.RECEIVED, Reason.UNAVAILABLE.with(reason), "");
        });
  }

  /** The late payment of a session is decided, so the message that reported it as pending waits for nothing any more. */
  private CompletionStage<State> settlePending(Message message, StripeEvent event, State state) {
    if (!event.type().startsWith("checkout.session.async_payment_")
        || (state != State.APPLIED && state != State.IGNORED))
      return CompletableFuture.completedStage(state);
    var session = event.object().path("id").asText("");
    return inbox.waitingFor(message.tenant(), session, AT_ONCE)
        .thenCompose(
            pending -> all(pending.stream().filter(other -> other.reason().equals(Reason.PAYMENT_PENDING.code()))
                .map(other -> mark(other, State.IGNORED, event.type(), ""))))
        // It is still there for the next attempt, and this message is dealt with all the same.
        .handle((_, _) -> state);
  }

  private CompletionStage<State> mark(Message message, State state, String reason, String waitsFor) {
    // What is only touched has been told before.
    if (state != message.state() || !reason.equals(message.reason())) switch (state) {
      case FAILED -> LOG.warn("event {} of {} failed: {}", message.id(), message.tenant(), reason);
      case PARKED, RECEIVED -> LOG.info("event {} of {} stays {}: {}", message.id(), message.tenant(), state, reason);
      case APPLIED, IGNORED -> LOG.debug("event {} of {} is {}", message.id(), message.tenant(), state);
    }
    return inbox.mark(message.tenant(), message.id(), state, reason, waitsFor).thenApply(_ -> state);
  }

  /** Gives up a message that has waited too long for anything to come of it. The stage fails if the store cannot be reached. */
  CompletionStage<State> giveUp(Message message) {
    return mark(message, State.IGNORED, message.reason(), "");
  }

  /** Ends when all of these have ended. */
  static CompletionStage<Void> all(Stream<CompletionStage<State>> stages) {
    return CompletableFuture.allOf(stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }

  private static Message in(State state, Message message) {
    return new Message(message.tenant(), message.id(), message.type(), message.createdAt(), message.receivedAt(),
        message.touchedAt(), state, message.reason(), message.waitsFor(), message.payload());
  }

  private static String cause(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
