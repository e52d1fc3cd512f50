package io.tollkeeper.http.stripe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.tollkeeper.engine.domain.payer.Notice.Line;
import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.engine.domain.payer.Notice.Sold;
import io.tollkeeper.http.stripe.Translation.Failed;

/** Reads payment intents. Those of our own top-ups have bought something; all others are names of what a session or an invoice sells. */
final class PaymentIntentReader {

  private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]{0,5}");

  private PaymentIntentReader() {}

  /** What an event about a payment intent means. */
  static Translation read(StripeEvent event) {
    var intent = new StripeObject(event.object());
    var id = intent.id("id");
    if (id.isEmpty()) return Failed.of(Reason.INVALID_OBJECT, "the payment intent has no usable id");
    var names = new LinkedHashSet<>(Findings.present(id, intent.id("latest_charge"), intent.id("invoice")));
    for (var charge : intent.list("charges"))
      charge.id("id").ifPresent(names::add);
    var found = Findings.about(intent.id("customer")).aliases(names);
    return intent.at("metadata").text(TopUpOrder.ID).isEmpty()
        ? found.translated()
        : topUp(event, intent, id.get(), found);
  }

  private static Translation topUp(StripeEvent event, StripeObject intent, String id, Findings found) {
    var metadata = intent.at("metadata");
    var pack = metadata.text("pack");
    if (pack.isEmpty()) return Failed.of(Reason.UNKNOWN_PACK, "a top-up without metadata.pack");
    var quantity = metadata.text("quantity").orElse("1").strip();
    if (!QUANTITY.matcher(quantity).matches()) return Failed.of(Reason.INVALID_QUANTITY, quantity);
    var customer = metadata.text(TopUpOrder.CUSTOMER);
    if (customer.isPresent() && !Findings.isCustomer(customer.get()))
      return Failed.of(Reason.INVALID_REFERENCE, customer.get());
    var total = intent.number("amount").orElse(0L);
    var line = new Line("metadata", new Sold.NamedPack(pack.get()), Long.parseLong(quantity), total, Optional.empty(),
        false, Optional.empty());
    return found.notice(new Payment(id, event.createdAt(), phase(event.kind()), total,
        intent.text("currency").orElse(""), List.of(line), Optional.empty(), customer)).translated();
  }

  private static Payment.Phase phase(String kind) {
    return switch (kind) {
      case "payment_intent.succeeded" -> Payment.Phase.PAID;
      case "payment_intent.canceled" -> Payment.Phase.VOID;
      default -> Payment.Phase.FAILED;
    };
  }
}
