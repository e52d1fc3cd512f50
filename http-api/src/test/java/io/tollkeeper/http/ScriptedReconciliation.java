package io.tollkeeper.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A reconciliation that ends as it is told to end. */
final class ScriptedReconciliation implements Reconciliation {

  volatile Outcome outcome = new Outcome.Done("{}");
  volatile boolean open = true;

  @Override
  public boolean isOpen(String tenant) {
    return open;
  }

  @Override
  public CompletionStage<Outcome> run(String tenant, boolean dryRun) {
    return CompletableFuture.completedStage(outcome instanceof Outcome.Done
        ? new Outcome.Done("{\"tenant\":\"" + tenant + "\",\"dry_run\":" + dryRun + "}")
        : outcome);
  }
}
