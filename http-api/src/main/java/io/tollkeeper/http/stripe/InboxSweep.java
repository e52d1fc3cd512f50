package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;

/**
 * Looks into the inbox for what has stayed behind, whatever was the cause: a node that was killed, a store or a Stripe that was away, a
 * customer that was created or a catalogue that was published on another node. Every node sweeps, and that two meet does no harm.
 */
final class InboxSweep {

  private static final Logger LOG = LoggerFactory.getLogger(InboxSweep.class);
  private static final int PAGE = 100;
  private static final int MANY_PAGES = 20;

  private static final Duration UNFINISHED_AFTER = Duration.ofSeconds(10);
  private static final Duration PARKED_AFTER = Duration.ofMinutes(1);
  private static final Duration FAILED_AFTER = Duration.ofHours(1);
  // Longer than any delayed payment method takes.
  private static final Duration PENDING_AT_MOST = Duration.ofDays(30);

  private final Inbox inbox;
  private final InboxDriver driver;
  private final Catalogues catalogues;
  private final Set<String> tenants;
  private final Clock clock;
  private final Map<String, Integer> publications = new ConcurrentHashMap<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  /** @param tenants whose publications are watched */
  InboxSweep(Inbox inbox, InboxDriver driver, Catalogues catalogues, Set<String> tenants, Clock clock) {
    this.inbox = inbox;
    this.driver = driver;
    this.catalogues = catalogues;
    this.tenants = Set.copyOf(tenants);
    this.clock = clock;
  }

  /** Sweeps now, for what a killed node has left unfinished, and then again and again until the system ends. */
  void start(ActorSystem<?> system, Duration interval) {
    retry(State.RECEIVED, clock.instant(), MANY_PAGES);
    system.scheduler().scheduleWithFixedDelay(interval, interval, this::sweep, system.executionContext());
  }

  /** Tries again what is due, unless the last sweep is still at it. The stage never fails. */
  CompletionStage<Void> sweep() {
    if (!sweeping.compareAndSet(false, true)) return CompletableFuture.completedStage(null);
    var now = clock.instant();
    return retry(State.RECEIVED, now.minus(UNFINISHED_AFTER), MANY_PAGES)
        .thenCompose(_ -> retry(State.PARKED, now.minus(PARKED_AFTER), 1))
        .thenCompose(_ -> hasNewPublication() ? retryFailed() : retry(State.FAILED, now.minus(FAILED_AFTER), 1))
        .whenComplete((_, _) -> sweeping.set(false));
  }

  /** Tries again what waits for this customer. The stage never fails. */
  CompletionStage<Void> customerCreated(String tenant, String customer) {
    return driver.wake(tenant, Set.of(customer));
  }

  /** Tries again everything that has failed: a price or a pack may be known now. The stage never fails. */
  CompletionStage<Void> retryFailed() {
    return retry(State.FAILED, clock.instant(), MANY_PAGES);
  }

  /** Whether this node has got a catalogue since the last sweep, be it by its start. */
  private boolean hasNewPublication() {
    var found = false;
    for (var tenant : tenants) {
      var version = catalogues.current(tenant).version();
      found |= !Integer.valueOf(version).equals(publications.put(tenant, version));
    }
    return found;
  }

  private CompletionStage<Void> retry(State state, Instant before, int pages) {
    return safely(
        () -> new Pages(pages, PAGE, () -> inbox.in(List.of(state), before, PAGE), this::drive).turn());
  }

  private CompletionStage<Void> drive(List<Message> messages) {
    var latest = clock.instant().minus(PENDING_AT_MOST);
    var parts = messages.stream().collect(Collectors.partitioningBy(message -> isHopeless(message, latest)));
    return InboxDriver.all(parts.getOrDefault(true, List.of()).stream().map(driver::giveUp))
        .thenCompose(_ -> driver.driveAll(parts.getOrDefault(false, List.of())));
  }

  private static boolean isHopeless(Message message, Instant latest) {
    // The customer of a top-up asks for no other before its end is known.
    return message.reason().equals(Reason.PAYMENT_PENDING.code()) && message.createdAt().isBefore(latest)
        && !message.type().equals(TopUpOrder.TYPE);
  }

  private static CompletionStage<Void> safely(Supplier<CompletionStage<Void>> work) {
    return CompletableFuture.<Void>completedStage(null).thenCompose(_ -> work.get()).exceptionally(failure -> {
      LOG.warn("the inbox cannot be swept: {}", failure.toString());
      return null;
    });
  }
}
