package io.tollkeeper.http.stripe;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.http.stripe.Delivery.End;
import io.tollkeeper.http.stripe.TopUpCharge.Result;

/**
 * One way of a top-up from the inbox to its end: paid for at Stripe, told to its payer like any other payment, and ended at the customer
 * who had asked for it. Whichever is heard first ends it, the answer to the payment or an event about it.
 */
final class TopUpDelivery {

  private static final String SUCCEEDED = "payment_intent.succeeded";
  private static final Set<String> LAST = Set.of(SUCCEEDED, "payment_intent.payment_failed", "payment_intent.canceled");

  private final Engine engine;
  private final Catalogues catalogues;
  private final TopUpCharge charge;

  TopUpDelivery(Engine engine, Catalogues catalogues, TopUpCharge charge) {
    this.engine = engine;
    this.catalogues = catalogues;
    this.charge = charge;
  }

  /**
   * Delivers a top-up. The stage fails if a store cannot be reached.
   *
   * @param payments tells the payer of an event about its payment, and ends the top-up then
   */
  CompletionStage<End> deliver(Message message, Function<StripeEvent, CompletionStage<End>> payments) {
    var parsed = TopUpOrder.parse(message.tenant(), message.payload());
    if (parsed.isEmpty()) return now(End.of(State.FAILED, Reason.INVALID_EVENT.code()));
    var order = parsed.get();
    if (!charge.isPossible(message.tenant())) return end(order, State.FAILED, Reason.STRIPE_NOT_CONFIGURED.code());
    if (order.request().stripeCustomer().isEmpty())
      return end(order, State.FAILED, Reason.NO_STRIPE_CUSTOMER.code());
    return engine.ask(order.customer(), new Request.Show()).thenCompose(reply -> switch (reply) {
      case Reply.Answered<Optional<CustomerView>>(var view) ->
        charge.pay(order, catalogues.current(message.tenant()), isWanted(order, view))
            .thenCompose(result -> end(message, order, result, payments));
      case Reply.Overloaded<Optional<CustomerView>> _ -> now(unavailable("the customer is overloaded"));
      case Reply.Unavailable<Optional<CustomerView>>(var reason) -> now(unavailable(reason));
    });
  }

  /** Ends the top-up that this event is about, if it is about one and has been applied. */
  CompletionStage<End> end(String tenant, StripeEvent event, End applied) {
    var metadata = new StripeObject(event.object()).at("metadata");
    var id = metadata.text(TopUpOrder.ID);
    var customer = metadata.text(TopUpOrder.CUSTOMER);
    if (applied.state() != State.APPLIED || !LAST.contains(event.kind()) || id.isEmpty() || customer.isEmpty())
      return now(applied);
    return end(new CustomerKey(tenant, customer.get()), id.get(), event.kind().equals(SUCCEEDED), applied);
  }

  private CompletionStage<End> end(Message message, TopUpOrder order, Result result,
      Function<StripeEvent, CompletionStage<End>> payments) {
    return switch (result) {
      case Result.Succeeded(var intent) -> payments.apply(event(message, intent));
      case Result.Pending(var intent) ->
        now(new End(State.PARKED, Reason.PAYMENT_PENDING.code(), intent, Set.of()));
      case Result.Declined(var code) -> end(order, State.IGNORED, Reason.DECLINED.with(code));
      case Result.Unavailable(var reason) -> now(End.of(State.RECEIVED, Reason.STRIPE_UNAVAILABLE.with(reason)));
    };
  }

  /** What Stripe tells of it sooner or later anyway. */
  private static StripeEvent event(Message message, JsonNode intent) {
    var at = new StripeObject(intent).time("created").orElse(message.createdAt());
    return new StripeEvent(message.id(), SUCCEEDED, at, intent.path("livemode").asBoolean(), intent,
        MissingNode.getInstance(), "");
  }

  /** Who has ended it otherwise meanwhile may have asked for another one. */
  private static boolean isWanted(TopUpOrder order, Optional<CustomerView> customer) {
    return customer.flatMap(view -> view.topUp().open()).filter(open -> open.id().equals(order.request().id()))
        .isPresent();
  }

  /** Without payment. */
  private CompletionStage<End> end(TopUpOrder order, State state, String reason) {
    return end(order.customer(), order.request().id(), false, End.of(state, reason));
  }

  private CompletionStage<End> end(CustomerKey customer, String id, boolean paid, End end) {
    return engine.ask(customer, new Request.Write(new Command.EndTopUp(id, paid))).thenApply(reply -> switch (reply) {
      // One that is not open is not refused either, and nobody waits who does not exist.
      case Reply.Answered<?> _ -> end;
      case Reply.Overloaded<?> _ -> unavailable("the customer is overloaded");
      case Reply.Unavailable<?>(var reason) -> unavailable(reason);
    });
  }

  private static End unavailable(String reason) {
    return End.of(State.RECEIVED, Reason.UNAVAILABLE.with(reason));
  }

  private static CompletionStage<End> now(End end) {
    return CompletableFuture.completedStage(end);
  }
}
