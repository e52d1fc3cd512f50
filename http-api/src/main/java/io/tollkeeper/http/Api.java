package io.tollkeeper.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.handle;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefixTest;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeoutResponse;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.http.problem.Code;

/**
 * The whole HTTP API of a node as one route. Nothing is decided here: requests are read, the engine is asked, and its answers are
 * written.
 */
public final class Api {

  /** How long a body may take to arrive. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Endpoint> endpoints;
  private final ApiKeys keys;
  private final Route webhook;

  /**
   * An API in front of these.
   *
   * @param ready whether the node can answer; asked by load balancers, so it must not block
   * @param limits what callers may do here
   * @param outgoing what the payment provider is asked for
   * @param metrics what is shown of itself here, if anything
   */
  public Api(Engine engine, History history, Catalogues catalogues, Roster roster, ApiKeys keys, Clock clock,
      ApiLimits limits, BooleanSupplier ready, Outgoing outgoing, StripeSide stripe, Optional<Metrics> metrics) {
    this.keys = keys;
    this.webhook = stripe.route();
    var operations = new Operations(clock, limits);
    this.endpoints = Stream.of(
        new WorkEndpoints(engine, operations).endpoints(),
        new BatchEndpoint(engine, operations).endpoints(),
        new RunEndpoints(engine, limits).endpoints(),
        new LookUpEndpoints(engine).endpoints(),
        new CustomerEndpoints(engine, history, catalogues, limits).endpoints(),
        new PlanEndpoints(engine, clock).endpoints(),
        new TopUpEndpoints(engine).endpoints(),
        new EntitlementEndpoints(engine, clock).endpoints(),
        new SuspensionEndpoints(engine).endpoints(),
        new ExplainEndpoint(engine).endpoints(),
        new GaugeEndpoint(engine).endpoints(),
        new GrantEndpoints(engine, clock).endpoints(),
        new LedgerEndpoints(history).endpoints(),
        new CatalogueEndpoints(catalogues, roster).endpoints(),
        new SalesEndpoints(engine, catalogues, outgoing.storefront()).endpoints(),
        new ReconciliationEndpoint(outgoing.reconciliation()).endpoints(),
        new StripeEventEndpoints(stripe).endpoints(),
        new CustomerListEndpoint(roster).endpoints(),
        new PublicEndpoints(ready, metrics).endpoints()).flatMap(List::stream).toList();
  }

  /** Everything that can be called, except by Stripe. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  /** The route that a server is bound with. */
  public Route route(ClassicActorSystemProvider system) {
    return route(system, PATIENCE);
  }

  /** The route, with another patience for bodies that are slow to arrive. */
  Route route(ClassicActorSystemProvider system, Duration patience) {
    var handler = new RequestHandler(endpoints, keys, new RequestBodies(patience, system));
    // Built once: directives that are given as functions build what they return anew for every request.
    var webhooks = webhook.seal(Rejections.handler(), Rejections.faults());
    var all =
        concat(pathPrefixTest(segment("v1").slash("stripe").slash("webhook"), () -> webhooks), handle(handler::answer))
            .seal(Rejections.handler(), Rejections.faults());
    return withRequestTimeoutResponse(Api::timedOut, () -> all);
  }

  private static HttpResponse timedOut(HttpRequest request) {
    return Responses.problem(Code.UNAVAILABLE,
        "No answer in time: the outcome is unknown; try again with the same id.");
  }
}
