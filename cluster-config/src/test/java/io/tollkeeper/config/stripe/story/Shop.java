package io.tollkeeper.config.stripe.story;

import java.time.Instant;

import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.stripe.StripeDouble;

/** What all stories share: what is sold at which price, to whom, and when they are told. */
final class Shop {

  /** The customer's name in the stories. */
  static final String CUSTOMER = "acme";
  /** The price of the plan pro, which includes 100 credits: 20 dollars a month. */
  static final String PRO = "price_pro";
  /** The price of the plan max, which includes 300 credits: 50 dollars a month. */
  static final String MAX = "price_max";
  /** The price of a pack of 100 credits: 10 dollars. */
  static final String PACK = "price_small";
  /** When the events are delivered: after all that they tell of. */
  static final Instant TOLD = Instant.parse("2026-12-20T00:00:00Z");

  // What is given away is spent last, so that it makes a difference what was there when something was spent.
  private static final String WELCOME =
      "{\"grant_id\":\"welcome\",\"credits\":\"100\",\"kind\":\"promotional\",\"priority\":100}";
  private static final String CATALOGUE = """
      { "features": { "work": { "kind": "metered" }, "chat": { "kind": "switch" }, "image": { "kind": "switch" } },
        "plans": {
          "free": { "entitlements": { "work": true } },
          "pro": { "stripe_prices": ["price_pro"], "credits": { "amount": 100 },
            "entitlements": { "work": true, "chat": true } },
          "max": { "stripe_prices": ["price_max"], "credits": { "amount": 300 },
            "entitlements": { "work": true, "chat": true, "image": true } } },
        "default_plan": "free",
        "packs": { "small": { "stripe_prices": ["price_small"], "credits": 100 } } }
      """;

  private Shop() {}

  /** Puts the prices up at Stripe. */
  static void sell(StripeDouble stripe) {
    stripe.sales().recurringPrice(PRO, 2000, "month");
    stripe.sales().recurringPrice(MAX, 5000, "month");
    stripe.sales().price(PACK, 1000);
  }

  /** Publishes what they are for. */
  static void publish(ApiClient api) {
    api.ask(Call.put("/v1/catalogue", CATALOGUE)).expect(201);
  }

  /** Creates a customer with a few credits of its own. */
  static void welcome(ApiClient api, String customer) {
    api.askPatiently(Call.put("/v1/customers/" + customer, "{}")).expect(201);
    api.askPatiently(Call.post("/v1/customers/" + customer + "/grants", WELCOME)).expect(201);
  }
}
