package io.tollkeeper.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;

/** Keeping a customer from doing anything, and letting it go on. */
final class SuspensionEndpoints {

  private static final int MAX_REASON = 500;

  private final Engine engine;

  SuspensionEndpoints(Engine engine) {
    this.engine = engine;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/customers/{customer}/suspend", Access.ADMIN, this::suspend),
        Endpoint.post("/v1/customers/{customer}/resume", Access.ADMIN, this::resume));
  }

  private CompletionStage<HttpResponse> suspend(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fields();
    var reason = fields.required("reason", fields.words("reason", MAX_REASON));
    fields.end();
    return write(customer, new Command.Suspend(reason));
  }

  private CompletionStage<HttpResponse> resume(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fieldsIfAny();
    var reason = fields.text("reason", MAX_REASON).orElse("");
    fields.end();
    return write(customer, new Command.Resume(reason));
  }

  private CompletionStage<HttpResponse> write(CustomerKey customer, Command command) {
    return engine.ask(customer, new Request.Write(command))
        .thenApply(reply -> Responses.customer(reply, customer.customer()));
  }
}
