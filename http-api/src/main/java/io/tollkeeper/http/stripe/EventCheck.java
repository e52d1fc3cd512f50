package io.tollkeeper.http.stripe;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.engine.entity.Inbox.State;
import io.tollkeeper.http.stripe.Discrepancy.Kind;

/** Compares the events that Stripe has made with those that have come. */
final class EventCheck {

  // All others mean nothing here, so an account may well not have them delivered.
  private static final List<String> FAMILIES = List.of("checkout.session.", "customer.subscription.", "refund.",
      "charge.dispute.", "credit_note.");
  private static final Set<String> OTHERS = Set.of("invoice.paid", "invoice.payment_succeeded",
      "invoice.payment_failed", "invoice.voided", "invoice.marked_uncollectible", "invoice_payment.paid",
      "charge.refunded", "charge.refund.updated", "payment_intent.succeeded", "payment_intent.payment_failed",
      "payment_intent.canceled", "customer.created", "customer.updated", "customer.deleted");

  private final String tenant;
  private final Inbox inbox;
  private final ReconciliationFindings findings;
  private final Repairs repairs;

  EventCheck(String tenant, Inbox inbox, ReconciliationFindings findings, Repairs repairs) {
    this.tenant = tenant;
    this.inbox = inbox;
    this.findings = findings;
    this.repairs = repairs;
  }

  void check(JsonNode whole) {
    findings.event();
    var event = StripeEvent.parse(whole.toString());
    if (event.isEmpty() || !concerns(event.get().type())) return;
    var kept = Repairs.within(inbox.find(tenant, event.get().id()));
    if (kept.isEmpty())
      findings.add(Kind.MISSED, event.get().id(), event.get().type(), "created " + event.get().createdAt(),
          repairs.event(event.get(), whole));
    else
      if (kept.get().state() == State.FAILED)
        findings.add(Kind.FAILED, event.get().id(), event.get().type(), kept.get().reason(), false);
  }

  private static boolean concerns(String type) {
    return OTHERS.contains(type) || FAMILIES.stream().anyMatch(type::startsWith);
  }
}
