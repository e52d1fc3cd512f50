package io.tollkeeper.config;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.http.Metrics;
import io.tollkeeper.http.Starting;

/** The ports of a node. It listens from the first moment; until the API is there it says that the node is starting. */
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  // What is under way when the node is told to stop has this long to be answered.
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(8);

  private final ActorSystem<?> system;
  private final ServerBinding api;
  private volatile Function<HttpRequest, CompletionStage<HttpResponse>> handler;

  private Listener(ActorSystem<?> system, Settings settings, Route starting) {
    this.system = system;
    this.handler = starting.handler(system);
    this.api = bind(settings.http().host(), settings.http().port(), "TOLLKEEPER_HTTP_PORT");
  }

  /** Listens. Throws {@link SettingsException} if the API's port is taken. */
  static Listener bind(ActorSystem<?> system, Settings settings, Health health, Metrics metrics) {
    var starting = Starting.route(health::isReady, shown(settings.cluster(), metrics), system);
    var listener = new Listener(system, settings, starting);
    listener.manage(settings.cluster(), Starting.route(health::isReady, Optional.of(metrics), system));
    return listener;
  }

  /** What the API's port shows of the metrics: in a cluster it is open to more people than those who operate it. */
  static Optional<Metrics> shown(Settings.Cluster cluster, Metrics metrics) {
    return cluster.single() ? Optional.of(metrics) : Optional.empty();
  }

  /** From now on requests go here. */
  void serve(Route route) {
    handler = route.handler(system);
  }

  /** Where the API is. */
  int port() {
    return api.localAddress().getPort();
  }

  private void manage(Settings.Cluster cluster, Route route) {
    var host = cluster.single() ? "127.0.0.1" : cluster.host();
    try {
      Http.get(system).newServerAt(host, cluster.managementPort()).bind(route).toCompletableFuture().join()
          .addToCoordinatedShutdown(LAST_ANSWERS, system);
    } catch (CompletionException e) {
      if (!cluster.single()) throw taken("TOLLKEEPER_MANAGEMENT_PORT", cluster.managementPort(), e);
      // The API's port has the same answers, so a second node on a machine for evaluation need not fail for this.
      LOG.warn("TOLLKEEPER_MANAGEMENT_PORT {} cannot be used; health is on the API's port only",
          cluster.managementPort());
    }
  }

  private ServerBinding bind(String host, int port, String setting) {
    Function<HttpRequest, CompletionStage<HttpResponse>> current = request -> handler.apply(request);
    try {
      return Http.get(system).newServerAt(host, port).bind(current).toCompletableFuture().join()
          .addToCoordinatedShutdown(LAST_ANSWERS, system);
    } catch (CompletionException e) {
      throw taken(setting, port, e);
    }
  }

  private static SettingsException taken(String setting, int port, CompletionException e) {
    var reason = (Throwable) e;
    while (reason.getCause() != null)
      reason = reason.getCause();
    return new SettingsException(setting + " " + port + " cannot be used: " + reason.getMessage());
  }
}
