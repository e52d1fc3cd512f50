package io.tollkeeper.config.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What buyers and time do to subscriptions. Time is the clock of the double: whoever renews moves it to the end of the period first, if
 * the times are to be right.
 */
public final class Billing {

  private final Account account;
  private final Events events;
  private final Cash cash;
  private final Invoicing invoicing;
  private final BillingShapes shapes;
  private final Periods periods;

  Billing(Account account, Events events, Cash cash, Invoicing invoicing) {
    this.account = account;
    this.events = events;
    this.cash = cash;
    this.invoicing = invoicing;
    this.shapes = new BillingShapes(account);
    this.periods = new Periods(events);
  }

  /** A customer subscribes to a price and pays for the first period. The id of the subscription. */
  public String subscribe(String customer, String price) {
    return subscribe(customer, price, 1, Map.of());
  }

  /** The same for several seats, with metadata. */
  public String subscribe(String customer, String price, long quantity, Map<String, String> metadata) {
    synchronized (account) {
      var subscription = create(customer, price, quantity, metadata);
      events.record("customer.subscription.created", subscription);
      var invoice = invoicing.draft(subscription, "subscription_create", lines(subscription));
      if (invoicing.close(invoice)) status(subscription, "active");
      return subscription.path("id").asText();
    }
  }

  /** A customer tries a price for so many days before it pays. The id of the subscription. */
  public String tryOut(String customer, String price, int days) {
    synchronized (account) {
      var subscription = create(customer, price, 1, Map.of());
      var end = account.now() + days * 86_400L;
      subscription.put("status", "trialing").put("trial_start", account.now()).put("trial_end", end);
      Periods.item(subscription).put("current_period_end", end);
      events.record("customer.subscription.created", subscription);
      var item = Periods.item(subscription);
      invoicing.close(invoicing.draft(subscription, "subscription_create",
          List.of(shapes.line(account.newId("il"), item, 0, account.now(), end, false))));
      return subscription.path("id").asText();
    }
  }

  /** The next period begins, and is paid unless the customer's cards are declined. The id of the invoice. */
  public String renew(String id) {
    synchronized (account) {
      var subscription = account.get(id);
      var wasTrial = subscription.path("status").asText().equals("trialing");
      periods.next(subscription);
      var invoice = invoicing.draft(subscription, "subscription_cycle", lines(subscription));
      if (wasTrial) status(subscription, "active");
      if (!invoicing.close(invoice)) status(subscription, "past_due");
      return invoice.path("id").asText();
    }
  }

  /** The next period begins, and the card is declined. The id of the invoice. */
  public String failRenewal(String id) {
    cash.decline(account.get(id).path("customer").asText(), "insufficient_funds");
    return renew(id);
  }

  /** The card works again, and what is open is paid. */
  public void recover(String id) {
    synchronized (account) {
      var subscription = account.get(id);
      cash.accept(subscription.path("customer").asText());
      if (invoicing.attempt(account.get(subscription, "latest_invoice"))) status(subscription, "active");
    }
  }

  /** Another price inside the period, settled at once by an invoice for the rest of it. The id of the invoice. */
  public String upgrade(String id, String price) {
    return change(id, price, Periods.item(account.get(id)).path("quantity").asLong());
  }

  /** Another price or number of seats inside the period, settled at once. The id of the invoice. */
  public String change(String id, String price, long quantity) {
    synchronized (account) {
      var subscription = account.get(id);
      var before = Periods.item(subscription).deepCopy();
      var previous = Json.object();
      previous.set("items", subscription.path("items").deepCopy());
      Periods.item(subscription).put("quantity", quantity).set("price", account.get(price).deepCopy());
      events.record("customer.subscription.updated", subscription, previous);
      var invoice =
          invoicing.draft(subscription, "subscription_update", prorations(before, Periods.item(subscription)));
      if (!invoicing.close(invoice)) status(subscription, "past_due");
      return invoice.path("id").asText();
    }
  }

  /** It is to end with the period. */
  public void cancelAtPeriodEnd(String id) {
    synchronized (account) {
      periods.cancelAtEnd(account.get(id), account.now());
    }
  }

  /** It is to go on after all. */
  public void resume(String id) {
    synchronized (account) {
      periods.goOn(account.get(id));
    }
  }

  /** Nothing is to be had for it until it is resumed. */
  public void pause(String id) {
    synchronized (account) {
      events.record("customer.subscription.paused", account.get(id).put("status", "paused"));
    }
  }

  /** It goes on after a pause. */
  public void unpause(String id) {
    synchronized (account) {
      events.record("customer.subscription.resumed", account.get(id).put("status", "active"));
    }
  }

  /** It ends now. */
  public void end(String id) {
    synchronized (account) {
      var subscription = account.get(id);
      subscription.put("status", "canceled").put("ended_at", account.now()).put("canceled_at", account.now());
      events.record("customer.subscription.deleted", subscription);
    }
  }

  /** It is lost without a trace: no event, and Stripe does not know it any more. */
  public void forget(String id) {
    account.forget(id);
  }

  /** Stripe gives up an unpaid invoice. */
  public void voidInvoice(String invoice) {
    synchronized (account) {
      invoicing.voided(account.get(invoice));
    }
  }

  /** Stripe expects nothing of an unpaid invoice any more. */
  public void markUncollectible(String invoice) {
    synchronized (account) {
      invoicing.uncollectible(account.get(invoice));
    }
  }

  /** A customer pays an invoice for something that is sold once. The id of the invoice. */
  public String invoice(String customer, String price, long quantity) {
    synchronized (account) {
      var invoice = invoicing.draft(customer, account.get(price), quantity);
      invoicing.close(invoice);
      return invoice.path("id").asText();
    }
  }

  private ObjectNode create(String customer, String price, long quantity, Map<String, String> metadata) {
    var id = account.newId("sub");
    var sold = account.get(price);
    var item = shapes.item(account.newId("si"), id, sold, quantity, account.now(),
        Periods.after(account.now(), sold.at("/recurring/interval").asText()));
    return account.add(shapes.subscription(id, customer, item, metadata));
  }

  private List<ObjectNode> lines(ObjectNode subscription) {
    var item = Periods.item(subscription);
    var amount = item.at("/price/unit_amount").asLong() * item.path("quantity").asLong();
    return List.of(shapes.line(account.newId("il"), item, amount, Periods.start(item), Periods.end(item), false));
  }

  private List<ObjectNode> prorations(ObjectNode before, ObjectNode after) {
    var lines = new ArrayList<ObjectNode>();
    lines.add(shapes.line(account.newId("il"), before, -rest(before), account.now(), Periods.end(before), true));
    lines.add(shapes.line(account.newId("il"), after, rest(after), account.now(), Periods.end(after), true));
    return lines;
  }

  /** What the rest of the period costs. */
  private long rest(ObjectNode item) {
    var whole = item.at("/price/unit_amount").asLong() * item.path("quantity").asLong();
    return whole * (Periods.end(item) - account.now()) / (Periods.end(item) - Periods.start(item));
  }

  private void status(ObjectNode subscription, String status) {
    periods.status(subscription, status);
  }
}
