package io.tollkeeper.http.write;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.PaidSubscription;

/** Subscriptions at the payment provider, and the plans that they give. */
final class SubscriptionJson {

  private SubscriptionJson() {}

  static void list(JsonGenerator out, List<PaidSubscription> subscriptions, Instant now) throws IOException {
    out.writeArrayFieldStart("subscriptions");
    for (var paid : subscriptions)
      one(out, paid, now);
    out.writeEndArray();
  }

  /** How it stands for the customer: what is not paid for too long gives nothing any more. */
  static String status(PaidSubscription paid, Instant now) {
    return switch (paid.status()) {
      case Status.Active _ -> paid.isHeldAt(now) ? "active" : "ended";
      case Status.PastDue _ -> "past_due";
      case Status.Inactive _ -> "inactive";
    };
  }

  private static void one(JsonGenerator out, PaidSubscription paid, Instant now) throws IOException {
    out.writeStartObject();
    out.writeStringField("subscription_id", paid.id());
    out.writeStringField("status", status(paid, now));
    Values.time(out, "period_start", paid.period().start());
    Values.time(out, "period_end", paid.period().end());
    out.writeArrayFieldStart("plans");
    for (var held : paid.plans()) {
      out.writeStartObject();
      out.writeStringField("plan", held.plan());
      out.writeNumberField("catalogue_version", held.version());
      out.writeNumberField("quantity", held.quantity());
      Values.time(out, "since", held.since());
      Values.time(out, "until", held.until());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
