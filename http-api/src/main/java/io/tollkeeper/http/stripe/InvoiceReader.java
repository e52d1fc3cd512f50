package io.tollkeeper.http.stripe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.payer.Notice.Payment;
import io.tollkeeper.http.stripe.Translation.Failed;
import io.tollkeeper.http.stripe.Translation.Incomplete;

/** Reads invoices, of today's shape, where what pays them and what they are for has a part of its own, and of the older one. */
final class InvoiceReader {

  private static final String LINES = "lines";

  private InvoiceReader() {}

  /** What an event about an invoice means. */
  static Translation read(StripeEvent event, boolean readable) {
    var invoice = new StripeObject(event.object());
    var id = invoice.id("id");
    if (id.isEmpty()) return Failed.of(Reason.INVALID_OBJECT, "the invoice has no usable id");
    var phase = phase(invoice, event.kind());
    // What is not paid yet grants nothing, so nobody need know all of its lines.
    if (phase == Payment.Phase.PAID && invoice.isCut(LINES))
      return readable
          ? new Incomplete(LINES, "/v1/invoices/" + id.get() + "/lines")
          : Failed.of(Reason.INVOICE_TRUNCATED, "no STRIPE_API_KEY to ask for the other lines with");
    var payment = new Payment(id.get(), event.createdAt(), phase, invoice.number("total").orElse(0L),
        invoice.text("currency").orElse(""), InvoiceLines.of(invoice.list(LINES)), subscription(invoice),
        Optional.empty());
    return Findings.about(invoice.id("customer")).linked(customers(invoice)).aliases(names(id.get(), invoice))
        .named(Findings.present(payment.subscription())).notice(payment).translated();
  }

  /** The names of the money that pays an invoice, and its own. */
  private static Set<String> names(String id, StripeObject invoice) {
    var names = new LinkedHashSet<String>(Set.of(id));
    names.addAll(Findings.present(invoice.id("payment_intent"), invoice.id("charge")));
    for (var part : invoice.list("payments")) {
      var payment = part.at("payment");
      names.addAll(Findings.present(payment.id("payment_intent"), payment.id("charge")));
    }
    return names;
  }

  private static Payment.Phase phase(StripeObject invoice, String kind) {
    return switch (invoice.text("status").orElse("")) {
      case "paid" -> Payment.Phase.PAID;
      case "void", "uncollectible" -> Payment.Phase.VOID;
      case "" -> phaseOfOldest(invoice, kind);
      default -> unpaid(kind);
    };
  }

  /** Invoices once had no status. */
  private static Payment.Phase phaseOfOldest(StripeObject invoice, String kind) {
    return invoice.isTrue("paid") || kind.equals("invoice.paid") || kind.equals("invoice.payment_succeeded")
        ? Payment.Phase.PAID
        : unpaid(kind);
  }

  private static Payment.Phase unpaid(String kind) {
    return switch (kind) {
      case "invoice.payment_failed" -> Payment.Phase.FAILED;
      case "invoice.voided", "invoice.marked_uncollectible" -> Payment.Phase.VOID;
      default -> Payment.Phase.OPEN;
    };
  }

  private static Optional<String> subscription(StripeObject invoice) {
    return invoice.id("subscription")
        .or(() -> invoice.at("parent").at("subscription_details").id("subscription"));
  }

  private static List<Optional<String>> customers(StripeObject invoice) {
    var metadata = List.of(invoice.at("subscription_details").at("metadata"),
        invoice.at("parent").at("subscription_details").at("metadata"), invoice.at("metadata"));
    return metadata.stream()
        .map(notes -> notes.text("customer").or(() -> notes.text("tollkeeper_customer"))).toList();
  }
}
