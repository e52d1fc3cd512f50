package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;

/** Credits that are bought by themselves when they run low. */
final class TopUpEndpoints {

  private static final String PATH = "/v1/customers/{customer}/auto_topup";
  private static final int MAX_PER_PERIOD = 1_000;

  private final Engine engine;

  TopUpEndpoints(Engine engine) {
    this.engine = engine;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.put(PATH, Access.ADMIN, this::put),
        Endpoint.delete(PATH, Access.ADMIN, this::remove));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    call.refuseParameters();
    var fields = call.fields();
    var threshold = fields.required("threshold", fields.credits("threshold"));
    var pack = fields.key("pack");
    var given = fields.wholeNumber("max_per_period", 1, MAX_PER_PERIOD);
    var most = fields.required("max_per_period", given.isPresent()
        ? Optional.of((int) given.getAsLong())
        : Optional.<Integer>empty());
    fields.end();
    return write(call, new Command.PutAutoTopUp(new TopUp.Settings(threshold, pack, most)));
  }

  private CompletionStage<HttpResponse> remove(Call call) {
    call.refuseParameters();
    return write(call, new Command.RemoveAutoTopUp());
  }

  private CompletionStage<HttpResponse> write(Call call, Command command) {
    var customer = call.customer();
    return engine.ask(customer, new Request.Write(command))
        .thenApply(reply -> Responses.customer(reply, customer.customer()));
  }
}
