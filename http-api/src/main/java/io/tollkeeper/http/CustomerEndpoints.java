package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.write.CustomerJson;

/** Customers: creating, changing and looking at them. */
final class CustomerEndpoints {

  private final Engine engine;
  private final History history;
  private final Catalogues catalogues;
  private final ApiLimits limits;

  CustomerEndpoints(Engine engine, History history, Catalogues catalogues, ApiLimits limits) {
    this.engine = engine;
    this.history = history;
    this.catalogues = catalogues;
    this.limits = limits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.put("/v1/customers/{customer}", Access.ADMIN, this::put),
        Endpoint.get("/v1/customers/{customer}", Access.AGENT, this::show),
        Endpoint.get("/v1/customers/{customer}/balance", Access.AGENT, this::balance));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fieldsIfAny();
    var name = fields.text("name", Profile.MAX_NAME);
    var metadata = fields.metadata("metadata", limits.metadataBytes());
    var stripe = fields.text("stripe_customer_id", Profile.MAX_NAME)
        .map(id -> id.isEmpty() ? id : RequestIds.existing(id, "/stripe_customer_id"));
    var plan = fields.optionalKey("plan");
    fields.end();
    // Before anything is written: who mistypes a plan gets no customer without one.
    if (plan.isPresent() && catalogues.current(call.tenant()).plan(plan.get()).isEmpty())
      return CompletableFuture.completedFuture(
          Responses.problem(Code.PLAN_NOT_FOUND, "the catalogue has no plan " + plan.get()));
    var put = new Request.Write(new Command.PutCustomer(name, metadata, stripe));
    return plan.isEmpty()
        ? engine.ask(customer, put)
            .thenApply(reply -> Responses.reply(reply, outcome -> put(customer, created(outcome), outcome)))
        : engine.ask(customer, new Request.Several(List.of(put, assign(plan.get()))))
            .thenApply(reply -> Responses.reply(reply, results -> put(customer, results)));
  }

  private static Request.Write assign(String plan) {
    return new Request.Write(new Command.AssignPlan(plan, Command.When.NOW, Optional.empty()));
  }

  private static HttpResponse put(CustomerKey customer, List<Request.Result> results) {
    return results.get(0) instanceof Request.Result.Written(var first)
        && results.get(1) instanceof Request.Result.Written(var last)
            ? put(customer, created(first), last)
            : Responses.of(Told.unavailable());
  }

  private static HttpResponse put(CustomerKey customer, boolean created, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Standing(var view, var _) -> Responses.json(created ? 201 : 200, CustomerJson.customer(view));
      case Outcome.Refused refused -> Responses.refusal(refused, customer.customer());
      case Outcome.Accepted _,Outcome.Booked _,Outcome.RunStands _ ->
        throw new IllegalStateException("a put was answered with " + outcome);
    };
  }

  private static boolean created(Outcome outcome) {
    return outcome instanceof Outcome.Standing(var _, var created) && created;
  }

  private CompletionStage<HttpResponse> show(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    return engine.ask(customer, new Request.Show())
        .thenApply(reply -> Responses.reply(reply,
            view -> Responses.found(view, customer.customer(), CustomerJson::customer)));
  }

  private CompletionStage<HttpResponse> balance(Call call) {
    var customer = call.customer();
    var moment = moment(call);
    var asked = moment.isEmpty() ? engine.ask(customer, new Request.Show()) : history.at(customer, moment.get());
    return asked.thenApply(
        reply -> Responses.reply(reply, view -> Responses.found(view, customer.customer(), CustomerJson::balance)));
  }

  private static Optional<History.Moment> moment(Call call) {
    var parameters = call.parameters();
    var at = parameters.time("at");
    var seq = parameters.wholeNumber("seq", 0, Long.MAX_VALUE);
    parameters.end();
    if (at.isPresent() && seq.isPresent()) throw Malformed.request("/seq", "at and seq exclude each other");
    if (seq.isPresent()) return Optional.of(new History.Moment.Seq(seq.getAsLong()));
    return at.map(History.Moment.Time::new);
  }
}
