package io.tollkeeper.http.stripe;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.http.Reconciliation;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Answer;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Command;
import io.tollkeeper.http.stripe.ReconciliationKeeper.Start;

/** Reconciling by the one node of the cluster that does it, wherever it is. */
final class ClusterReconciliation implements Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterReconciliation.class);
  private static final String NAME = "stripe-reconciliation";
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final ActorSystem<?> system;
  private final Predicate<String> open;
  private final ActorRef<Command> keeper;

  private ClusterReconciliation(ActorSystem<?> system, Predicate<String> open, ActorRef<Command> keeper) {
    this.system = system;
    this.open = open;
    this.keeper = keeper;
  }

  /**
   * Takes part in it: this node may become the one.
   *
   * @param open the tenants that can be reconciled
   */
  static Reconciliation start(ActorSystem<?> system, Predicate<String> open, Behavior<Command> keeper) {
    var proxy = ClusterSingleton.get(system).init(SingletonActor.of(keeper, NAME));
    return new ClusterReconciliation(system, open, proxy);
  }

  @Override
  public boolean isOpen(String tenant) {
    return open.test(tenant);
  }

  @Override
  public CompletionStage<Outcome> run(String tenant, boolean dryRun) {
    return AskPattern.<Command, Answer>ask(keeper, replyTo -> new Start(tenant, dryRun, replyTo), PATIENCE,
        system.scheduler()).handle((answer, failure) -> {
          if (failure == null) return outcome(answer);
          LOG.warn("nobody reconciles {}: {}", tenant, failure.toString());
          return new Outcome.Unavailable();
        });
  }

  private static Outcome outcome(Answer answer) {
    return switch (answer) {
      case Answer.Done(var report) -> new Outcome.Done(report);
      case Answer.Running _ -> new Outcome.Running();
      case Answer.Busy _ -> new Outcome.Busy();
    };
  }
}
