package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers.Progress;
import io.tollkeeper.http.stripe.StripeWebhook.Patience;

final class StripeWebhookTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").pack("small");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final int MAX_BYTES = 512 * 1024;

  private final Shop shop = Shop.byMetadata();
  private final WebhookServer server = WebhookServer.of(shop);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_paid_session_is_credited_before_stripe_is_answered() {
    shop.createCustomer();
    server.deliver(PAID).isReceived("applied");
    assertEquals("10", shop.credits());
  }

  @Test
  void a_hundred_deliveries_of_one_event_at_once_are_one_grant() {
    shop.createCustomer();
    var deliveries = IntStream.range(0, 100).mapToObj(_ -> server.sending(PAID.json())).toList();
    deliveries.forEach(delivery -> assertEquals(200, delivery.join().status()));
    server.deliver(PAID).isReceived("applied");
    assertEquals("10", shop.credits());
    assertEquals(1, shop.inbox.size());
  }

  @Test
  void each_tenant_has_a_webhook_of_its_own() {
    shop.createCustomer();
    var signature = SessionEvent.sign(PAID.json(), Shop.SECRET, shop.clock.instant());
    server.send("/v1/stripe/webhook/" + shop.tenant, PAID.json(), signature).join().isReceived("applied");
    server.send("/v1/stripe/webhook/nobody", PAID.json(), signature).join().isProblem(503, "stripe_not_configured");
  }

  @Test
  void events_that_are_for_nobody_yet_are_told_apart() {
    server.deliver(PAID).isReceived("parked");
    server.deliver(PAID.without("client_reference_id").typed("evt_2", SessionEvent.COMPLETED)).isReceived("parked");
    server.deliver(SessionEvent.completed("evt_3", "cs_3").pack("huge")).isReceived("failed");
    server.deliver(PAID.typed("evt_4", "invoice.upcoming")).isReceived("ignored");
    assertEquals(State.IGNORED, shop.message("evt_4").state());
    server.deliver(PAID.typed("evt_4", "invoice.upcoming")).isReceived("ignored");
    assertEquals(4, shop.inbox.size());
  }

  @Test
  void an_event_is_kept_word_for_word() {
    server.deliver(PAID);
    assertEquals(PAID.json(), shop.message("evt_1").payload());
    assertEquals("2026-05-01T12:00:00Z", shop.message("evt_1").createdAt().toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 302})
  void what_was_signed_too_long_ago_or_will_be_is_refused(long seconds) {
    server
        .send("/v1/stripe/webhook", PAID.json(),
            SessionEvent.sign(PAID.json(), Shop.SECRET, TickingClock.START.plusSeconds(seconds)))
        .join()
        .isProblem(400, "invalid_signature");
    assertEquals(0, shop.inbox.size());
  }

  @Test
  void what_is_not_signed_by_our_secret_is_refused() {
    server
        .send("/v1/stripe/webhook", PAID.json(),
            SessionEvent.sign(PAID.json(), "whsec_somebody_elses", TickingClock.START))
        .join()
        .isProblem(400, "invalid_signature");
    server.send("/v1/stripe/webhook", PAID.json(), "t=1,v1=nonsense").join().isProblem(400, "invalid_signature");
    server.send(server.request("/v1/stripe/webhook").POST(HttpRequest.BodyPublishers.ofString(PAID.json())).build())
        .join()
        .isProblem(400, "invalid_signature");
    assertEquals(0, shop.inbox.size());
  }

  @Test
  void the_same_event_in_other_bytes_is_refused() {
    var signature = SessionEvent.sign(PAID.json(), Shop.SECRET, TickingClock.START);
    var compact = PAID.parsed().object().toString();
    assertFalse(compact.equals(PAID.json()));
    for (var body : List.of(compact, PAID.json() + "\n", PAID.json().replace("\n", "\r\n")))
      server.send("/v1/stripe/webhook", body, signature).join().isProblem(400, "invalid_signature");
  }

  @Test
  void an_event_about_real_money_is_refused_where_none_is_expected() {
    server.deliver(PAID.live()).isProblem(400, "wrong_livemode");
    assertEquals(0, shop.inbox.size());
  }

  @ParameterizedTest
  @MethodSource("io.tollkeeper.http.stripe.StripeEventTest#junk")
  void a_signed_body_that_is_no_event_is_refused(String junk) {
    server.deliver(junk).isProblem(400, "invalid_request");
    assertEquals(0, shop.inbox.size());
  }

  @Test
  void bytes_that_are_no_text_are_refused() {
    var signature = SessionEvent.sign("\uFFFD", Shop.SECRET, TickingClock.START);
    server.send(server.request("/v1/stripe/webhook").header("Stripe-Signature", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff}))
        .build()).join().isProblem(400, "invalid_signature");
  }

  @Test
  void a_body_of_half_a_mebibyte_is_taken_and_a_larger_one_is_not() {
    var most = PAID.json() + " ".repeat(MAX_BYTES - PAID.json().length());
    server.deliver(most).isReceived("parked");
    server.deliver(most + " ").isProblem(413, "too_large");
    var chunked = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(most + " "));
    server.send(server.request("/v1/stripe/webhook").header("Stripe-Signature", "t=1,v1=x").POST(chunked).build())
        .join().isProblem(413, "too_large");
  }

  @Test
  void an_event_that_cannot_be_kept_is_asked_for_again() {
    shop.createCustomer();
    shop.inbox.goDown();
    var answer = server.deliver(PAID);
    answer.isProblem(503, "unavailable");
    assertFalse(answer.retryAfter().isEmpty());
    shop.inbox.comeBack();
    server.deliver(PAID).isReceived("applied");
    assertEquals("10", shop.credits());
  }

  @Test
  void a_body_that_does_not_come_is_not_waited_for() throws IOException {
    try (var slow = WebhookServer.of(shop, new Patience(SHORT, LONG, LONG));
        var socket = new Socket(InetAddress.getLoopbackAddress(), slow.port())) {
      socket.getOutputStream()
          .write("POST /v1/stripe/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
      assertTrue(answer.contains("\"request_timeout\""), answer);
    }
  }

  @Test
  void a_hand_over_that_takes_long_does_not_keep_stripe_waiting() {
    var busy = Shop.with(new Shop.Scripted(List.of(new CompletableFuture<Progress>())));
    try (var hasty = WebhookServer.of(busy, new Patience(LONG, LONG, SHORT))) {
      hasty.deliver(PAID).isReceived("received");
      // What is under way already is joined, and not begun once more.
      hasty.deliver(PAID).isReceived("received");
    }
  }

  @Test
  void stripe_is_not_kept_waiting_when_it_asks_whether_to_collect_an_invoice() {
    var busy = Shop.with(new Shop.Scripted(List.of(new CompletableFuture<Progress>())));
    var created = ObjectEvent.of("evt_1", "invoice.created", "{'id':'in_1','customer':'cus_1','status':'draft'}");
    try (var patient = WebhookServer.of(busy, new Patience(LONG, LONG, Duration.ofHours(1)))) {
      patient.deliver(created.json()).isReceived("received");
    }
  }

  @Test
  void a_tenant_without_secrets_takes_no_events() {
    var signature = SessionEvent.sign(PAID.json(), Shop.SECRET, TickingClock.START);
    server.send("/v1/stripe/webhook/other", PAID.json(), signature).join().isProblem(503, "stripe_not_configured");
    server.send("/v1/stripe/webhook/%2e%2e%2f", PAID.json(), signature).join().isProblem(503, "stripe_not_configured");
  }
}
