package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

final class StripeMetersTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").pack("small");

  private final Shop shop = Shop.byMetadata();

  @Test
  void events_are_counted_by_state() {
    shop.deliver(PAID);
    shop.clock.pass(Duration.ofSeconds(30));
    shop.meters.refresh();
    shop.clock.pass(Duration.ofSeconds(60));
    assertEquals(1, events("parked"));
    assertEquals(0, events("applied"));
    assertEquals(90, age("parked"), 1);
    assertEquals(0, age("received"));
  }

  @Test
  void counting_is_not_done_for_every_look() {
    shop.meters.refresh();
    shop.deliver(PAID);
    shop.clock.pass(Duration.ofSeconds(9));
    shop.meters.refresh();
    assertEquals(0, events("parked"));
    shop.clock.pass(Duration.ofSeconds(1));
    shop.meters.refresh();
    assertEquals(1, events("parked"));
  }

  @Test
  void a_store_that_is_away_leaves_the_last_count() {
    shop.deliver(PAID);
    shop.meters.refresh();
    shop.inbox.goDown();
    shop.clock.pass(Duration.ofSeconds(10));
    shop.meters.refresh();
    assertEquals(1, events("parked"));
    shop.inbox.comeBack();
    shop.createCustomer();
    shop.clock.pass(Duration.ofSeconds(10));
    shop.meters.refresh();
    assertEquals(0, events("parked"));
    assertEquals(1, events("applied"));
  }

  @Test
  void the_time_from_stripe_to_the_effect_is_measured_once() {
    shop.createCustomer();
    shop.deliver(PAID);
    shop.deliver(PAID);
    var lag = shop.measured.get("tollkeeper.stripe.lag").timer();
    assertEquals(1, lag.count());
    var passed = Duration.between(ObjectEvent.BEGIN, shop.clock.instant());
    assertEquals((double) Math.max(0, passed.toSeconds()), lag.totalTime(TimeUnit.SECONDS), 1);
  }

  @Test
  void deliveries_are_counted_by_their_answers() {
    try (var server = WebhookServer.of(shop)) {
      server.deliver(PAID);
      server.deliver(PAID.live());
      server.deliver("junk");
    }
    assertEquals(1, answers("parked"));
    assertEquals(1, answers("wrong_livemode"));
    assertEquals(1, answers("invalid_request"));
    assertNull(shop.measured.find("tollkeeper.stripe.webhooks").tag("result", "applied").counter());
  }

  @Test
  void the_last_reconciliation_is_shown_with_what_it_has_left() {
    var end = shop.clock.instant();
    shop.meters.reconciled(Map.of(shop.tenant, new ReconciliationLog.Last(end, 5, 3, false)));
    shop.clock.pass(Duration.ofMinutes(1));
    assertEquals(60, shop.measured.get("tollkeeper.stripe.reconciliation.age").gauge().value(), 1);
    assertEquals(2, shop.measured.get("tollkeeper.stripe.reconciliation.differences").tag("state", "left").gauge()
        .value());
  }

  private double answers(String result) {
    return shop.measured.get("tollkeeper.stripe.webhooks").tag("result", result).counter().count();
  }

  private double events(String state) {
    return shop.measured.get("tollkeeper.stripe.events").tag("tenant", shop.tenant).tag("state", state).gauge()
        .value();
  }

  private double age(String state) {
    return shop.measured.get("tollkeeper.stripe.oldest." + state + ".age").tag("tenant", shop.tenant).gauge().value();
  }
}
