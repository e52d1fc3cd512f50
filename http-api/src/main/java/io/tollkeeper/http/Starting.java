package io.tollkeeper.http;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import io.tollkeeper.http.problem.Code;

/** What a node says while it has no {@link Api} to offer: how it is, and to everything else that it cannot answer yet. */
public final class Starting {

  private Starting() {}

  /**
   * The route of a node that is starting, and of a port that is for health and metrics alone.
   *
   * @param ready as in {@link Api}
   * @param metrics as in {@link Api}
   */
  public static Route route(BooleanSupplier ready, Optional<Metrics> metrics, ClassicActorSystemProvider system) {
    var endpoints = new PublicEndpoints(ready, metrics).endpoints();
    var paths = endpoints.stream().map(Endpoint::template).collect(Collectors.toUnmodifiableSet());
    var handler = new RequestHandler(endpoints, new ApiKeys(List.of()), new RequestBodies(Api.PATIENCE, system));
    var route = Directives.concat(
        Directives.extractUnmatchedPath(
            path -> paths.contains(path) ? Directives.handle(handler::answer) : Directives.reject()),
        Directives.complete(unavailable()));
    return route.seal(Rejections.handler(), Rejections.faults());
  }

  private static HttpResponse unavailable() {
    return Responses.problem(Code.UNAVAILABLE, "Nothing was attempted; try again in a moment.");
  }
}
