package io.tollkeeper.http.stripe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.http.Storefront;
import io.tollkeeper.http.wire.Words;

/** The storefront at Stripe: Checkout sessions and sessions of the billing portal. */
final class StripeStorefront implements Storefront {

  private static final Logger LOG = LoggerFactory.getLogger(StripeStorefront.class);
  // Below the time that a request to this node may take.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final StripeApi api;

  StripeStorefront(StripeApi api) {
    this.api = api;
  }

  @Override
  public boolean isOpen(String tenant) {
    return api.isConfigured(tenant);
  }

  @Override
  public CompletionStage<Visit> checkout(Purchase purchase) {
    var customer = purchase.customer();
    // The caller's keys mean something only together with whom they are for.
    var key = "tk-checkout-" + Hash.of(customer + "/" + purchase.repeatKey());
    return visit(customer, api.post(customer.tenant(), "/v1/checkout/sessions", session(purchase), key));
  }

  @Override
  public CompletionStage<Visit> portal(CustomerKey customer, String payer, Optional<String> returnUrl) {
    var form = new LinkedHashMap<String, Object>();
    form.put("customer", payer);
    returnUrl.ifPresent(url -> form.put("return_url", url));
    // Each link is good for a while only, so nobody wants an old one again.
    return visit(customer,
        api.post(customer.tenant(), "/v1/billing_portal/sessions", form, "tk-portal-" + UUID.randomUUID()));
  }

  private static Map<String, Object> session(Purchase purchase) {
    var customer = purchase.customer().customer();
    var form = new LinkedHashMap<String, Object>();
    form.put("client_reference_id", customer);
    form.put("line_items", List.of(Map.of("price", purchase.price(), "quantity", purchase.quantity())));
    form.put("success_url", purchase.successUrl());
    purchase.cancelUrl().ifPresent(url -> form.put("cancel_url", url));
    form.put("metadata", Map.of("customer", customer, Words.of(purchase.item()), purchase.key(), "quantity",
        Long.toString(purchase.quantity())));
    purchase.payer().ifPresent(payer -> form.put("customer", payer));
    // So that what comes of it names our customer by itself, whichever event comes first.
    var link = Map.of("metadata", Map.of("tollkeeper_customer", customer));
    switch (purchase.item()) {
      case PACK -> {
        form.put("mode", "payment");
        form.put("payment_intent_data", link);
        if (purchase.payer().isEmpty()) form.put("customer_creation", "always");
      }
      case PLAN -> {
        form.put("mode", "subscription");
        form.put("subscription_data", link);
      }
    }
    return form;
  }

  private static CompletionStage<Visit> visit(CustomerKey customer, CompletionStage<JsonNode> call) {
    return call.toCompletableFuture().copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> failure == null ? page(answer) : failed(customer, failure));
  }

  private static Visit page(JsonNode answer) {
    var url = answer.path("url").asText("");
    return url.isEmpty() ? new Visit.Unavailable() : new Visit.Page(answer.path("id").asText(""), url);
  }

  private static Visit failed(CustomerKey customer, Throwable failure) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    LOG.warn("Stripe has opened no page for {}: {}", customer, cause.toString());
    if (!(cause instanceof StripeFailure known)) return new Visit.Unavailable();
    return switch (known.kind()) {
      case DECLINED, INVALID -> new Visit.Refused(known.code());
      case REUSED -> new Visit.Reused();
      case RATE_LIMITED, UNAVAILABLE -> new Visit.Unavailable();
    };
  }
}
