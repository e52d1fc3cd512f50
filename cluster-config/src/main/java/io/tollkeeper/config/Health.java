package io.tollkeeper.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.persistence.Database;

/**
 * Whether the node should be asked: it is open, not draining, a member of the cluster, and its database has answered lately with about
 * the time that the node has itself. Two clocks that disagree would expire and grant at different times.
 */
final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  // Two checks may fail before the node is taken out.
  private static final Duration TRUSTED_FOR = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final Database database;
  private final Clock clock;
  private final Settings.ClockLimits limits;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<String> failed = new CompletableFuture<>();
  private volatile boolean open;
  private volatile boolean draining;
  private volatile Instant lastGood = Instant.MIN;

  private Health(ActorSystem<?> system, Database database, Clock clock, Settings.ClockLimits limits) {
    this.system = system;
    this.database = database;
    this.clock = clock;
    this.limits = limits;
  }

  /** Looks at the database every second until the system ends. */
  static Health watch(ActorSystem<?> system, Database database, Clock clock, Settings.ClockLimits limits) {
    var health = new Health(system, database, clock, limits);
    system.scheduler().scheduleWithFixedDelay(Duration.ZERO, INTERVAL, health::check, system.executionContext());
    return health;
  }

  boolean isReady() {
    return open && !draining && clock.instant().isBefore(lastGood.plus(TRUSTED_FOR)) && isMember();
  }

  /** Completes when the node is ready for the first time. */
  CompletionStage<Void> whenReady() {
    return ready;
  }

  /** Completes with the reason if the node must not go on. */
  CompletionStage<String> failed() {
    return failed;
  }

  /** The node has everything that it needs. */
  void opened() {
    open = true;
    check();
    awaitReady();
  }

  /** The node is about to stop. */
  void drain() {
    draining = true;
  }

  private void check() {
    var asked = clock.instant();
    database.time().whenComplete((time, failure) -> {
      if (failure != null) LOG.warn("the database does not answer: {}", failure.toString());
      else compare(asked, time);
    });
  }

  /** It is a matter of moments until the cluster has taken the node in. */
  private void awaitReady() {
    if (isReady()) ready.complete(null);
    else system.scheduler().scheduleOnce(Duration.ofMillis(50), this::awaitReady, system.executionContext());
  }

  private void compare(Instant asked, Instant databaseTime) {
    var answered = clock.instant();
    // The database looked at its clock somewhere between question and answer; only what lies outside is a difference.
    var difference = databaseTime.isBefore(asked)
        ? Duration.between(databaseTime, asked)
        : databaseTime.isAfter(answered) ? Duration.between(answered, databaseTime) : Duration.ZERO;
    if (difference.compareTo(limits.leaveBeyond()) > 0)
      failed.complete("the clock is " + difference + " away from the database's");
    else
      if (difference.compareTo(limits.notReadyBeyond()) > 0)
        LOG.error("not ready: the clock is {} away from the database's", difference);
      else
        lastGood = answered;
  }

  private boolean isMember() {
    return Cluster.get(system).selfMember().status().equals(MemberStatus.up());
  }
}
