package io.tollkeeper.config.stripe;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is sold, to whom, and what buyers do on the pages of Checkout. */
public final class Sales {

  private final Account account;
  private final Events events;
  private final Cash cash;
  private final Billing billing;
  private final SalesShapes shapes;

  Sales(Account account, Events events, Cash cash, Billing billing) {
    this.account = account;
    this.events = events;
    this.cash = cash;
    this.billing = billing;
    this.shapes = new SalesShapes(account);
  }

  /** A new customer with a card. Its id. */
  public String customer(Map<String, String> metadata) {
    synchronized (account) {
      var customer = account.add(shapes.customer(account.newId("cus"), metadata));
      var id = customer.path("id").asText();
      var card = account.add(shapes.card(account.newId("pm"), id));
      customer.withObject("/invoice_settings").put("default_payment_method", card.path("id").asText());
      events.record("customer.created", customer);
      return id;
    }
  }

  /** From now on this price sells something once. */
  public void price(String id, long amount) {
    recurringPrice(id, amount, "");
  }

  /** From now on this price sells something by the {@code month} or {@code year}. */
  public void recurringPrice(String id, long amount, String interval) {
    synchronized (account) {
      var product = account.add(shapes.product("prod_" + id, id));
      account.add(shapes.price(id, product.path("id").asText(), amount, interval));
    }
  }

  /** A customer's cards are declined from now on, for this reason. */
  public void declineCards(String customer, String declineCode) {
    cash.decline(customer, declineCode);
  }

  /** A customer's cards work again. */
  public void acceptCards(String customer) {
    cash.accept(customer);
  }

  /** A customer gets other metadata. */
  public void tag(String customer, Map<String, String> metadata) {
    synchronized (account) {
      var tagged = account.get(customer);
      var previous = Json.object();
      previous.set("metadata", tagged.path("metadata"));
      events.record("customer.updated", SalesShapes.metadata(tagged, metadata), previous);
    }
  }

  /** A customer is deleted, with all its subscriptions. */
  public void deleteCustomer(String customer) {
    synchronized (account) {
      account.all("subscription", one -> one.path("customer").asText().equals(customer)
          && !one.path("status").asText().equals("canceled")).forEach(one -> billing.end(one.path("id").asText()));
      events.record("customer.deleted", account.get(customer).deepCopy().put("deleted", true));
      account.forget(customer);
    }
  }

  /** A page for buying is opened, by the API or for a test. The id of the session. */
  public String open(Form form) {
    synchronized (account) {
      var id = account.newId("cs_test");
      var total = 0L;
      for (var line : form.list("line_items")) {
        var sold =
            account.add(shapes.sold(account.newId("li"), account.get(line.text("price")), line.number("quantity", 1)));
        sold.put("_session", id);
        total += sold.path("amount_total").asLong();
      }
      if (total == 0) throw new StripeError(400, "invalid_request_error", "parameter_missing");
      var session = account.add(shapes.session(id, form, total));
      session.set("_intent_metadata",
          SalesShapes.metadata(Json.object(), form.map("payment_intent_data[metadata]")).path("metadata"));
      session.set("_subscription_metadata",
          SalesShapes.metadata(Json.object(), form.map("subscription_data[metadata]")).path("metadata"));
      return id;
    }
  }

  /** The buyer pays with a card. */
  public void pay(String session) {
    synchronized (account) {
      var open = buyer(account.get(session));
      if (open.path("mode").asText().equals("subscription")) subscribe(open);
      else if (!cash.collect(intent(open))) return;
      events.record("checkout.session.completed",
          outside(open.put("status", "complete").put("payment_status", "paid")));
    }
  }

  /** The buyer pays by a way that takes days. */
  public void order(String session) {
    synchronized (account) {
      var open = buyer(account.get(session));
      intent(open);
      events.record("checkout.session.completed", outside(open.put("status", "complete")));
    }
  }

  /** The money of such an order comes. */
  public void settle(String session) {
    synchronized (account) {
      var ordered = account.get(session);
      cash.collect(account.get(ordered, "payment_intent"));
      events.record("checkout.session.async_payment_succeeded", outside(ordered.put("payment_status", "paid")));
    }
  }

  /** The money of such an order does not come. */
  public void bounce(String session) {
    synchronized (account) {
      events.record("checkout.session.async_payment_failed", outside(account.get(session)));
    }
  }

  /** The buyer never came back. */
  public void expire(String session) {
    synchronized (account) {
      events.record("checkout.session.expired", outside(account.get(session).put("status", "expired")));
    }
  }

  /** A session as Stripe shows it. */
  static ObjectNode outside(ObjectNode session) {
    var shown = session.deepCopy();
    shown.remove("_intent_metadata");
    shown.remove("_subscription_metadata");
    return shown;
  }

  private ObjectNode buyer(ObjectNode session) {
    var wanted = session.path("customer_creation").asText().equals("always")
        || session.path("mode").asText().equals("subscription");
    if (session.path("customer").isNull() && wanted) session.put("customer", customer(Map.of()));
    return session;
  }

  private ObjectNode intent(ObjectNode session) {
    var intent = cash.intent(session.path("customer").asText(""), session.path("amount_total").asLong(), "usd",
        texts(session.path("_intent_metadata")));
    session.put("payment_intent", intent.path("id").asText());
    return intent;
  }

  private void subscribe(ObjectNode session) {
    var line = account.newest("item", "_session", session.path("id").asText()).orElseThrow();
    var id = billing.subscribe(session.path("customer").asText(), line.at("/price/id").asText(),
        line.path("quantity").asLong(), texts(session.path("_subscription_metadata")));
    session.put("subscription", id).set("invoice", account.get(id).path("latest_invoice"));
  }

  private static Map<String, String> texts(JsonNode metadata) {
    var texts = new LinkedHashMap<String, String>();
    metadata.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
