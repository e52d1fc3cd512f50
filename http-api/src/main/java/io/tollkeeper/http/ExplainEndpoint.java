package io.tollkeeper.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Explanation;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.read.Work;
import io.tollkeeper.http.write.ExplainJson;

/** Why may this customer do this, or not? */
final class ExplainEndpoint {

  private final Engine engine;

  ExplainEndpoint(Engine engine) {
    this.engine = engine;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/customers/{customer}/explain", Access.AGENT, this::explain));
  }

  private CompletionStage<HttpResponse> explain(Call call) {
    var customer = call.customer();
    var parameters = call.parameters();
    var request = new Request.Explain(Work.demand(parameters), parameters.id("run_id"),
        Work.onInsufficient(parameters, OnInsufficient.REJECT));
    parameters.end();
    return engine.ask(customer, request)
        .thenApply(reply -> Responses.reply(reply, explanation -> isOfNobody(explanation)
            ? Responses.noCustomer(customer.customer())
            : Responses.json(200, ExplainJson.explanation(explanation))));
  }

  private static boolean isOfNobody(Explanation explanation) {
    return explanation.answer().refusal().filter(Refusal.CUSTOMER_NOT_FOUND::equals).isPresent();
  }
}
