package io.tollkeeper.http.stripe;

import static io.tollkeeper.http.stripe.SessionEvent.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

final class StripeIntakeTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").metadata("pack", "large");

  private final StripeDouble stripe = new StripeDouble();
  private final Shop shop = Shop.byLines(stripe);
  private final StripeIntake intake = StripeIntake.start(Shop.KIT.system(), shop.surroundings(), Duration.ofHours(1));

  @AfterEach
  void stop() {
    stripe.close();
  }

  @Test
  void who_creates_a_customer_finds_what_was_paid_for_it_before() {
    stripe.sell("cs_1", new PricedLine("price_s", 3));
    try (var server = WebhookServer.of(shop, intake)) {
      server.deliver(PAID).isReceived("parked");
      var put = new Request.Write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
      var reply =
          intake.watching(shop.customers).ask(new CustomerKey(shop.tenant, "acme"), put).toCompletableFuture().join();
      assertInstanceOf(Outcome.Standing.class, assertInstanceOf(Reply.Answered.class, reply).answer());
      assertEquals("30", shop.credits());
      server.deliver(PAID).isReceived("applied");
    }
  }

  @Test
  void so_does_who_creates_it_with_a_plan() {
    stripe.sell("cs_1", new PricedLine("price_s", 3));
    try (var server = WebhookServer.of(shop, intake)) {
      server.deliver(PAID).isReceived("parked");
      var put = new Request.Write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
      var assign = new Request.Write(new Command.AssignPlan("pro", Command.When.NOW, Optional.empty()));
      intake.watching(shop.customers).ask(new CustomerKey(shop.tenant, "acme"),
          new Request.Several(List.of(put, assign))).toCompletableFuture().join();
      assertEquals("30", shop.credits());
    }
  }

  @Test
  void who_publishes_a_catalogue_mends_what_has_failed_for_it() {
    stripe.sell("cs_1", new PricedLine("price_new", 2));
    shop.createCustomer();
    try (var server = WebhookServer.of(shop, intake)) {
      server.deliver(PAID).isReceived("failed");
      var document = Map.<String, Object>of("key", "new", "price", "price_new", "credits", "7");
      intake.watching(shop.catalogues).publish(shop.tenant, document).toCompletableFuture().join();
      assertEquals("14", shop.credits());
    }
  }

  @Test
  void who_links_a_customer_drives_on_what_waits_for_the_link() {
    stripe.sell("cs_1", new PricedLine("price_s", 3));
    try (var server = WebhookServer.of(shop, intake)) {
      server.deliver(PAID.without("client_reference_id")).isReceived("parked");
      var put = new Request.Write(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.of("cus_1")));
      intake.watching(shop.customers).ask(new CustomerKey(shop.tenant, "acme"), put).toCompletableFuture().join();
      assertEquals("30", shop.credits());
      assertEquals(State.APPLIED, shop.message("evt_1").state());
    }
  }

  @Test
  void an_event_that_is_replayed_is_shown_as_it_is_then() {
    shop.createCustomer();
    try (var server = WebhookServer.of(shop, intake)) {
      server.deliver(PAID).isReceived("failed");
      assertEquals("missing_at_stripe", shop.message("evt_1").reason());
      stripe.sell("cs_1", new PricedLine("price_s", 3));
      assertEquals(State.APPLIED,
          intake.replay(shop.tenant, "evt_1").toCompletableFuture().join().orElseThrow().state());
      assertEquals(Optional.empty(), intake.replay(shop.tenant, "evt_2").toCompletableFuture().join());
      assertEquals(Optional.empty(), intake.replay("other", "evt_1").toCompletableFuture().join());
    }
  }
}
