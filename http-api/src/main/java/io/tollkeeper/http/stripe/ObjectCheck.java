package io.tollkeeper.http.stripe;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.payer.Notice.Subscription.Item;
import io.tollkeeper.http.stripe.Discrepancy.Kind;
import io.tollkeeper.http.stripe.KnownPayments.Known;

/** Compares subscriptions and invoices as they are at Stripe with what is known of them here. */
final class ObjectCheck {

  private static final String SUBSCRIPTION = "subscription";
  private static final String INVOICE = "invoice";

  private final String tenant;
  private final boolean livemode;
  private final StripeApi api;
  private final Catalogue catalogue;
  private final ReconciliationFindings findings;
  private final Repairs repairs;
  private final Set<String> seen = new HashSet<>();

  ObjectCheck(String tenant, boolean livemode, StripeApi api, Catalogue catalogue, ReconciliationFindings findings,
      Repairs repairs) {
    this.tenant = tenant;
    this.livemode = livemode;
    this.api = api;
    this.catalogue = catalogue;
    this.findings = findings;
    this.repairs = repairs;
  }

  void checkSubscription(JsonNode listed, Known known) {
    findings.subscription();
    var id = listed.path("id").asText();
    seen.add(id);
    var subscription = whole(listed, "items", "/v1/subscription_items", Map.of("subscription", id));
    SubscriptionState.read(subscription).ifPresentOrElse(state -> check(id, subscription, state, known),
        () -> findings.add(Kind.FAILED, id, SUBSCRIPTION, "it has no usable status, price or period", false));
  }

  private void check(String id, JsonNode subscription, SubscriptionState state, Known known) {
    var prices = state.items().stream().map(Item::price).toList();
    if (!state.isOver()) tellUnknown(id, SUBSCRIPTION, prices);
    var here = known.subscriptions().get(id);
    if (here == null) {
      if (!state.isOver() && prices.stream().anyMatch(this::isSold))
        findings.add(Kind.MISSED, id, SUBSCRIPTION, "it is " + state.standing(),
            repairs.object("customer.subscription.updated", subscription));
    } else if (!here.agreesWith(state)) {
      var type = state.isOver() ? "customer.subscription.deleted" : "customer.subscription.updated";
      findings.add(state.isOver() ? Kind.EXTRA : Kind.STALE, id, SUBSCRIPTION, difference(here, state),
          repairs.object(type, subscription));
    }
  }

  void checkInvoice(JsonNode listed, Known known) {
    findings.invoice();
    var id = listed.path("id").asText();
    var invoice = whole(listed, "lines", "/v1/invoices/" + id + "/lines", Map.of());
    var prices = invoice.at("/lines/data").valueStream().map(ObjectCheck::price).filter(price -> !price.isEmpty())
        .toList();
    tellUnknown(id, INVOICE, prices);
    if (known.paidInvoices().contains(id) || prices.stream().noneMatch(this::isSold)) return;
    findings.add(Kind.MISSED, id, INVOICE, "it is paid", repairs.object("invoice.paid", invoice));
  }

  /** Subscriptions that go on here and were not listed: one by one, for only a clear answer ends something. */
  void checkExtra(String payer, Known known) {
    for (var entry : known.subscriptions().entrySet())
      if (!entry.getValue().isOver() && !seen.contains(entry.getKey()))
        checkExtra(payer, entry.getKey(), entry.getValue());
  }

  private void checkExtra(String payer, String id, SubscriptionState here) {
    var there = gone(payer, id, here);
    try {
      there = Repairs.within(api.get(tenant, "/v1/subscriptions/" + id, Map.of()));
    } catch (StripeFailure failure) {
      if (!failure.isMissing()) throw failure;
    }
    // Otherwise it was made after the list was read.
    if (SubscriptionState.read(there).map(SubscriptionState::isOver).orElse(false))
      findings.add(Kind.EXTRA, id, SUBSCRIPTION, "here " + here.standing() + ", at Stripe over or gone",
          repairs.object("customer.subscription.deleted", there));
  }

  /** How Stripe would tell of a subscription that it has forgotten. */
  private JsonNode gone(String payer, String id, SubscriptionState here) {
    var subscription = JsonNodeFactory.instance.objectNode().put("id", id).put("object", "subscription")
        .put("customer", payer).put("livemode", livemode).put("status", "canceled");
    var items = subscription.putObject("items").put("object", "list").putArray("data");
    for (var item : here.items())
      items.addObject().put("object", "subscription_item").put("quantity", item.quantity())
          .put("current_period_start", item.period().start().getEpochSecond())
          .put("current_period_end", item.period().end().getEpochSecond())
          .putObject("price").put("id", item.price()).put("object", "price");
    subscription.putObject("metadata");
    return subscription;
  }

  private void tellUnknown(String id, String type, List<String> prices) {
    for (var price : new HashSet<>(prices))
      if (!isSold(price)) findings.add(Kind.UNKNOWN_PRICE, id, type, price, false);
  }

  private boolean isSold(String price) {
    return catalogue.planOfStripePrice(price).isPresent() || catalogue.packOfStripePrice(price).isPresent();
  }

  /** An object with all of a part of it, of which a list has the first ones alone. */
  private JsonNode whole(JsonNode listed, String part, String path, Map<String, Object> query) {
    if (!listed.path(part).path("has_more").asBoolean()) return listed;
    var copy = listed.<ObjectNode>deepCopy();
    var all = copy.withObject("/" + part).put("has_more", false).putArray("data");
    for (var after = "";;) {
      var page = Repairs.within(api.page(tenant, path, query, after));
      all.addAll(page.objects());
      if (!page.hasMore()) return copy;
      after = page.end();
    }
  }

  /** Prices have moved inside of lines. */
  private static String price(JsonNode line) {
    var price = line.at("/pricing/price_details/price");
    if (price.isTextual()) return price.textValue();
    return price.isObject() ? price.path("id").asText() : line.at("/price/id").asText();
  }

  private static String difference(SubscriptionState here, SubscriptionState there) {
    if (here.standing() != there.standing()) return "here " + here.standing() + ", at Stripe " + there.standing();
    if (!here.items().equals(there.items())) return "other items or periods at Stripe";
    return "another end of its trial or another end at Stripe";
  }
}
