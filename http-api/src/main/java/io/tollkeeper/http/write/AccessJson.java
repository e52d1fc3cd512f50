package io.tollkeeper.http.write;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.EntitlementAnswer;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.EntitlementView;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.http.wire.JsonBody;
import io.tollkeeper.http.wire.Words;

/** What customers may use, and why: plans, entitlements, overrides and suspension. */
public final class AccessJson {

  private AccessJson() {}

  /** All rights of a customer. */
  public static byte[] entitlements(CustomerView view) {
    return JsonBody.object(out -> {
      entitlements(out, "entries", view);
      out.writeNullField("next_cursor");
      out.writeNumberField("seq", view.seq());
      Values.time(out, "at", view.at());
    });
  }

  /** Whether there is a right to one feature. */
  public static byte[] entitlement(EntitlementAnswer answer) {
    return JsonBody.object(out -> {
      head(out, answer.entitlement());
      out.writeBooleanField("entitled", answer.entitlement().entitled());
      rest(out, answer.entitlement());
      out.writeNumberField("seq", answer.seq());
      Values.time(out, "at", answer.at());
    });
  }

  /** What a customer has besides credits. */
  static void fields(JsonGenerator out, CustomerView view) throws IOException {
    var access = view.access();
    var paid = access.paidList().stream().filter(known -> known.isHeldAt(view.at())).findFirst();
    if (paid.isPresent()) plan(out, paid.get(), view.at());
    else if (access.subscription().isPresent()) plan(out, access.subscription().get());
    else out.writeNullField("plan");
    SubscriptionJson.list(out, access.paidList(), view.at());
    Values.text(out, "suspended", view.suspension());
    entitlements(out, "entitlements", view);
    var overrides = new ArrayList<EntitlementOverride>(access.overrides().size());
    access.overrides().forEach((_, override) -> overrides.add(override));
    out.writeArrayFieldStart("overrides");
    for (var override : overrides)
      override(out, override, view.at());
    out.writeEndArray();
  }

  private static void plan(JsonGenerator out, Subscription subscription) throws IOException {
    out.writeObjectFieldStart("plan");
    out.writeStringField("plan", subscription.plan());
    out.writeNumberField("catalogue_version", subscription.version());
    out.writeStringField("source", subscription.source());
    out.writeStringField("status", subscription.trial() ? "trialing" : "active");
    out.writeBooleanField("trial", subscription.trial());
    Values.time(out, "since", subscription.since());
    Values.time(out, "period_start", subscription.period().start());
    Values.time(out, "period_end", subscription.period().end());
    if (subscription.ahead().isPresent()) ahead(out, subscription.ahead().get());
    else out.writeNullField("ahead");
    out.writeEndObject();
  }

  /** The first plan that a subscription of the payment provider gives. */
  private static void plan(JsonGenerator out, PaidSubscription paid, Instant now) throws IOException {
    var held = paid.plans().stream().filter(plan -> plan.isHeldAt(now)).findFirst().orElseThrow();
    out.writeObjectFieldStart("plan");
    out.writeStringField("plan", held.plan());
    out.writeNumberField("catalogue_version", held.version());
    out.writeStringField("source", PaidSubscription.SOURCE + paid.id());
    out.writeStringField("status", SubscriptionJson.status(paid, now));
    out.writeBooleanField("trial", false);
    Values.time(out, "since", held.since());
    Values.time(out, "period_start", paid.period().start());
    Values.time(out, "period_end", paid.period().end());
    if (held.until().isPresent()) ahead(out, new Subscription.Ahead.End());
    else out.writeNullField("ahead");
    out.writeEndObject();
  }

  private static void ahead(JsonGenerator out, Subscription.Ahead ahead) throws IOException {
    out.writeObjectFieldStart("ahead");
    switch (ahead) {
      case Subscription.Ahead.Change(var plan) -> out.writeStringField("change", plan);
      case Subscription.Ahead.End() -> out.writeBooleanField("cancel", true);
    }
    out.writeEndObject();
  }

  private static void entitlements(JsonGenerator out, String name, CustomerView view) throws IOException {
    out.writeArrayFieldStart(name);
    for (var entitlement : view.entitlements()) {
      out.writeStartObject();
      head(out, entitlement);
      rest(out, entitlement);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void head(JsonGenerator out, EntitlementView view) throws IOException {
    out.writeStringField("feature", view.feature());
    out.writeStringField("kind", Words.of(view.kind()));
  }

  private static void rest(JsonGenerator out, EntitlementView view) throws IOException {
    Values.text(out, "value", view.value());
    out.writeStringField("source", view.source());
    Values.time(out, "valid_from", view.from());
    Values.time(out, "valid_until", view.until());
    Values.limit(out, view.limit());
  }

  private static void override(JsonGenerator out, EntitlementOverride override, Instant now) throws IOException {
    out.writeStartObject();
    out.writeStringField("feature", override.feature());
    out.writeStringField("effect", Words.of(override.effect()));
    Values.text(out, "value", override.value());
    Values.text(out, "limit", override.limit().map(limit -> Long.toString(limit.limit())));
    Values.text(out, "window", override.limit().flatMap(Limit::window).map(Words::of));
    Values.time(out, "set_at", override.setAt());
    Values.time(out, "expires_at", override.expiresAt());
    out.writeBooleanField("expired", hasEnded(override.expiresAt(), now));
    out.writeStringField("reason", override.reason());
    out.writeStringField("author", override.author());
    out.writeEndObject();
  }

  private static boolean hasEnded(Optional<Instant> end, Instant now) {
    return end.isPresent() && !end.get().isAfter(now);
  }
}
