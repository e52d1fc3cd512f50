package io.tollkeeper.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Comparing what is known here with what the payment provider says, and mending what differs. Stages never fail. */
public interface Reconciliation {

  /** That of a node that cannot ask the provider. */
  Reconciliation CLOSED = new Reconciliation() {
    @Override
    public boolean isOpen(String tenant) {
      return false;
    }

    @Override
    public CompletionStage<Outcome> run(String tenant, boolean dryRun) {
      return CompletableFuture.completedStage(new Outcome.Unavailable());
    }
  };

  /** Whether the provider can be asked for this tenant at all. */
  boolean isOpen(String tenant);

  /**
   * Reconciles a tenant, or joins whoever does. Answers in a few seconds, whether it is done by then or not.
   *
   * @param dryRun whether differences are only told
   */
  CompletionStage<Outcome> run(String tenant, boolean dryRun);

  /** What became of it. */
  sealed interface Outcome {

    /** It is done; the report is JSON. */
    record Done(String report) implements Outcome {}

    /** It goes on. Who asks again gets the report in time. */
    record Running() implements Outcome {}

    /** One of the other kind is under way. */
    record Busy() implements Outcome {}

    /** Nobody can do it for the moment. */
    record Unavailable() implements Outcome {}
  }
}
