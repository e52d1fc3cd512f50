package io.tollkeeper.config.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stripe for tests: {@code STRIPE_API_BASE} of a node points here. A test plays what buyers, banks and time do with the verbs, and
 * delivers the events that were recorded in whatever order it likes.
 */
public final class StripeDouble implements AutoCloseable {

  /** The key that calls must have. */
  public static final String KEY = "sk_test_double_0123456789abcdef";

  private final Account account;
  private final Events events;
  private final Sales sales;
  private final Billing billing;
  private final Reversals reversals;
  private final Routes routes;
  private final Faults faults = new Faults();
  private final Repeats repeats = new Repeats();
  private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /** Starts one at a free port of this machine. */
  public StripeDouble(Clock clock) {
    account = new Account(clock);
    events = new Events(account);
    var cash = new Cash(account, events);
    billing = new Billing(account, events, cash, new Invoicing(account, events, cash));
    sales = new Sales(account, events, cash, billing);
    reversals = new Reversals(account, events);
    routes = new Routes(account, new Making(account, sales, billing, reversals, cash));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/", this::handle);
    server.start();
  }

  /** Where it is. */
  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is sold, and what buyers do on the pages of Checkout. */
  public Sales sales() {
    return sales;
  }

  /** What buyers and time do to subscriptions. */
  public Billing billing() {
    return billing;
  }

  /** Money that goes back. */
  public Reversals reversals() {
    return reversals;
  }

  /** What has happened. */
  public Events events() {
    return events;
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /** The calls that have come, also those that went wrong. */
  public List<ApiCall> calls() {
    return List.copyOf(calls);
  }

  /** An object as it is now. */
  public ObjectNode object(String id) {
    synchronized (account) {
      return account.get(id).deepCopy();
    }
  }

  /** Changes an object without telling anyone, as happens to those who miss an event. */
  public void change(String id, Consumer<ObjectNode> change) {
    synchronized (account) {
      change.accept(account.get(id));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var call = read(exchange);
      calls.add(call);
      if (faults.isDown()) return;
      faults.linger();
      var answer = answer(exchange, call);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      // Cut in the middle: what ends before it has begun is repeated by the JDK's client without a word.
      exchange.getResponseBody().write(bytes, 0, faults.losesAnswer() ? bytes.length / 2 : bytes.length);
      exchange.getResponseBody().flush();
    }
  }

  private Repeats.Answer answer(HttpExchange exchange, ApiCall call) {
    try {
      faults.strike();
      if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization")))
        throw new StripeError(401, "invalid_request_error", "api_key_invalid");
      return repeats.once(call, () -> carryOut(call));
    } catch (StripeError error) {
      return new Repeats.Answer(error.status(), error.body());
    }
  }

  private Repeats.Answer carryOut(ApiCall call) {
    try {
      return new Repeats.Answer(200, routes.answer(call).toString());
    } catch (StripeError error) {
      return new Repeats.Answer(error.status(), error.body());
    }
  }

  private static ApiCall read(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    var post = exchange.getRequestMethod().equals("POST");
    return new ApiCall(exchange.getRequestMethod(),
        Arrays.asList(uri.getPath().substring("/v1/".length()).split("/", -1)), Form.parse(post ? body : query),
        key == null ? "" : key);
  }
}
