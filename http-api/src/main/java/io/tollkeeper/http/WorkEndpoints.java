package io.tollkeeper.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.Work;
import io.tollkeeper.http.write.DecisionJson;

/** May it be done, and do it: the calls that are made all the time. */
final class WorkEndpoints {

  // Clocks of callers differ from ours; more than this is a mistake.
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private final Engine engine;
  private final Clock clock;

  WorkEndpoints(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/authorize", Access.AGENT, this::authorize),
        Endpoint.post("/v1/consume", Access.AGENT, this::consume));
  }

  private CompletionStage<HttpResponse> authorize(Call call) {
    var fields = fields(call);
    var customer = call.customer(fields.newId("customer"));
    var demand = Work.demand(fields);
    var run = fields.optionalId("run_id");
    var onInsufficient = Work.onInsufficient(fields);
    var minSeq = fields.wholeNumber("min_seq", 0, Long.MAX_VALUE).orElse(0);
    fields.end();
    return engine.ask(customer, new Request.Authorize(demand, run, onInsufficient, minSeq))
        .thenApply(reply -> Responses.reply(reply, WorkEndpoints::decision));
  }

  private static HttpResponse decision(Answer answer) {
    return Responses.json(200, DecisionJson.decision(answer));
  }

  private CompletionStage<HttpResponse> consume(Call call) {
    var fields = fields(call);
    var customer = call.customer(fields.newId("customer"));
    var command = command(fields);
    fields.end();
    return engine.ask(customer, new Request.Write(command))
        .thenApply(reply -> Responses.reply(reply, outcome -> switch (outcome) {
          case Outcome.Charged(var answer, var replayed) -> Responses.replayed(decision(answer), replayed);
          case Outcome.Refused refused -> Responses.refusal(refused, customer.customer());
          case Outcome.Booked _,Outcome.Standing _ ->
            throw new IllegalStateException("a consume was answered with " + outcome);
        }));
  }

  private Command.Consume command(Fields fields) {
    var id = fields.newId("usage_id");
    var demand = Work.demand(fields);
    var run = fields.optionalId("run_id");
    var onInsufficient = Work.onInsufficient(fields);
    var occurredAt = fields.time("occurred_at");
    if (occurredAt.isPresent() && occurredAt.get().isAfter(clock.instant().plus(MAX_AHEAD)))
      throw Malformed.request("/occurred_at", "this is more than " + MAX_AHEAD.toMinutes() + " minutes ahead");
    return new Command.Consume(id, demand, run, onInsufficient, occurredAt,
        fields.metadata("metadata").orElse(Metadata.NONE));
  }

  private static Fields fields(Call call) {
    call.refuseParameters();
    return call.fields();
  }
}
