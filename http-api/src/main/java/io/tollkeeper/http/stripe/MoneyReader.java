package io.tollkeeper.http.stripe;

import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.Notice.Dispute;
import io.tollkeeper.engine.domain.payer.Notice.Refund;
import io.tollkeeper.http.stripe.Translation.Failed;

/** Reads what happens to money: charges, what pays invoices, refunds and disputes. Most of it does not say whose money it is. */
final class MoneyReader {

  private MoneyReader() {}

  /** That an invoice was paid by this. */
  static Translation invoicePayment(StripeEvent event) {
    var part = new StripeObject(event.object());
    var payment = part.at("payment");
    // An invoice always says whose it is, so it is the invoice that is waited for.
    var names = Findings.present(part.id("invoice"), payment.id("payment_intent"), payment.id("charge"));
    return names.isEmpty()
        ? Failed.of(Reason.INVALID_OBJECT, "nothing is named that was paid")
        : Findings.about(Optional.empty()).aliases(names).translated();
  }

  /** What is known of a charge. */
  static Translation charge(StripeEvent event) {
    var charge = new StripeObject(event.object());
    var id = charge.id("id");
    if (id.isEmpty()) return Failed.of(Reason.INVALID_OBJECT, "the charge has no usable id");
    var names = Findings.present(charge.id("payment_intent"), id, charge.id("invoice"));
    var found = Findings.about(charge.id("customer")).aliases(names);
    if (!event.kind().equals("charge.refunded")) return found.translated();
    found.notice(new Notice.RefundedInAll(id.get(), charge.number("amount_refunded").orElse(0L), currency(charge)));
    for (var refund : charge.list("refunds"))
      refund(refund, names, false).ifPresent(found::notice);
    return found.translated();
  }

  /** That money was or will be given back. */
  static Translation refund(StripeEvent event) {
    var refund = new StripeObject(event.object());
    var names = Findings.present(refund.id("payment_intent"), refund.id("charge"));
    return refund(refund, names, event.kind().equals("refund.failed"))
        .<Translation>map(
            notice -> Findings.about(refund.id("customer")).aliases(names).notice(notice).translated())
        .orElseGet(() -> Failed.of(Reason.INVALID_OBJECT, "the refund has no usable id, amount, status or payment"));
  }

  /** How far a dispute has got. */
  static Translation dispute(StripeEvent event) {
    var dispute = new StripeObject(event.object());
    var names = Findings.present(dispute.id("payment_intent"), dispute.id("charge"));
    var id = dispute.id("id");
    var amount = dispute.number("amount");
    var phase = phase(dispute.text("status").orElse(""));
    if (id.isEmpty() || names.isEmpty() || amount.isEmpty() || phase.isEmpty())
      return Failed.of(Reason.INVALID_OBJECT, "the dispute has no usable id, amount, status or payment");
    return Findings.about(Optional.empty()).aliases(names)
        .notice(new Dispute(id.get(), names, event.createdAt(), amount.get(), currency(dispute), phase.get()))
        .translated();
  }

  private static Optional<Refund> refund(StripeObject refund, Set<String> names, boolean failed) {
    var id = refund.id("id");
    var amount = refund.number("amount");
    var phase = failed ? Optional.of(Refund.Phase.FAILED) : refundPhase(refund);
    if (id.isEmpty() || names.isEmpty() || amount.isEmpty() || phase.isEmpty()) return Optional.empty();
    return Optional.of(new Refund(id.get(), names, amount.get(), currency(refund), phase.get()));
  }

  private static Optional<Refund.Phase> refundPhase(StripeObject refund) {
    return switch (refund.text("status").orElse("")) {
      case "pending", "requires_action" -> Optional.of(Refund.Phase.PENDING);
      // The oldest have none: a refund that was there was done.
      case "succeeded", "" -> Optional.of(Refund.Phase.SUCCEEDED);
      case "failed", "canceled" -> Optional.of(Refund.Phase.FAILED);
      default -> Optional.empty();
    };
  }

  private static Optional<Dispute.Phase> phase(String status) {
    return switch (status) {
      case "warning_closed", "won", "prevented", "charge_refunded" -> Optional.of(Dispute.Phase.WON);
      case "warning_needs_response", "warning_under_review" -> Optional.of(Dispute.Phase.INQUIRY);
      case "needs_response", "under_review" -> Optional.of(Dispute.Phase.OPEN);
      case "lost" -> Optional.of(Dispute.Phase.LOST);
      default -> Optional.empty();
    };
  }

  private static String currency(StripeObject object) {
    return object.text("currency").orElse("");
  }
}
