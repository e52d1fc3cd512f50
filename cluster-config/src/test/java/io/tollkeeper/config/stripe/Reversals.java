package io.tollkeeper.config.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Money that goes back: refunds, disputes and credit notes. */
public final class Reversals {

  private final Account account;
  private final Events events;
  private final PaymentShapes shapes;

  Reversals(Account account, Events events) {
    this.account = account;
    this.events = events;
    this.shapes = new PaymentShapes(account);
  }

  /** The charge that paid an invoice or a session, or the last of a payment intent. */
  public String chargeOf(String id) {
    synchronized (account) {
      var object = account.get(id);
      var intent = switch (object.path("object").asText()) {
        case "invoice" -> account.newest("invoice_payment", "invoice", id).orElseThrow()
            .at("/payment/payment_intent").asText();
        case "checkout.session" -> object.path("payment_intent").asText();
        default -> id;
      };
      return account.get(intent).path("latest_charge").asText();
    }
  }

  /** So much of a charge is given back. The id of the refund. */
  public String refund(String charge, long amount) {
    synchronized (account) {
      return give(account.get(charge), amount).path("id").asText();
    }
  }

  /** The bank does not take a refund: the money is ours again. */
  public void failRefund(String refund) {
    synchronized (account) {
      var failed = account.get(refund).put("status", "failed");
      var charge = account.get(failed, "charge");
      charge.put("amount_refunded", charge.path("amount_refunded").asLong() - failed.path("amount").asLong())
          .put("refunded", false);
      events.record("refund.updated", failed, Json.object().put("status", "succeeded"));
      events.record("refund.failed", failed);
    }
  }

  /** The buyer's bank wants the money of a charge back. The id of the dispute. */
  public String dispute(String charge) {
    synchronized (account) {
      var disputed = account.get(charge).put("disputed", true);
      var dispute = account.add(shapes.dispute(account.newId("dp"), disputed, disputed.path("amount").asLong()));
      events.record("charge.dispute.created", dispute);
      events.record("charge.dispute.funds_withdrawn", dispute);
      return dispute.path("id").asText();
    }
  }

  /** The bank gives in. */
  public void winDispute(String dispute) {
    synchronized (account) {
      var won = account.get(dispute).put("status", "won");
      events.record("charge.dispute.funds_reinstated", won);
      events.record("charge.dispute.closed", won, Json.object().put("status", "needs_response"));
    }
  }

  /** The bank does not give in. */
  public void loseDispute(String dispute) {
    synchronized (account) {
      events.record("charge.dispute.closed", account.get(dispute).put("status", "lost"),
          Json.object().put("status", "needs_response"));
    }
  }

  /** A line of an invoice is reduced, and the money given back if it was paid. The id of the note. */
  public String creditNote(String invoice, int line, long amount) {
    synchronized (account) {
      var reduced = account.get(invoice);
      var paid = reduced.path("status").asText().equals("paid");
      var refunds = paid ? List.of(give(account.get(chargeOf(invoice)), amount)) : List.<ObjectNode>of();
      var note = account.add(shapes.creditNote(account.newId("cn"), reduced, reduced.at("/lines/data").path(line),
          amount, refunds));
      events.record("credit_note.created", note);
      return note.path("id").asText();
    }
  }

  /** A credit note was a mistake. */
  public void voidCreditNote(String note) {
    synchronized (account) {
      events.record("credit_note.voided", account.get(note).put("status", "void").put("voided_at", account.now()));
    }
  }

  private ObjectNode give(ObjectNode charge, long amount) {
    var refund = account.add(shapes.refund(account.newId("re"), charge, amount));
    var previous = Json.object();
    previous.set("amount_refunded", charge.path("amount_refunded"));
    var all = charge.path("amount_refunded").asLong() + amount;
    charge.put("amount_refunded", all).put("refunded", all == charge.path("amount").asLong());
    events.record("refund.created", refund);
    events.record("charge.refunded", charge, previous);
    return refund;
  }
}
