package io.tollkeeper.config.stripe;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What each path of the API does: lists and objects of every kind, and the few things that can be made. */
final class Routes {

  private static final Map<String, String> KINDS = Map.ofEntries(Map.entry("customers", "customer"),
      Map.entry("products", "product"), Map.entry("prices", "price"),
      Map.entry("payment_methods", "payment_method"), Map.entry("subscriptions", "subscription"),
      Map.entry("invoices", "invoice"), Map.entry("invoice_payments", "invoice_payment"),
      Map.entry("payment_intents", "payment_intent"), Map.entry("charges", "charge"),
      Map.entry("refunds", "refund"), Map.entry("disputes", "dispute"),
      Map.entry("credit_notes", "credit_note"), Map.entry("events", "event"));

  private final Account account;
  private final Making making;

  Routes(Account account, Making making) {
    this.account = account;
    this.making = making;
  }

  /** The answer to a call. Throws {@link StripeError} if there is none. */
  ObjectNode answer(ApiCall call) {
    synchronized (account) {
      return switch (call.part(0)) {
        case "checkout" -> sessions(call);
        case "billing_portal" -> making.portal(call.form());
        default -> plain(call);
      };
    }
  }

  private ObjectNode sessions(ApiCall call) {
    if (!call.part(1).equals("sessions")) throw missing();
    if (call.part(2).isEmpty())
      return call.isPost()
          ? making.session(call.form())
          : page(call, account.all("checkout.session", _ -> true).stream().map(Sales::outside).toList());
    var session = account.get(call.part(2));
    if (call.part(3).isEmpty()) return Sales.outside(session);
    // Lines are listed in their order, everything else the newest first.
    return page(call, account.all("item", line -> line.path("_session").asText().equals(call.part(2))).reversed()
        .stream().map(Routes::line).toList());
  }

  private static ObjectNode line(ObjectNode line) {
    var shown = line.deepCopy();
    shown.remove("_session");
    return shown;
  }

  private ObjectNode plain(ApiCall call) {
    var kind = KINDS.get(call.part(0));
    if (kind == null) throw missing();
    if (call.part(1).isEmpty())
      return call.isPost() ? making.one(kind, call.form()) : page(call, account.all(kind, new Filter(call.form())));
    var object = account.get(call.part(1));
    if (!object.path("object").asText().equals(kind)) throw missing();
    return switch (call.part(2)) {
      case "" -> object.deepCopy();
      case "lines" -> page(call, object.at("/lines/data").valueStream().map(line -> (ObjectNode) line).toList());
      case "payment_methods" -> page(call,
          account.all("payment_method", card -> card.path("customer").asText().equals(call.part(1))));
      default -> throw missing();
    };
  }

  private static ObjectNode page(ApiCall call, List<ObjectNode> all) {
    var limit = (int) call.form().number("limit", 10);
    if (limit < 1 || limit > 100) throw new StripeError(400, "invalid_request_error", "parameter_invalid_integer");
    var after = call.form().text("starting_after");
    var start = 0;
    for (int i = 0; i < all.size() && !after.isEmpty(); i++)
      if (all.get(i).path("id").asText().equals(after)) start = i + 1;
    if (!after.isEmpty() && start == 0) throw missing();
    var page = all.subList(start, Math.min(all.size(), start + limit));
    return Json.list("/v1/" + call.target(), page.stream().map(ObjectNode::deepCopy).toList())
        .put("has_more", start + limit < all.size());
  }

  private static StripeError missing() {
    return new StripeError(404, "invalid_request_error", "resource_missing");
  }
}
