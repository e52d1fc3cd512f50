package io.tollkeeper.http.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The part of Stripe's API that is asked for what events do not hold: lines of sessions, two on a page, and single objects. */
final class StripeDouble implements AutoCloseable {

  static final String KEY = "sk_test_0123456789abcdef";

  private static final String PATH = "/v1/checkout/sessions/";
  private static final int PAGE = 2;

  private final HttpServer server;
  private final Map<String, List<PricedLine>> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int broken;

  StripeDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(PATH, this::answer);
    server.createContext("/v1/", this::object);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A session with these lines; a negative quantity stands for none at all. */
  void sell(String session, PricedLine... lines) {
    sessions.put(session, List.of(lines));
  }

  /** What is answered at this address, with or without a query. */
  void put(String address, String json) {
    objects.put(address, json.replace('\'', '"'));
  }

  /** From now on there is only this status; 0 mends it. */
  void breakDown(int status) {
    broken = status;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    var session = exchange.getRequestURI().getPath().substring(PATH.length()).replace("/line_items", "");
    var authorised = ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (broken != 0) reply(exchange, broken, "{\"error\":{\"type\":\"api_error\",\"code\":\"broken\"}}");
    else if (!authorised) reply(exchange, 401, "{\"error\":{\"type\":\"invalid_request_error\"}}");
    else
      if (!sessions.containsKey(session))
        reply(exchange, 404, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}");
      else
        reply(exchange, 200, page(sessions.getOrDefault(session, List.of()), exchange.getRequestURI().getQuery()));
  }

  private void object(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    var found = objects.get(exchange.getRequestURI().getPath());
    if (broken != 0) reply(exchange, broken, "{\"error\":{\"type\":\"api_error\",\"code\":\"broken\"}}");
    else
      if (found == null)
        reply(exchange, 404, "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}");
      else
        reply(exchange, 200, found);
  }

  private static String page(List<PricedLine> lines, String query) {
    var start =
        query.contains("starting_after=li_") ? Integer.parseInt(query.replaceFirst(".*starting_after=li_", "")) + 1 : 0;
    var list = JsonNodeFactory.instance.objectNode().put("object", "list").put("has_more", start + PAGE < lines.size());
    var data = list.putArray("data");
    for (int i = start; i < Math.min(lines.size(), start + PAGE); i++) {
      var item = data.addObject().put("id", "li_" + i).put("object", "item").put("amount_total", 1000);
      if (lines.get(i).price().isEmpty()) item.putNull("price");
      else item.putObject("price").put("id", lines.get(i).price()).put("object", "price");
      if (lines.get(i).quantity() < 0) item.putNull("quantity");
      else item.put("quantity", lines.get(i).quantity());
    }
    return list.toString();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
