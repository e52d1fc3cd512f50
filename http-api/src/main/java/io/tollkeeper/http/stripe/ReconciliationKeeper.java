package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import io.tollkeeper.engine.entity.WireMessage;

/**
 * The one who reconciles, of which a cluster has one: it starts a run when it is asked to and once a day, and never two of a tenant at a
 * time.
 */
final class ReconciliationKeeper extends AbstractBehavior<ReconciliationKeeper.Command> {

  // Below the time that a request may take.
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  /** What it is told. */
  sealed interface Command {}

  /** Reconcile this tenant, or let the sender join who does. */
  record Start(String tenant, boolean dryRun, ActorRef<Answer> replyTo) implements Command, WireMessage {}

  /** What becomes of it. */
  sealed interface Answer extends WireMessage {

    /** It is done. */
    record Done(String report) implements Answer {}

    /** It goes on; ask again. */
    record Running() implements Answer {}

    /** One of the other kind is under way. */
    record Busy() implements Answer {}
  }

  private record Finished(String tenant, ReconciliationReport report) implements Command {}

  private record Impatient(String tenant, ActorRef<Answer> asker) implements Command {}

  private record Daily() implements Command {}

  /** A run, and who waits for it. */
  private record Run(boolean dryRun, List<ActorRef<Answer>> waiting) {}

  private final Set<String> tenants;
  private final Optional<LocalTime> daily;
  private final BiFunction<String, Boolean, ReconciliationReport> reconciler;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Run> running = new HashMap<>();
  // Reports that came after all who had asked for them had been told to ask again.
  private final Map<String, ReconciliationReport> unclaimed = new HashMap<>();

  private ReconciliationKeeper(ActorContext<Command> context, TimerScheduler<Command> timers, Set<String> tenants,
      Optional<LocalTime> daily, BiFunction<String, Boolean, ReconciliationReport> reconciler, Clock clock) {
    super(context);
    this.timers = timers;
    this.tenants = Set.copyOf(tenants);
    this.daily = daily;
    this.reconciler = reconciler;
    this.clock = clock;
    daily.ifPresent(this::schedule);
  }

  /**
   * One that has nothing to do yet.
   *
   * @param tenants those that are reconciled once a day
   * @param daily when, in UTC; empty for never
   * @param reconciler reconciles a tenant, and blocks until it is done
   */
  static Behavior<Command> create(Set<String> tenants, Optional<LocalTime> daily,
      BiFunction<String, Boolean, ReconciliationReport> reconciler, Clock clock) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new ReconciliationKeeper(context, timers, tenants, daily, reconciler, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::on).build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Start start -> start(start);
      case Finished(var tenant, var report) -> finished(tenant, report);
      case Impatient(var tenant, var asker) -> impatient(tenant, asker);
      case Daily _ -> daily();
    }
    return this;
  }

  private void start(Start start) {
    var ready = unclaimed.get(start.tenant());
    if (ready != null && ready.dryRun() == start.dryRun()) {
      unclaimed.remove(start.tenant());
      start.replyTo().tell(new Answer.Done(ready.json()));
      return;
    }
    var run = run(start.tenant(), start.dryRun());
    if (run.dryRun() != start.dryRun()) {
      start.replyTo().tell(new Answer.Busy());
      return;
    }
    run.waiting().add(start.replyTo());
    timers.startSingleTimer(UUID.randomUUID(), new Impatient(start.tenant(), start.replyTo()), PATIENCE);
  }

  private Run run(String tenant, boolean dryRun) {
    return running.computeIfAbsent(tenant, _ -> {
      unclaimed.remove(tenant);
      var done = CompletableFuture.supplyAsync(() -> reconciler.apply(tenant, dryRun), threads);
      getContext().pipeToSelf(done, (report, failure) -> new Finished(tenant,
          failure == null ? report : ReconciliationReport.failed(tenant, dryRun, clock.instant(), failure)));
      return new Run(dryRun, new ArrayList<>());
    });
  }

  private void finished(String tenant, ReconciliationReport report) {
    var run = running.remove(tenant);
    if (run == null) return;
    if (run.waiting().isEmpty()) unclaimed.put(tenant, report);
    run.waiting().forEach(asker -> asker.tell(new Answer.Done(report.json())));
  }

  private void impatient(String tenant, ActorRef<Answer> asker) {
    var run = running.get(tenant);
    if (run != null && run.waiting().remove(asker)) asker.tell(new Answer.Running());
  }

  private void daily() {
    tenants.forEach(tenant -> run(tenant, false));
    daily.ifPresent(this::schedule);
  }

  /** The next time of that hour; a new keeper on another node finds it by itself. */
  private void schedule(LocalTime hour) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var today = now.with(hour);
    var next = today.isAfter(now) ? today : today.plusDays(1);
    timers.startSingleTimer(Daily.class, new Daily(), Duration.between(now, next));
  }
}
