package io.tollkeeper.config.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers events to the webhook of a node, signed as Stripe signs them. */
public final class Delivery {

  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final URI webhook;
  private final String secret;
  private final Clock clock;

  /** @param clock of the node, for signatures have a time */
  public Delivery(URI webhook, String secret, Clock clock) {
    this.webhook = webhook;
    this.secret = secret;
    this.clock = clock;
  }

  /** Delivers an event; the status that it is answered with. */
  public int deliver(String event) {
    var request = HttpRequest.newBuilder(webhook).timeout(PATIENCE).header("Content-Type", "application/json")
        .header("Stripe-Signature", signature(event)).POST(HttpRequest.BodyPublishers.ofString(event)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The header that says who has sent it, and when. */
  public String signature(String payload) {
    var time = clock.instant().getEpochSecond();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var sum = mac.doFinal((time + "." + payload).getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
