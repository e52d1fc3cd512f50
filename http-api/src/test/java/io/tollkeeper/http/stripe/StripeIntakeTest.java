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
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

final class StripeIntakeTest {

  private static final SessionEvent PAID = completed("evt_1", "cs_1").metadata("pack", "large");

  private final StripeDouble stripe = new StripeDouble();
  private final Shop shop = Shop.byLines(stripe);
  private final StripeIntake intake = StripeIntake.start(Shop.KIT.system(), shop.settings, shop.inbox,
      new ActorPayers(Shop.KIT, shop.customers, shop.clock),
      shop.catalogues, shop.clock, Duration.ofHours(1));

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
}
