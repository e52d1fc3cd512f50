package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.write.DecisionJson;
import io.tollkeeper.http.write.ReservationJson;
import io.tollkeeper.http.write.RunJson;

/** What became of an id: the calls of someone whose request got no answer. */
final class LookUpEndpoints {

  private final Engine engine;

  LookUpEndpoints(Engine engine) {
    this.engine = engine;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/customers/{customer}/usage/{usage_id}", Access.AGENT, this::usage),
        Endpoint.get("/v1/customers/{customer}/reservations/{reservation_id}", Access.AGENT, this::reservation),
        Endpoint.get("/v1/customers/{customer}/runs/{run_id}", Access.AGENT, this::run));
  }

  private CompletionStage<HttpResponse> usage(Call call) {
    return find(call, "usage_id", Request.FindUsage::new, DecisionJson::usage, Code.USAGE_NOT_FOUND,
        "nothing was ever charged under the usage id ");
  }

  private CompletionStage<HttpResponse> reservation(Call call) {
    return find(call, "reservation_id", Request.FindReservation::new, ReservationJson::reservation,
        Code.RESERVATION_NOT_FOUND, "the customer has no reservation ");
  }

  private CompletionStage<HttpResponse> run(Call call) {
    return find(call, "run_id", Request.FindRun::new, view -> RunJson.run(view.run(), view.seq()), Code.RUN_NOT_FOUND,
        "the customer has no run ");
  }

  private <A> CompletionStage<HttpResponse> find(Call call, String variable,
      Function<String, Request<Optional<A>>> request, Function<A, byte[]> body, Code missing, String detail) {
    call.refuseParameters();
    var customer = call.customer();
    var id = RequestIds.existing(call.variable(variable), '/' + variable);
    return engine.ask(customer, request.apply(id))
        .thenApply(reply -> Responses.reply(reply, found -> found.map(view -> Responses.json(200, body.apply(view)))
            .orElseGet(() -> Responses.problem(missing, detail + id))));
  }
}
