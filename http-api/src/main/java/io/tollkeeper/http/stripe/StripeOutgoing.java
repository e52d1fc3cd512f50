package io.tollkeeper.http.stripe;

import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

import org.apache.pekko.actor.typed.ActorSystem;
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
   * @param intake by which differences are mended
   * @param daily when it is compared once a day, in UTC; empty for never
   */
  public static StripeOutgoing start(ActorSystem<?> system, StripeIntake intake, Optional<LocalTime> daily) {
    var around = intake.around();
    var settings = around.settings();
    var clock = around.clock();
    var log = new ReconciliationLog();
    if (settings.apiKey().isEmpty()) return new StripeOutgoing(Outgoing.NONE, log);
    var reconciler = new Reconciler(settings, intake.api(), around.inbox(), around.catalogues(),
        new PayersKnown(around.payers()), intake::drive, clock);
    var keeper = ReconciliationKeeper.create(Set.of(settings.firstTenant()), daily, (tenant, dryRun) -> {
      var report = reconciler.run(tenant, dryRun);
      log.note(report);
      intake.meters().reconciled(log.lastOfTenants());
      return report;
    }, clock);
    var reconciliation = ClusterReconciliation.start(system, intake.api()::isConfigured, keeper);
    return new StripeOutgoing(new Outgoing(new StripeStorefront(intake.api()), reconciliation), log);
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
