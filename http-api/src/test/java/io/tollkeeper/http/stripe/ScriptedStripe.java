package io.tollkeeper.http.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A Stripe that answers each path as it is told to, and remembers what it was asked. */
final class ScriptedStripe implements AutoCloseable {

  static final String KEY = "sk_test_0123456789abcdef";

  private static final Reply MISSING =
      new Reply(404, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}");

  private final HttpServer server;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int broken;

  ScriptedStripe() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * A call as it came.
   *
   * @param fields of the query or the body, with their names as they are encoded
   * @param idempotencyKey empty if there was none
   */
  record Request(String method, String path, Map<String, String> fields, String idempotencyKey) {}

  /** What is answered to a call. */
  record Reply(int status, String body) {}

  /** How the calls of one path are answered. */
  @FunctionalInterface
  interface Script {
    Reply answer(Request request);
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on this path is answered like that. */
  void on(String path, Script script) {
    scripts.put(path, script);
  }

  /** From now on this path has this answer. */
  void on(String path, int status, String body) {
    on(path, _ -> new Reply(status, body));
  }

  /** From now on there is only this status. */
  void breakDown(int status) {
    broken = status;
  }

  /** All calls so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = read(exchange);
      requests.add(request);
      var reply = broken != 0
          ? new Reply(broken, "{\"error\":{\"type\":\"api_error\",\"code\":\"broken\"}}")
          : scripts.getOrDefault(request.path(), _ -> MISSING).answer(request);
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    var method = exchange.getRequestMethod();
    return new Request(method, uri.getPath(), fields(method.equals("GET") ? uri.getRawQuery() : body),
        key == null ? "" : key);
  }

  private static Map<String, String> fields(@Nullable String encoded) {
    var fields = new TreeMap<String, String>();
    for (var pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
      var parts = pair.split("=", 2);
      fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
    }
    return fields;
  }
}
