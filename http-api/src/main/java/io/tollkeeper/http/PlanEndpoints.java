package io.tollkeeper.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.When;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.wire.Words;

/** The plans of customers: giving one, changing it, and taking it away. */
final class PlanEndpoints {

  private static final int MAX_TRIAL_YEARS = 1;
  private static final Map<String, When> WHENS = Words.of(List.of(When.values()));

  private final Engine engine;
  private final Clock clock;

  PlanEndpoints(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.put("/v1/customers/{customer}/plan", Access.ADMIN, this::assign),
        Endpoint.delete("/v1/customers/{customer}/plan", Access.ADMIN, this::cancel));
  }

  private CompletionStage<HttpResponse> assign(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fields();
    var plan = fields.key("plan");
    var when = fields.word("when", WHENS);
    var trialUntil = trialUntil(fields, when);
    fields.end();
    return write(customer, new Command.AssignPlan(plan, when.orElse(When.NOW), trialUntil));
  }

  private Optional<Instant> trialUntil(Fields fields, Optional<When> when) {
    var until = fields.time("trial_until");
    if (until.isEmpty()) return until;
    var now = clock.instant();
    if (!until.get().isAfter(now)) throw Malformed.request("/trial_until", "this is over already");
    if (until.get().isAfter(now.atOffset(ZoneOffset.UTC).plusYears(MAX_TRIAL_YEARS).toInstant()))
      throw Malformed.request("/trial_until", "a trial lasts at most a year");
    if (when.filter(When.PERIOD_END::equals).isPresent())
      throw Malformed.request("/trial_until", "a trial begins now, not at the end of a period");
    return until;
  }

  private CompletionStage<HttpResponse> cancel(Call call) {
    var customer = call.customer();
    var parameters = call.parameters();
    var when = parameters.word("when", WHENS).orElse(When.NOW);
    parameters.end();
    return write(customer, new Command.CancelPlan(when));
  }

  private CompletionStage<HttpResponse> write(CustomerKey customer, Command command) {
    return engine.ask(customer, new Request.Write(command))
        .thenApply(reply -> Responses.customer(reply, customer.customer()));
  }
}
