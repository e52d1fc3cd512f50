package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.write.CustomerJson;

/** Customers: creating, changing and looking at them. */
final class CustomerEndpoints {

  private final Engine engine;
  private final History history;
  private final ApiLimits limits;

  CustomerEndpoints(Engine engine, History history, ApiLimits limits) {
    this.engine = engine;
    this.history = history;
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
    fields.end();
    return engine.ask(customer, new Request.Write(new Command.PutCustomer(name, metadata, stripe)))
        .thenApply(reply -> Responses.reply(reply, outcome -> switch (outcome) {
          case Outcome.Standing(var view, var created) ->
            Responses.json(created ? 201 : 200, CustomerJson.customer(view));
          case Outcome.Refused refused -> Responses.refusal(refused, customer.customer());
          case Outcome.Accepted _,Outcome.Booked _,Outcome.RunStands _ ->
            throw new IllegalStateException("a put was answered with " + outcome);
        }));
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
