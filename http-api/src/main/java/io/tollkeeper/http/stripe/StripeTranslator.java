package io.tollkeeper.http.stripe;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.http.stripe.Translation.Failed;
import io.tollkeeper.http.stripe.Translation.Ignored;
import io.tollkeeper.http.stripe.Translation.Incomplete;

/** Turns events into notices. Pure: the same event always gives the same translation, whatever is sold and whatever came before. */
final class StripeTranslator {

  private StripeTranslator() {}

  /** Reads the events about one kind of object. */
  @FunctionalInterface
  private interface Reader {

    /** @param readable whether Stripe can be asked for what the event does not hold */
    Translation read(StripeEvent event, boolean readable);
  }

  /**
   * What this event means.
   *
   * @param readable whether Stripe can be asked for what it does not hold; if so only the answer says what was bought in a session
   */
  static Translation translate(StripeEvent event, boolean readable) {
    var reader = reader(event.kind());
    if (reader.isEmpty()) return new Ignored("");
    if (!event.isHollow()) return reader.get().read(event, readable);
    if (event.isNowhere()) return Failed.of(Reason.THIN_EVENT, "it does not say where its object is");
    return readable
        ? new Incomplete("", event.address())
        : Failed.of(Reason.THIN_EVENT, "no STRIPE_API_KEY to ask for its object with");
  }

  private static Optional<Reader> reader(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "checkout.session.completed", "checkout.session.async_payment_succeeded",
          "checkout.session.async_payment_failed", "checkout.session.expired" ->
        SessionReader::read;
      case "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
          "customer.subscription.paused", "customer.subscription.resumed", "customer.subscription.trial_will_end",
          "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired" ->
        SubscriptionReader::read;
      case "invoice.created", "invoice.updated", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded",
          "invoice.payment_failed", "invoice.voided", "invoice.marked_uncollectible" ->
        InvoiceReader::read;
      case "invoice_payment.paid" -> (event, _) -> MoneyReader.invoicePayment(event);
      case "charge.succeeded", "charge.pending", "charge.captured", "charge.updated", "charge.failed", "charge.expired",
          "charge.refunded" ->
        (event, _) -> MoneyReader.charge(event);
      case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
        (event, _) -> MoneyReader.refund(event);
      case "charge.dispute.created", "charge.dispute.updated", "charge.dispute.funds_withdrawn",
          "charge.dispute.funds_reinstated", "charge.dispute.closed" ->
        (event, _) -> MoneyReader.dispute(event);
      case "credit_note.created", "credit_note.updated", "credit_note.voided" -> CreditNoteReader::read;
      case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
        (event, _) -> PaymentIntentReader.read(event);
      case "customer.created", "customer.updated" -> (event, _) -> customer(event);
      case "customer.deleted" -> (event, _) -> forgotten(event);
      default -> null;
    });
  }

  private static Translation customer(StripeEvent event) {
    var customer = new StripeObject(event.object());
    var metadata = customer.at("metadata");
    var found = Findings.about(customer.id("id"))
        .linked(List.of(metadata.text("tollkeeper_customer"), metadata.text("customer")));
    return customer.id("id").isEmpty() || found.isEmpty() ? new Ignored("") : found.translated();
  }

  private static Translation forgotten(StripeEvent event) {
    var customer = new StripeObject(event.object()).id("id");
    return customer.isEmpty()
        ? new Ignored("")
        : Findings.about(customer).notice(new Notice.Unlinked(event.createdAt())).translated();
  }
}
