package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.pekko.actor.typed.ActorSystem;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.Outgoing;

/** All that a node asks Stripe for: pages for customers, and how things are. */
public final class StripeOutgoing {

  private final Outgoing outgoing;
  private final ReconciliationLog log;

  private StripeOutgoing(Outgoing outgoing, ReconciliationLog log) {
    this.outgoing = outgoing;
    this.log = log;
  }

  /**
   * Starts this node's part of it.
   *
   * @param driver takes a message of the inbox as far as it can go
   * @param daily when it is compared once a day, in UTC; empty for never
   */
  public static StripeOutgoing start(ActorSystem<?> system, StripeSettings settings, Inbox inbox, Catalogues catalogues,
      Function<Message, CompletionStage<State>> driver, Optional<LocalTime> daily, Clock clock) {
    var api = new StripeApi(settings);
    var log = new ReconciliationLog();
    if (settings.apiKey().isEmpty()) return new StripeOutgoing(Outgoing.NONE, log);
    KnownPayments known =
        _ -> CompletableFuture.failedStage(new IllegalStateException("payers cannot be looked at yet"));
    var reconciler = new Reconciler(settings, api, inbox, catalogues, known, driver, clock);
    var keeper = ReconciliationKeeper.create(Set.of(settings.firstTenant()), daily, (tenant, dryRun) -> {
      var report = reconciler.run(tenant, dryRun);
      log.note(report);
      return report;
    }, clock);
    var reconciliation = ClusterReconciliation.start(system, api::isConfigured, keeper);
    return new StripeOutgoing(new Outgoing(new StripeStorefront(api), reconciliation), log);
  }

  /** What callers of the API may ask for. */
  public Outgoing outgoing() {
    return outgoing;
  }

  /** What the last reconciliations came to. */
  public ReconciliationLog reconciliations() {
    return log;
  }
}
