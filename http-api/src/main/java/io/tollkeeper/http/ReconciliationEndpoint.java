package io.tollkeeper.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.wire.JsonBody;

/** Reconciling with Stripe on demand. */
final class ReconciliationEndpoint {

  private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);

  private final Reconciliation reconciliation;

  ReconciliationEndpoint(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.start("/v1/stripe/reconcile", Access.ADMIN, this::reconcile));
  }

  private CompletionStage<HttpResponse> reconcile(Call call) {
    var parameters = call.parameters();
    var dryRun = parameters.word("dry_run", TRUTHS).orElse(false);
    parameters.end();
    if (!reconciliation.isOpen(call.tenant()))
      return CompletableFuture.completedStage(
          Responses.problem(Code.STRIPE_NOT_CONFIGURED, "There is no STRIPE_API_KEY for this tenant."));
    return reconciliation.run(call.tenant(), dryRun).thenApply(ReconciliationEndpoint::response);
  }

  private static HttpResponse response(Reconciliation.Outcome outcome) {
    return switch (outcome) {
      case Reconciliation.Outcome.Done(var report) -> Responses.json(200, report.getBytes(StandardCharsets.UTF_8));
      case Reconciliation.Outcome.Running _ -> Responses
          .json(202, JsonBody.object(out -> out.writeBooleanField("running", true)))
          .addHeader(RawHeader.create("Retry-After", "5"));
      case Reconciliation.Outcome.Busy _ -> Responses.problem(Code.RECONCILIATION_RUNNING,
          "One with the other dry_run is under way; try again when it is done.");
      case Reconciliation.Outcome.Unavailable _ ->
        Responses.problem(Code.UNAVAILABLE, "Nobody can reconcile for the moment; try again.");
    };
  }
}
