package io.tollkeeper.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Malformed;
import io.tollkeeper.http.problem.ProblemDetails;

/**
 * Answers requests: finds the endpoint, checks the key, takes in the body and hands all of it over. The checks are in an order in which
 * nobody learns anything that their key does not entitle them to.
 */
final class RequestHandler {

  private static final HttpHeader CLOSE = RawHeader.create("Connection", "close");

  private final Router router;
  private final ApiKeys keys;
  private final RequestBodies bodies;

  RequestHandler(List<Endpoint> endpoints, ApiKeys keys, RequestBodies bodies) {
    this.router = new Router(endpoints);
    this.keys = keys;
    this.bodies = bodies;
  }

  /** The answer to this request. */
  CompletionStage<HttpResponse> answer(HttpRequest request) {
    return switch (router.find(request)) {
      case Router.Found.Match(var endpoint, var variables) -> admit(request, endpoint, variables);
      case Router.Found.OtherMethods(var allowed) ->
        turnAway(request, Rejections.methodNotAllowed(String.join(", ", allowed)));
      case Router.Found.Nothing _ -> turnAway(request, Rejections.notFound());
    };
  }

  private CompletionStage<HttpResponse> admit(HttpRequest request, Endpoint endpoint, Map<String, String> variables) {
    if (endpoint.access() == Access.PUBLIC) return serve(request, endpoint, "", variables);
    var caller = keys.caller(request);
    // No hint at which of its parts is wrong.
    if (caller.isEmpty())
      return turnAway(request,
          Responses.problem(Code.UNAUTHORIZED, "Send a valid key as \"Authorization: Bearer <key>\"."));
    if (!endpoint.access().admits(caller.get().scope()))
      return turnAway(request, Responses.problem(Code.FORBIDDEN, "This key is not for this call."));
    return serve(request, endpoint, caller.get().tenant(), variables);
  }

  private CompletionStage<HttpResponse> serve(HttpRequest request, Endpoint endpoint, String tenant,
      Map<String, String> variables) {
    var unsupported = unsupported(request, endpoint);
    if (unsupported.isPresent()) return turnAway(request, Responses.problem(unsupported.get()));
    return bodies.read(request, endpoint.maxBytes()).thenCompose(body -> switch (body) {
      case RequestBodies.Body.Whole(var bytes) -> call(endpoint, new Call(tenant, variables, request, bytes));
      case RequestBodies.Body.Cut(var problem) ->
        CompletableFuture.completedFuture(Responses.problem(problem).addHeader(CLOSE));
    });
  }

  private static CompletionStage<HttpResponse> call(Endpoint endpoint, Call call) {
    try {
      return endpoint.handler().answer(call);
    } catch (Malformed malformed) {
      return CompletableFuture.completedFuture(Responses.problem(malformed.problem()));
    }
  }

  /** Answers without looking at the body, but not without taking it off the connection. */
  private CompletionStage<HttpResponse> turnAway(HttpRequest request, HttpResponse response) {
    return bodies.read(request, Endpoint.MAX_BYTES).thenApply(body -> switch (body) {
      case RequestBodies.Body.Whole _ -> response;
      case RequestBodies.Body.Cut _ -> response.addHeader(CLOSE);
    });
  }

  private static Optional<ProblemDetails> unsupported(HttpRequest request, Endpoint endpoint) {
    if (endpoint.content().isEmpty() || request.entity().isKnownEmpty()) return Optional.empty();
    for (var header : request.getHeaders())
      if (header.is("content-encoding") && !header.value().equalsIgnoreCase("identity"))
        return Optional.of(ProblemDetails.of(Code.UNSUPPORTED_MEDIA_TYPE,
            "Bodies are read as they are: send them without a content encoding."));
    if (endpoint.content().contains(MediaKind.of(request))) return Optional.empty();
    var kinds = endpoint.content().stream().sorted().map(MediaKind::type).collect(Collectors.joining(" or "));
    return Optional.of(ProblemDetails.of(Code.UNSUPPORTED_MEDIA_TYPE, "The content type must be " + kinds + '.'));
  }
}
