package io.tollkeeper.http.stripe;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.tollkeeper.engine.domain.payer.Notice.CreditNote;
import io.tollkeeper.http.stripe.Translation.Failed;
import io.tollkeeper.http.stripe.Translation.Incomplete;

/** Reads credit notes, which reduce what an invoice comes to. */
final class CreditNoteReader {

  private static final String LINES = "lines";

  private CreditNoteReader() {}

  /** What an event about a credit note means. */
  static Translation read(StripeEvent event, boolean readable) {
    var note = new StripeObject(event.object());
    var id = note.id("id");
    var invoice = note.id("invoice");
    var amount = note.number("amount").or(() -> note.number("total"));
    if (id.isEmpty() || invoice.isEmpty() || amount.isEmpty())
      return Failed.of(Reason.INVALID_OBJECT, "the credit note has no usable id, amount or invoice");
    if (note.isCut(LINES) && readable) return new Incomplete(LINES, "/v1/credit_notes/" + id.get() + "/lines");
    var voided = event.kind().equals("credit_note.voided") || note.text("status").orElse("").equals("void");
    return Findings.about(note.id("customer")).named(Set.of(invoice.get()))
        .notice(new CreditNote(id.get(), invoice.get(), amount.get(), note.text("currency").orElse(""), lines(note),
            refunded(note, amount.get()), voided))
        .translated();
  }

  /** A part of the lines would put all of it on that part; none of them puts it on the invoice as a whole. */
  private static Map<String, Long> lines(StripeObject note) {
    var lines = new HashMap<String, Long>();
    if (!note.isCut(LINES))
      for (var line : note.list(LINES))
        line.id("invoice_line_item")
            .ifPresent(id -> lines.merge(id, line.number("amount").orElse(0L), Long::sum));
    return lines;
  }

  /** Today a list of refunds, each with its part; before that one refund, which was all of it. */
  private static long refunded(StripeObject note, long amount) {
    var refunds = note.list("refunds");
    if (!refunds.isEmpty())
      return refunds.stream().mapToLong(refund -> refund.number("amount_refunded").orElse(0L)).sum();
    return note.isPresent("refund") ? amount : 0;
  }
}
