package io.tollkeeper.http;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.http.javadsl.model.HttpResponse;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.EntitlementAnswer;
import io.tollkeeper.engine.domain.EntitlementOverride.Effect;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.problem.ProblemDetails;
import io.tollkeeper.http.read.Fields;
import io.tollkeeper.http.read.RequestIds;
import io.tollkeeper.http.wire.Words;
import io.tollkeeper.http.write.AccessJson;

/** What a customer may use, and the exceptions to it that are made by hand. */
final class EntitlementEndpoints {

  private static final int MAX_VALUE = 255;
  private static final int MAX_REASON = 500;
  private static final int MAX_AUTHOR = 128;
  // As in catalogues.
  private static final long MAX_LIMIT = 1_000_000_000_000_000L;
  // Keys have no names; this is whose key it takes.
  private static final String ADMIN = Words.of(Scope.ADMIN);
  private static final Map<String, Effect> EFFECTS = Words.of(List.of(Effect.values()));
  private static final Map<String, Window> WINDOWS = Words.of(List.of(Window.values()));

  private final Engine engine;
  private final Clock clock;

  EntitlementEndpoints(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/customers/{customer}/entitlements", Access.AGENT, this::list),
        Endpoint.get("/v1/customers/{customer}/entitlements/{feature}", Access.AGENT, this::show),
        Endpoint.put("/v1/customers/{customer}/entitlements/{feature}", Access.ADMIN, this::put),
        Endpoint.delete("/v1/customers/{customer}/entitlements/{feature}", Access.ADMIN, this::remove));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    return engine.ask(customer, new Request.Show()).thenApply(reply -> Responses.reply(reply,
        view -> Responses.found(view, customer.customer(), AccessJson::entitlements)));
  }

  private CompletionStage<HttpResponse> show(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var feature = feature(call);
    return engine.ask(customer, new Request.ShowEntitlement(feature))
        .thenCompose(reply -> reply instanceof Reply.Answered<Optional<EntitlementAnswer>>(var found) && found.isEmpty()
            ? missing(customer, feature)
            : CompletableFuture.completedFuture(Responses.reply(reply,
                view -> Responses.json(200, AccessJson.entitlement(view.orElseThrow())))));
  }

  /** Which of the two there is not. Without the customer nobody asks for the feature. */
  private CompletionStage<HttpResponse> missing(CustomerKey customer, String feature) {
    return engine.ask(customer, new Request.Show()).thenApply(reply -> Responses.reply(reply,
        view -> view.isPresent()
            ? Responses.problem(Code.FEATURE_NOT_FOUND, "the catalogue has no feature " + feature)
            : Responses.noCustomer(customer.customer())));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    var fields = call.fields();
    var command = override(feature(call), fields);
    fields.end();
    return engine.ask(customer, new Request.Write(command)).thenApply(reply -> misfit(reply)
        .orElseGet(() -> Responses.customer(reply, customer.customer())));
  }

  private Command.PutOverride override(String feature, Fields fields) {
    var effect = fields.required("effect", fields.word("effect", EFFECTS));
    var value = fields.words("value", MAX_VALUE);
    var limit = limit(fields);
    var expiresAt = fields.time("expires_at");
    var reason = fields.text("reason", MAX_REASON).orElse("");
    var author = fields.words("author", MAX_AUTHOR).orElse(ADMIN);
    if (effect == Effect.DENY && value.isPresent())
      throw Malformed.request("/value", "what is denied has no value");
    if (effect == Effect.DENY && limit.isPresent())
      throw Malformed.request("/limit", "what is denied has no limit");
    if (expiresAt.isPresent() && !expiresAt.get().isAfter(clock.instant()))
      throw Malformed.request("/expires_at", "this is over already");
    return new Command.PutOverride(feature, effect, value, limit, expiresAt, reason, author);
  }

  private static Optional<Limit> limit(Fields fields) {
    var limit = fields.count("limit", MAX_LIMIT);
    var window = fields.word("window", WINDOWS);
    if (limit.isPresent()) return Optional.of(new Limit(limit.getAsLong(), window, false));
    if (window.isPresent()) throw Malformed.request("/window", "a window is for a limit");
    return Optional.empty();
  }

  /** That the limit is not for a feature of this kind. The feature is in the path; what is wrong is in the body. */
  private static Optional<HttpResponse> misfit(Reply<Outcome> reply) {
    return reply instanceof Reply.Answered<Outcome>(Outcome.Refused refused)
        && refused.refusal() == Refusal.WRONG_KIND
            ? Optional.of(Responses.problem(ProblemDetails.at(Code.INVALID_REQUEST, "/limit", refused.detail())))
            : Optional.empty();
  }

  private CompletionStage<HttpResponse> remove(Call call) {
    call.refuseParameters();
    var customer = call.customer();
    return engine.ask(customer, new Request.Write(new Command.RemoveOverride(feature(call))))
        .thenApply(reply -> Responses.customer(reply, customer.customer()));
  }

  private static String feature(Call call) {
    return RequestIds.key(call.variable("feature"), "/feature");
  }
}
