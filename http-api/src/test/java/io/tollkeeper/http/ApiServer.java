package io.tollkeeper.http;

import static org.apache.pekko.http.javadsl.server.Directives.reject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.stripe.MemoryInbox;

/** A real server on a free port, in front of the real rules, and a client that talks to it. */
final class ApiServer implements AutoCloseable {

  static final String ADMIN = "key-of-an-admin";
  static final String AGENT = "key-of-an-agent";
  static final String STRANGER = "key-of-another-tenant";

  static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<ApiKeys.Key> KEYS = List.of(
      new ApiKeys.Key("t1", Scope.ADMIN, Hash.of(ADMIN)),
      new ApiKeys.Key("t1", Scope.AGENT, Hash.of(AGENT)),
      new ApiKeys.Key("t2", Scope.ADMIN, Hash.of(STRANGER)));

  final TestClock clock = new TestClock(NOW);
  final MemoryCatalogues catalogues = new MemoryCatalogues(clock);
  final MemoryEngine memory = new MemoryEngine(catalogues, clock);
  final MemoryRoster roster = new MemoryRoster(memory);
  final ScriptedStorefront storefront = new ScriptedStorefront();
  final ScriptedReconciliation reconciliation = new ScriptedReconciliation();
  final MemoryInbox inbox = new MemoryInbox(clock);
  final Metrics metrics = Metrics.ofProcess();
  final Api api;
  private final ActorSystem system;
  private final ServerBinding binding;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private volatile Engine engine = memory;
  private volatile boolean ready = true;

  ApiServer() {
    this(reject(), ApiLimits.DEFAULT, "", Api.PATIENCE);
  }

  private ApiServer(Route stripe, ApiLimits limits, String settings, Duration patience) {
    // With the default, a pool of the JDK 25 can leave work lying around that was submitted from outside of it.
    var runnable = "pekko.actor.default-dispatcher.fork-join-executor.minimum-runnable = -1\n";
    var config = ConfigFactory.parseString(settings + runnable + "pekko.log-dead-letters = off")
        .withFallback(ConfigFactory.parseResources("http.conf"))
        .withFallback(ConfigFactory.load());
    system = ActorSystem.create("http", config);
    api = new Api(new Replaceable(), memory, catalogues, roster, new ApiKeys(KEYS), clock, limits, () -> ready,
        new Outgoing(storefront, reconciliation), new MemoryStripe(stripe, inbox), Optional.of(metrics));
    binding = get(Http.get(system).newServerAt("127.0.0.1", 0).bind(api.route(system, patience)));
  }

  /** One with this route for Stripe. */
  static ApiServer with(Route stripe) {
    return new ApiServer(stripe, ApiLimits.DEFAULT, "", Api.PATIENCE);
  }

  /** One with these limits. */
  static ApiServer with(ApiLimits limits) {
    return new ApiServer(reject(), limits, "", Api.PATIENCE);
  }

  /** One that waits neither long for an answer nor long for a body. */
  static ApiServer impatient() {
    return new ApiServer(reject(), ApiLimits.DEFAULT,
        "pekko.http.server { request-timeout = 1 s, idle-timeout = 5 s }\n",
        Duration.ofMillis(300));
  }

  /** The engine that answers from now on. */
  void engine(Engine other) {
    engine = other;
  }

  void ready(boolean yes) {
    ready = yes;
  }

  int port() {
    return binding.localAddress().getPort();
  }

  /** What was answered. */
  record Answer(int status, String text, HttpResponse<String> http) {

    JsonNode json() {
      try {
        return MAPPER.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }

    String at(String pointer) {
      return json().at(pointer).asText();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return send(request(path, ADMIN).GET());
  }

  Answer post(String path, String body) {
    return send(request(path, ADMIN).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer put(String path, String body) {
    return send(
        request(path, ADMIN).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer putYaml(String path, String body) {
    return send(
        request(path, ADMIN).header("Content-Type", "application/yaml").PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String key) {
    var builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(20));
    return key.isEmpty() ? builder : builder.header("Authorization", "Bearer " + key);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    get(binding.terminate(Duration.ofSeconds(1)));
    system.terminate();
    get(system.getWhenTerminated());
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks whatever engine is in place. */
  private final class Replaceable implements Engine {

    @Override
    public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
      return engine.ask(customer, request);
    }
  }

  /** A clock that stands still until it is told to go on. */
  static final class TestClock extends Clock {

    private volatile Instant now;

    TestClock(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
