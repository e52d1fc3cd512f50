package io.tollkeeper.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.write.RunJson;

/** Workflows with a budget: opening them, giving them more, and closing them. */
final class RunEndpoints {

  private static final Duration LIFE = Duration.ofDays(1);
  private static final Duration MAX_LIFE = Duration.ofDays(30);

  private final Engine engine;
  private final ApiLimits limits;

  RunEndpoints(Engine engine, ApiLimits limits) {
    this.engine = engine;
    this.limits = limits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/runs", Access.AGENT, this::open),
        Endpoint.post("/v1/runs/budget", Access.AGENT, this::raise),
        Endpoint.post("/v1/runs/close", Access.AGENT, this::close));
  }

  private CompletionStage<HttpResponse> open(Call call) {
    call.refuseParameters();
    var fields = call.fields();
    var customer = call.customer(fields.newId("customer"));
    var id = fields.newId("run_id");
    var budget = fields.required("budget", fields.credits("budget"));
    var parent = fields.optionalId("parent_run_id");
    var life = fields.seconds("ttl_seconds", MAX_LIFE).orElse(LIFE);
    var metadata = fields.metadata("metadata", limits.metadataBytes()).orElse(Metadata.NONE);
    fields.end();
    return write(customer, new Command.OpenRun(id, budget, parent, life, metadata), parent.orElse(id), 201);
  }

  private CompletionStage<HttpResponse> raise(Call call) {
    call.refuseParameters();
    var fields = call.fields();
    var customer = call.customer(fields.newId("customer"));
    var run = fields.id("run_id");
    var command =
        new Command.RaiseBudget(fields.newId("budget_id"), run, fields.required("add", fields.credits("add")));
    fields.end();
    return write(customer, command, run, 200);
  }

  private CompletionStage<HttpResponse> close(Call call) {
    call.refuseParameters();
    var fields = call.fields();
    var customer = call.customer(fields.newId("customer"));
    var run = fields.id("run_id");
    fields.end();
    return write(customer, new Command.CloseRun(run), run, 200);
  }

  /** Carries it out; {@code existing} is the run that must exist for it. */
  private CompletionStage<HttpResponse> write(CustomerKey customer, Command command, String existing, int status) {
    return engine.ask(customer, new Request.Write(command))
        .thenApply(reply -> Responses.reply(reply, outcome -> switch (outcome) {
          case Outcome.RunStands(var _, var run, var seq, var replayed) ->
            Responses.replayed(Responses.json(status, RunJson.run(run, seq)), replayed);
          case Outcome.Refused refused -> Responses.of(refused(refused, customer, existing));
          case Outcome.Accepted _,Outcome.Booked _,Outcome.Standing _ ->
            throw new IllegalStateException("a run was answered with " + outcome);
        }));
  }

  private static Told refused(Outcome.Refused refused, CustomerKey customer, String existing) {
    var problem = Refusals.problem(refused.refusal(), refused.detail(), "/add");
    var run = refused.refusal() == Refusal.RUN_NOT_FOUND || refused.refusal() == Refusal.RUN_CLOSED
        ? Optional.of(existing)
        : Optional.<String>empty();
    return Told.refused(problem, refused, customer.customer(), run);
  }
}
