package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Count;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.wire.Words;

/**
 * What operators watch of Stripe's events: how many came, how long they take, and what has stayed behind. The inbox is counted beside
 * whoever looks, who sees the last count: a database that is away holds up nobody.
 */
final class StripeMeters {

  private static final Logger LOG = LoggerFactory.getLogger(StripeMeters.class);
  // Counting reads an index of all events, so it is not done for every look.
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final MeterRegistry registry;
  private final Inbox inbox;
  private final Set<String> tenants;
  private final Clock clock;
  private final Timer lag;
  private final MultiGauge events;
  private final MultiGauge oldestParked;
  private final MultiGauge oldestReceived;
  private final MultiGauge reconciled;
  private final MultiGauge differences;
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile Instant counted = Instant.MIN;

  /** @param tenants who are told of even where they have no events */
  StripeMeters(MeterRegistry registry, Inbox inbox, Set<String> tenants, Clock clock) {
    this.registry = registry;
    this.inbox = inbox;
    this.tenants = Set.copyOf(tenants);
    this.clock = clock;
    this.lag = Timer.builder("tollkeeper.stripe.lag")
        .description("From the time that Stripe made an event to the time that it was applied.")
        .serviceLevelObjectives(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1),
            Duration.ofDays(1))
        .register(registry);
    this.events = MultiGauge.builder("tollkeeper.stripe.events").description("Events in the inbox, by state.")
        .register(registry);
    this.oldestParked = MultiGauge.builder("tollkeeper.stripe.oldest.parked.age").baseUnit("seconds")
        .description("How long ago the first of the events came that wait for something.").register(registry);
    this.oldestReceived = MultiGauge.builder("tollkeeper.stripe.oldest.received.age").baseUnit("seconds")
        .description("How long ago the first of the events came that have not been dealt with.").register(registry);
    this.reconciled = MultiGauge.builder("tollkeeper.stripe.reconciliation.age").baseUnit("seconds")
        .description("How long ago the last reconciliation ended, of those that this node has run.").register(registry);
    this.differences = MultiGauge.builder("tollkeeper.stripe.reconciliation.differences")
        .description("What the last reconciliation has found, by whether that is mended or left.").register(registry);
  }

  /** A delivery was answered: with the state of its event, or the code of a problem. */
  void answered(String result) {
    registry.counter("tollkeeper.stripe.webhooks", "result", result).increment();
  }

  /** A message has had its effect. */
  void applied(Message message) {
    var passed = Duration.between(message.createdAt(), clock.instant());
    lag.record(passed.isNegative() ? Duration.ZERO : passed);
  }

  /** What these reconciliations came to. */
  void reconciled(Map<String, ReconciliationLog.Last> lastOfTenants) {
    var ages = new ArrayList<Row<?>>();
    var found = new ArrayList<Row<?>>();
    lastOfTenants.forEach((tenant, last) -> {
      ages.add(Row.of(Tags.of("tenant", tenant), () -> age(last.finishedAt())));
      found.add(Row.of(Tags.of("tenant", tenant, "state", "mended"), last.mended()));
      found.add(Row.of(Tags.of("tenant", tenant, "state", "left"), last.differences() - last.mended()));
    });
    reconciled.register(ages, true);
    differences.register(found, true);
  }

  /** Counts again, unless that was done just now or is being done. */
  void refresh() {
    if (clock.instant().isBefore(counted.plus(FRESH)) || !counting.compareAndSet(false, true)) return;
    inbox.counts().whenComplete((counts, failure) -> {
      counted = clock.instant();
      if (failure == null) show(counts);
      else LOG.warn("the events of Stripe cannot be counted: {}", failure.toString());
      counting.set(false);
    });
  }

  private void show(List<Count> counts) {
    var known = new HashMap<String, Map<State, Count>>();
    for (var count : counts)
      known.computeIfAbsent(count.tenant(), _ -> new HashMap<>()).put(count.state(), count);
    var all = new TreeSet<>(tenants);
    all.addAll(known.keySet());
    var numbers = new ArrayList<Row<?>>();
    for (var tenant : all)
      for (var state : State.values()) {
        var count = known.getOrDefault(tenant, Map.of()).get(state);
        numbers.add(Row.of(Tags.of("tenant", tenant, "state", Words.of(state)), count == null ? 0 : count.messages()));
      }
    events.register(numbers, true);
    oldestParked.register(ages(all, known, State.PARKED), true);
    oldestReceived.register(ages(all, known, State.RECEIVED), true);
  }

  private List<Row<?>> ages(Set<String> all, Map<String, Map<State, Count>> known, State state) {
    var ages = new ArrayList<Row<?>>();
    for (var tenant : all) {
      var count = known.getOrDefault(tenant, Map.of()).get(state);
      ages.add(Row.of(Tags.of("tenant", tenant), () -> count == null ? 0 : age(count.oldest())));
    }
    return ages;
  }

  private double age(Instant oldest) {
    return Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
  }
}
