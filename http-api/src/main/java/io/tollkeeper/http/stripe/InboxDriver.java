package io.tollkeeper.http.stripe;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.stripe.Delivery.End;

/**
 * Takes a message of the inbox as far as it can go, records how far it got, and drives on what has waited for what it tells. May be done
 * at will, by any number of nodes: what counts once is seen to by the payer.
 */
final class InboxDriver {

  private static final Logger LOG = LoggerFactory.getLogger(InboxDriver.class);
  // What is under way beyond this stays in the inbox, where it is safe and costs no memory.
  private static final int MAX_UNDER_WAY = 1_000;
  private static final int AT_ONCE = 8;
  private static final int PAGE = 100;
  private static final int MANY_PAGES = 20;
  // Everything below has a time of its own; should one of them forget it, the sweep must not stand still for ever.
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Inbox inbox;
  private final Delivery delivery;
  private final Catalogues catalogues;
  private final StripeMeters meters;
  private final ConcurrentHashMap<Key, CompletableFuture<End>> underWay = new ConcurrentHashMap<>();

  InboxDriver(Inbox inbox, Delivery delivery, Catalogues catalogues, StripeMeters meters) {
    this.inbox = inbox;
    this.delivery = delivery;
    this.catalogues = catalogues;
    this.meters = meters;
  }

  private record Key(String tenant, String id) {

    static Key of(Message message) {
      return new Key(message.tenant(), message.id());
    }
  }

  /**
   * Drives a message, or joins whoever does, and then what has waited for what it tells. The stage never fails; it ends with the state
   * that is known to be recorded.
   */
  CompletionStage<State> drive(Message message) {
    return message.state() == State.APPLIED || message.state() == State.IGNORED
        ? CompletableFuture.completedStage(message.state())
        : replay(message);
  }

  /** The same, whatever has become of the message. */
  CompletionStage<State> replay(Message message) {
    if (underWay.size() >= MAX_UNDER_WAY) return CompletableFuture.completedStage(message.state());
    var mine = new CompletableFuture<End>();
    var others = underWay.putIfAbsent(Key.of(message), mine);
    if (others != null) return others.thenApply(End::state);
    CompletionStage<End> attempt =
        attempt(message).toCompletableFuture().copy().orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
    attempt.whenComplete((end, failure) -> {
      if (failure != null)
        LOG.warn("event {} of {} stays {}: {}", message.id(), message.tenant(), message.state(), failure.toString());
      underWay.remove(Key.of(message));
      mine.complete(failure == null ? end : standstill(message));
    });
    // Others are driven when this attempt is over, so that no attempt ever waits for another.
    return mine.thenCompose(end -> isNews(message, end)
        ? wake(message.tenant(), end.told(), message.id()).thenApply(_ -> end.state())
        : CompletableFuture.completedStage(end.state()));
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

  /** Drives what waits for any of these, which are known now. The stage never fails. */
  CompletionStage<Void> wake(String tenant, Collection<String> known) {
    return wake(tenant, Set.copyOf(known), "");
  }

  private CompletionStage<Void> wake(String tenant, Set<String> known, String teller) {
    if (known.isEmpty()) return CompletableFuture.completedStage(null);
    var pages = new Pages(MANY_PAGES, PAGE, () -> inbox.waitingFor(tenant, known, PAGE),
        // Whoever tells has found out for itself whether it still waits.
        page -> driveAll(page.stream().filter(message -> !message.id().equals(teller)).toList()));
    return pages.turn().exceptionally(failure -> {
      LOG.warn("what waits in the inbox cannot be read: {}", failure.toString());
      return null;
    });
  }

  /** An attempt under way may have looked before what it waits for was there. */
  private CompletionStage<State> driveAfresh(Message message) {
    var earlier = underWay.get(Key.of(message));
    return earlier == null ? drive(message) : earlier.thenCompose(end -> drive(in(end, message)));
  }

  private CompletionStage<End> attempt(Message message) {
    try {
      var version = catalogues.current(message.tenant()).version();
      return delivery.deliver(message).thenCompose(end -> mark(message, end)).thenCompose(end -> {
        // What it waits for may have come meanwhile: whoever drives what waits may have looked before this one had parked.
        var looked = end.state() != State.PARKED || isParkedFor(message, end.waitsFor());
        // The same for a catalogue, and whoever retries what has failed.
        var current = end.state() != State.FAILED || !Reason.isOfCatalogue(end.reason())
            || catalogues.current(message.tenant()).version() == version;
        return looked && current ? CompletableFuture.completedStage(end) : attempt(in(end, message));
      });
    } catch (RuntimeException fault) {
      return CompletableFuture.failedStage(fault);
    }
  }

  private static boolean isParkedFor(Message message, String waitsFor) {
    return message.state() == State.PARKED && message.waitsFor().equals(waitsFor);
  }

  /** What has to be tried again has told nothing yet; what was parked and is still parked for the same has told it before. */
  private static boolean isNews(Message message, End end) {
    return end.state() != State.RECEIVED
        && (end.state() != State.PARKED || !isParkedFor(message, end.waitsFor()));
  }

  private CompletionStage<End> mark(Message message, End end) {
    var state = end.state();
    // What is only touched has been told before.
    if (state != message.state() || !end.reason().equals(message.reason())) switch (state) {
      case FAILED -> LOG.warn("event {} of {} failed: {}", message.id(), message.tenant(), end.reason());
      case PARKED, RECEIVED ->
        LOG.info("event {} of {} stays {}: {}", message.id(), message.tenant(), state, end.reason());
      case APPLIED, IGNORED -> LOG.debug("event {} of {} is {}", message.id(), message.tenant(), state);
    }
    return inbox.mark(message.tenant(), message.id(), state, end.reason(), end.waitsFor()).thenApply(_ -> {
      if (state == State.APPLIED && message.state() != State.APPLIED) meters.applied(message);
      return end;
    });
  }

  /** Gives up a message that has waited too long for anything to come of it. The stage fails if the store cannot be reached. */
  CompletionStage<State> giveUp(Message message) {
    return mark(message, End.of(State.IGNORED, message.reason())).thenApply(End::state);
  }

  /** Ends when all of these have ended. */
  static CompletionStage<Void> all(Stream<CompletionStage<State>> stages) {
    return CompletableFuture.allOf(stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }

  /** Nothing was recorded. */
  private static End standstill(Message message) {
    return new End(message.state(), message.reason(), message.waitsFor(), Set.of());
  }

  private static Message in(End end, Message message) {
    return new Message(message.tenant(), message.id(), message.type(), message.createdAt(), message.receivedAt(),
        message.touchedAt(), end.state(), end.reason(), end.waitsFor(), message.payload());
  }
}
