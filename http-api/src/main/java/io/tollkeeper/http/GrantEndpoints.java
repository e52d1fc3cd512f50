package io.tollkeeper.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.wire.Words;
import io.tollkeeper.http.write.CustomerJson;
import io.tollkeeper.http.write.GrantJson;

/** Giving credits, taking them back, and correcting a balance by hand. */
final class GrantEndpoints {

  private static final int MAX_PRIORITY = 1_000;
  private static final int MAX_FEATURES = 100;
  private static final int MAX_REASON = 500;

  // The other kinds come from plans alone.
  private static final Map<String, GrantKind> KINDS =
      Words.of(List.of(GrantKind.PAID, GrantKind.PROMOTIONAL, GrantKind.ADJUSTMENT));

  private final Engine engine;
  private final Clock clock;

  GrantEndpoints(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/customers/{customer}/grants", Access.ADMIN, this::add),
        Endpoint.post("/v1/customers/{customer}/grants/{grant_id}/void", Access.ADMIN, this::end),
        Endpoint.post("/v1/customers/{customer}/adjustments", Access.ADMIN, this::adjust));
  }

  private CompletionStage<HttpResponse> add(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fields();
    var command = grant(fields);
    fields.end();
    return write(call, customer.customer(), command);
  }

  private Command.AddGrant grant(Fields fields) {
    var id = fields.newId("grant_id");
    var credits = fields.required("credits", fields.credits("credits"));
    var kind = fields.word("kind", KINDS).orElse(GrantKind.PAID);
    var priority = (int) fields.wholeNumber("priority", 0, MAX_PRIORITY).orElse(Grant.DEFAULT_PRIORITY);
    var effectiveAt = fields.time("effective_at");
    var expiry = expiry(fields, effectiveAt.orElseGet(clock::instant));
    var features = fields.keys("features", MAX_FEATURES);
    return new Command.AddGrant(id, credits, kind, priority, effectiveAt, expiry, features, Grant.SOURCE_API,
        reason(fields));
  }

  private static Optional<Command.Expiry> expiry(Fields fields, Instant start) {
    var at = fields.time("expires_at");
    var after = fields.term("expires_after", start);
    if (at.isPresent() && after.isPresent())
      throw Malformed.request("/expires_after", "expires_at and expires_after exclude each other");
    if (after.isPresent()) return Optional.of(new Command.Expiry.After(after.get()));
    return at.map(Command.Expiry.At::new);
  }

  private CompletionStage<HttpResponse> end(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var id = RequestIds.grant(call.variable("grant_id"), "/grant_id");
    var fields = call.fieldsIfAny();
    var reason = reason(fields);
    fields.end();
    return engine.ask(customer, new Request.Write(new Command.VoidGrant(id, reason)))
        .thenApply(reply -> Responses.reply(reply, outcome -> switch (outcome) {
          case Outcome.Standing(var view, var _) -> Responses.json(200, CustomerJson.ended(id, view));
          case Outcome.Refused refused -> Responses.refusal(refused, customer.customer());
          case Outcome.Accepted _,Outcome.Booked _,Outcome.RunStands _ ->
            throw new IllegalStateException("a void was answered with " + outcome);
        }));
  }

  private CompletionStage<HttpResponse> adjust(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fields();
    var command = new Command.Adjust(fields.newId("adjustment_id"), fields.signedMicros("credits"), reason(fields));
    fields.end();
    return write(call, customer.customer(), command);
  }

  private CompletionStage<HttpResponse> write(Call call, String customer, Command command) {
    return engine.ask(call.customer(customer), new Request.Write(command))
        .thenApply(reply -> Responses.reply(reply, outcome -> switch (outcome) {
          case Outcome.Booked(var _, var fact, var replayed) -> Responses.replayed(booked(fact), replayed);
          case Outcome.Refused refused -> Responses.refusal(refused, customer);
          case Outcome.Accepted _,Outcome.RunStands _,Outcome.Standing _ ->
            throw new IllegalStateException("a booking was answered with " + outcome);
        }));
  }

  private static HttpResponse booked(Fact fact) {
    return switch (fact.event()) {
      case Event.GrantAdded added -> Responses.json(201, GrantJson.added(added, fact));
      case Event.AdjustedUp(var command, var _) -> Responses.json(200, GrantJson.adjusted(command, fact));
      case Event.AdjustedDown(var command) -> Responses.json(200, GrantJson.adjusted(command, fact));
      case Event.CustomerPut _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.Consumed _,Event.GaugeMoved _,Event.Reserved _,Event.Extended _,Event.Settled _,Event.Released _,Event.ReservationExpired _,Event.Refunded _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        throw new IllegalStateException("this is no booking: " + fact);
    };
  }

  private static String reason(Fields fields) {
    return fields.text("reason", MAX_REASON).orElse("");
  }
}
