package io.tollkeeper.http.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real server with the webhook on it, and Stripe's side of the wire. */
final class WebhookServer implements AutoCloseable {

  static final StripeWebhook.Patience PATIENT =
      new StripeWebhook.Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shop shop;
  private final ServerBinding binding;

  private WebhookServer(Shop shop, Route route) {
    this.shop = shop;
    this.binding = Http.get(Shop.KIT.system()).newServerAt("127.0.0.1", 0).bind(route).toCompletableFuture().join();
  }

  static WebhookServer of(Shop shop) {
    return of(shop, PATIENT);
  }

  static WebhookServer of(Shop shop, StripeWebhook.Patience patience) {
    return new WebhookServer(shop,
        new StripeWebhook(shop.settings, shop.inbox, shop.driver, shop.clock, patience, shop.meters)
            .route(Shop.KIT.system()));
  }

  static WebhookServer of(Shop shop, StripeIntake intake) {
    return new WebhookServer(shop, intake.route());
  }

  int port() {
    return binding.localAddress().getPort();
  }

  /** Delivers an event as Stripe does. */
  Answer deliver(SessionEvent event) {
    return deliver(event.json());
  }

  Answer deliver(String body) {
    return sending(body).join();
  }

  CompletableFuture<Answer> sending(String body) {
    return send("/v1/stripe/webhook", body, SessionEvent.sign(body, Shop.SECRET, shop.clock.instant()));
  }

  CompletableFuture<Answer> send(String path, String body, String signature) {
    return send(
        request(path).header("Stripe-Signature", signature).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  CompletableFuture<Answer> send(HttpRequest request) {
    return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Answer::of);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).header("Content-Type",
        "application/json; charset=utf-8");
  }

  @Override
  public void close() {
    binding.unbind().toCompletableFuture().join();
  }

  /** What Stripe gets back. */
  record Answer(int status, String type, String retryAfter, JsonNode body) {

    static Answer of(HttpResponse<String> response) {
      try {
        return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
            response.headers().firstValue("Retry-After").orElse(""),
            JSON.readTree(response.body()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("no JSON: " + response.body(), e);
      }
    }

    /** The event was received, and got this far. */
    void isReceived(String state) {
      assertEquals("200 {\"received\":true,\"state\":\"" + state + "\"}", status + " " + body);
    }

    void isProblem(int expected, String code) {
      assertEquals(expected + " " + code + " application/problem+json",
          status + " " + body.path("code").asText() + " " + type);
      assertEquals(expected + " /docs#" + code, body.path("status").asInt() + " " + body.path("type").asText());
    }
  }
}
