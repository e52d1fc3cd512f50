package io.tollkeeper.http.stripe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.entity.Inbox.Message;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.engine.entity.Payers;
import io.tollkeeper.engine.entity.Payers.Progress;
import io.tollkeeper.engine.entity.References;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.http.stripe.Translation.Translated;

/**
 * One way of a message from the inbox to its payer: translated, completed by what Stripe is asked for, and told to whom it is about.
 * May be gone at will; nothing is remembered here.
 */
final class Delivery {

  // What is asked for about an event may have to be asked for more, such as the lines of a thin event's invoice.
  private static final int MAX_QUESTIONS = 3;

  private final Payers payers;
  private final References references;
  private final Roster roster;
  private final StripeSource source;
  private final TopUpDelivery topUps;

  Delivery(Payers payers, References references, Roster roster, StripeSource source, TopUpDelivery topUps) {
    this.payers = payers;
    this.references = references;
    this.roster = roster;
    this.source = source;
    this.topUps = topUps;
  }

  /**
   * How far a message got.
   *
   * @param told what is known since then: others may have waited for it
   */
  record End(State state, String reason, String waitsFor, Set<String> told) {

    static End of(State state, String reason) {
      return new End(state, reason, "", Set.of());
    }

    End telling(Set<String> names) {
      return new End(state, reason, waitsFor, names);
    }
  }

  /** Delivers a message. The stage fails if a store cannot be reached. */
  CompletionStage<End> deliver(Message message) {
    if (message.type().equals(TopUpOrder.TYPE))
      return topUps.deliver(message, event -> deliver(message, event, MAX_QUESTIONS));
    var event = StripeEvent.parse(message.payload());
    return event.isEmpty()
        ? now(End.of(State.FAILED, Reason.INVALID_EVENT.code()))
        : deliver(message, event.get(), MAX_QUESTIONS);
  }

  private CompletionStage<End> deliver(Message message, StripeEvent event, int questions) {
    return switch (StripeTranslator.translate(event, source.canRead(message.tenant()))) {
      case Translation.Ignored(var reason) -> now(End.of(State.IGNORED, reason));
      case Translation.Failed(var reason) -> now(End.of(State.FAILED, reason));
      case Translation.Incomplete incomplete when questions == 0 ->
        now(End.of(State.FAILED, Reason.INVALID_OBJECT.with("nothing is known of " + incomplete.address())));
      case Translation.Incomplete(var field, var address) when field.isEmpty() ->
        asking(source.object(message.tenant(), address),
            object -> deliver(message, event.about(object), questions - 1));
      case Translation.Incomplete(var field, var address) -> asking(source.list(message.tenant(), address),
          list -> deliver(message, event.with(field, list), questions - 1));
      case Translated translated -> find(message, event, translated);
    };
  }

  /** Never by less than the answer: both ways must tell the same, and only one of them has seen all. */
  private static CompletionStage<End> asking(CompletionStage<JsonNode> answer,
      Function<JsonNode, CompletionStage<End>> next) {
    return answer.handle((node, failure) -> failure == null ? next.apply(node) : now(unanswered(failure)))
        .thenCompose(stage -> stage);
  }

  private static End unanswered(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof StripeFailure known && known.isMissing()
        ? End.of(State.FAILED, Reason.MISSING_AT_STRIPE.code())
        : End.of(State.RECEIVED, Reason.STRIPE_UNAVAILABLE.with(String.valueOf(cause.getMessage())));
  }

  private CompletionStage<End> find(Message message, StripeEvent event, Translated translated) {
    var tenant = message.tenant();
    var names = translated.references();
    if (translated.payer().isPresent()) return tell(message, event, translated, translated.payer().get());
    return references.payer(tenant, names).thenCompose(payer -> payer.isPresent()
        ? tell(message, event, translated, payer.get())
        : now(new End(State.PARKED, Reason.UNKNOWN_REFERENCE.code(), names.isEmpty() ? "" : names.getFirst(),
            Set.of())));
  }

  private CompletionStage<End> tell(Message message, StripeEvent event, Translated translated, String payer) {
    var tenant = message.tenant();
    return references.learn(tenant, payer, translated.references())
        .thenCompose(_ -> linked(tenant, payer, translated.notices()))
        .thenCompose(notices -> tell(message, event, new PayerKey(tenant, payer), notices)
            .thenApply(end -> end.telling(told(payer, translated.references(), notices))))
        .thenCompose(end -> topUps.end(tenant, event, end));
  }

  /** Who was linked from our side may be known here only, if a node died before it could tell the payer. */
  private CompletionStage<List<Notice>> linked(String tenant, String payer, List<Notice> notices) {
    if (notices.stream().anyMatch(notice -> notice instanceof Notice.Linked || notice instanceof Notice.Unlinked))
      return CompletableFuture.completedStage(notices);
    return roster.customers(tenant, Optional.of(payer), Optional.empty(), 1).thenApply(customers -> {
      var all = new ArrayList<Notice>();
      customers.forEach(customer -> all.add(new Notice.Linked(customer.customer())));
      all.addAll(notices);
      return all;
    });
  }

  private static Set<String> told(String payer, List<String> references, List<Notice> notices) {
    var told = new LinkedHashSet<>(references);
    if (notices.stream().anyMatch(Notice.Linked.class::isInstance)) told.add(payer);
    return told;
  }

  private CompletionStage<End> tell(Message message, StripeEvent event, PayerKey payer, List<Notice> notices) {
    if (notices.isEmpty()) return now(End.of(State.APPLIED, ""));
    return payers.tell(payer, message.id(), notices).thenCompose(progress -> switch (progress) {
      case Progress.Ambiguous(var subscription) when source.canRead(message.tenant()) ->
        settle(message, event, payer, notices, subscription);
      case Progress known -> now(end(known));
    });
  }

  /** Two messages of one second disagree, so Stripe is asked which of them is right. */
  private CompletionStage<End> settle(Message message, StripeEvent event, PayerKey payer, List<Notice> notices,
      String subscription) {
    return asking(source.object(message.tenant(), "/v1/subscriptions/" + subscription), object -> {
      var all = new ArrayList<>(notices);
      SubscriptionReader.fetched(object, event.createdAt()).ifPresent(all::add);
      return payers.tell(payer, message.id(), all).thenApply(Delivery::end);
    });
  }

  private static End end(Progress progress) {
    return switch (progress) {
      case Progress.Filled _,Progress.Ambiguous _ -> End.of(State.APPLIED, "");
      case Progress.NoCustomer(var customer) ->
        new End(State.PARKED, Reason.UNKNOWN_CUSTOMER.with(customer), customer, Set.of());
      case Progress.Waiting(var reason, var waitsFor) -> new End(State.PARKED, reason, waitsFor, Set.of());
      case Progress.Refused(var reason) -> End.of(State.FAILED, Reason.ofPayer(reason));
      case Progress.Unavailable(var reason) -> End.of(State.RECEIVED, Reason.UNAVAILABLE.with(reason));
    };
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedStage(value);
  }
}
