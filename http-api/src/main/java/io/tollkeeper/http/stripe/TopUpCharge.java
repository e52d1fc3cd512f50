package io.tollkeeper.http.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.Catalogue;

/**
 * Pays for a top-up by a customer's card, without the customer being there. May be repeated at will: the idempotency key of the top-up
 * makes it one payment.
 */
final class TopUpCharge {

  private final StripeApi api;

  TopUpCharge(StripeApi api) {
    this.api = api;
  }

  /** What became of it. */
  sealed interface Result {

    /** The money has come; this is the payment intent as Stripe has it. */
    record Succeeded(JsonNode paymentIntent) implements Result {}

    /** Stripe will tell by an event. */
    record Pending(String paymentIntent) implements Result {}

    /** It will not come in this way; the code says why. */
    record Declined(String code) implements Result {}

    /** Nobody knows: do it again. */
    record Unavailable(String reason) implements Result {}
  }

  /** Whether there is a key to ask for payments with. */
  boolean isPossible(String tenant) {
    return api.isConfigured(tenant);
  }

  /**
   * Pays for it, unless that was done. The stage never fails.
   *
   * @param catalogue what is sold now, which is what the payment will bring
   * @param wanted whether it still is; if not, only a payment that was made already counts
   */
  CompletionStage<Result> pay(TopUpOrder order, Catalogue catalogue, boolean wanted) {
    var payer = order.request().stripeCustomer();
    if (payer.isEmpty()) return declined("no_stripe_customer");
    return earlier(order, payer.get())
        .thenCompose(earlier -> earlier.isPresent()
            ? CompletableFuture.completedStage(result(earlier.get()))
            : wanted ? pay(order, payer.get(), catalogue) : declined("not_wanted"))
        .exceptionally(TopUpCharge::failed);
  }

  private CompletionStage<Result> pay(TopUpOrder order, String payer, Catalogue catalogue) {
    return catalogue.pack(order.request().pack())
        .flatMap(pack -> pack.stripePrices().stream().sorted().findFirst())
        .map(price -> pay(order, payer, price)).orElseGet(() -> declined("no_price"));
  }

  /** The payment that an earlier attempt has made: Stripe forgets idempotency keys after a day, and a node may be away for longer. */
  private CompletionStage<Optional<JsonNode>> earlier(TopUpOrder order, String payer) {
    return api.page(order.customer().tenant(), "/v1/payment_intents", Map.of("customer", payer), "")
        .thenApply(page -> page.objects().stream()
            .filter(intent -> metadata(intent, TopUpOrder.ID).equals(order.request().id())
                && metadata(intent, TopUpOrder.CUSTOMER).equals(order.customer().customer()))
            .findFirst());
  }

  private static String metadata(JsonNode intent, String field) {
    return intent.path("metadata").path(field).asText();
  }

  private CompletionStage<Result> pay(TopUpOrder order, String payer, String price) {
    var tenant = order.customer().tenant();
    return api.get(tenant, "/v1/prices/" + price, Map.of())
        .thenCompose(found -> card(tenant, payer).thenCompose(card -> pay(order, payer, found, card)));
  }

  private CompletionStage<Result> pay(TopUpOrder order, String payer, JsonNode price, Optional<String> card) {
    if (card.isEmpty()) return declined("no_payment_method");
    var amount = price.path("unit_amount").asLong();
    if (amount <= 0) return declined("no_amount");
    var form = new LinkedHashMap<String, Object>();
    form.put("amount", amount);
    form.put("currency", price.path("currency").asText());
    form.put("customer", payer);
    form.put("payment_method", card.get());
    form.put("off_session", true);
    form.put("confirm", true);
    form.put("metadata", Map.of(TopUpOrder.CUSTOMER, order.customer().customer(), TopUpOrder.ID,
        order.request().id(), "pack", order.request().pack(), "quantity", "1"));
    return api.post(order.customer().tenant(), "/v1/payment_intents", form, order.idempotencyKey())
        .thenApply(TopUpCharge::result);
  }

  /** The payment method that the customer has chosen for what is owed, or else its first card. */
  private CompletionStage<Optional<String>> card(String tenant, String payer) {
    return api.get(tenant, "/v1/customers/" + payer, Map.of()).thenCompose(customer -> {
      var chosen = customer.at("/invoice_settings/default_payment_method");
      var id = chosen.isObject() ? chosen.path("id").asText("") : chosen.asText("");
      if (!id.isEmpty() && !chosen.isNull()) return CompletableFuture.completedStage(Optional.of(id));
      return api.page(tenant, "/v1/payment_methods", Map.of("customer", payer, "type", "card"), "")
          .thenApply(page -> page.objects().stream().map(card -> card.path("id").asText()).findFirst());
    });
  }

  private static Result result(JsonNode intent) {
    return switch (intent.path("status").asText()) {
      case "succeeded" -> new Result.Succeeded(intent);
      case "processing" -> new Result.Pending(intent.path("id").asText());
      // Nobody is there to do anything about it.
      case "requires_action" -> new Result.Declined("authentication_required");
      default -> new Result.Declined(intent.at("/last_payment_error/decline_code").asText("card_declined"));
    };
  }

  private static Result failed(Throwable failure) {
    var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    if (!(cause instanceof StripeFailure known)) return new Result.Unavailable(cause.getClass().getSimpleName());
    return switch (known.kind()) {
      case DECLINED, INVALID, REUSED -> new Result.Declined(known.code());
      case RATE_LIMITED, UNAVAILABLE -> new Result.Unavailable(known.code());
    };
  }

  private static CompletionStage<Result> declined(String code) {
    return CompletableFuture.completedStage(new Result.Declined(code));
  }
}
