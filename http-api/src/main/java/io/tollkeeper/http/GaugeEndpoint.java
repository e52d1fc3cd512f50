package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.write.DecisionJson;

/** Seats, projects, storage: the levels of gauges. */
final class GaugeEndpoint {

  private final Engine engine;

  GaugeEndpoint(Engine engine) {
    this.engine = engine;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.put("/v1/customers/{customer}/gauges/{feature}", Access.ADMIN, this::move));
  }

  private CompletionStage<HttpResponse> move(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var feature = RequestIds.key(call.variable("feature"), "/feature");
    var fields = call.fields();
    var command = new Command.MoveGauge(fields.newId("usage_id"), feature, move(fields));
    fields.end();
    return engine.ask(customer, new Request.Write(command)).thenApply(reply -> Responses.of(Told.reply(reply,
        outcome -> switch (outcome) {
          case Outcome.Accepted(var answer, var replayed) ->
            Told.answer(200, DecisionJson.decision(answer)).replayed(replayed);
          case Outcome.Refused refused -> Told.refused(
              Refusals.problem(refused.refusal(), refused.detail(), "/add"), refused, customer.customer(),
              Optional.empty());
          case Outcome.Booked _,Outcome.RunStands _,Outcome.Standing _ ->
            throw new IllegalStateException("the move of a gauge was answered with " + outcome);
        })));
  }

  private static Command.Move move(Fields fields) {
    var level = fields.wholeNumber("set", 0, Long.MAX_VALUE);
    var change = fields.wholeNumber("add", Long.MIN_VALUE, Long.MAX_VALUE);
    if (level.isPresent() == change.isPresent())
      throw Malformed.request(level.isPresent() ? "/add" : "/set", "exactly one of set and add is required");
    return level.isPresent()
        ? new Command.Move.To(level.getAsLong())
        : new Command.Move.By(change.orElseThrow());
  }
}
