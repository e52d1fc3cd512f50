package io.tollkeeper.config.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.tollkeeper.config.kit.Call;
import io.tollkeeper.config.kit.NodeSetup;

/** The operations of the tests, and the catalogue that they need. */
public final class Operations {

  /** What {@link #images} costs for each. */
  public static final BigDecimal IMAGE = BigDecimal.TEN;
  /** What a {@link #purchase} brings. */
  public static final BigDecimal PACK = BigDecimal.valueOf(500);

  private static final String CATALOGUE = """
      { "features": { "image": { "kind": "metered", "cost": { "credits": 10 } }, "work": { "kind": "metered" } },
        "packs": { "credits_500": { "stripe_prices": ["price_500"], "credits": 500 } } }""";

  private Operations() {}

  /** Publishes the catalogue. */
  public static Call catalogue() {
    return Call.put("/v1/catalogue", CATALOGUE);
  }

  /** Creates a customer. */
  public static Call customer(String customer) {
    return Call.put("/v1/customers/" + customer, "{}");
  }

  public static Operation grant(String customer, String id, BigDecimal credits) {
    return new Operation(customer, "grant:" + id, credits, true,
        Call.post("/v1/customers/" + customer + "/grants",
            "{\"grant_id\":\"%s\",\"credits\":\"%s\"}".formatted(id, credits)));
  }

  /** A grant that will expire while the test runs. */
  public static Operation shortGrant(String customer, String id, BigDecimal credits) {
    return new Operation(customer, "grant:" + id, credits, true, Call.post("/v1/customers/" + customer + "/grants",
        "{\"grant_id\":\"%s\",\"credits\":\"%s\",\"kind\":\"promotional\",\"expires_after\":\"PT1S\"}".formatted(id,
            credits)));
  }

  public static Operation adjustment(String customer, String id, BigDecimal credits) {
    return new Operation(customer, "adjust:" + id, credits, true,
        Call.post("/v1/customers/" + customer + "/adjustments",
            "{\"adjustment_id\":\"%s\",\"credits\":\"%s\"}".formatted(id, credits)));
  }

  /** Work at the price of the catalogue. */
  public static Operation images(String customer, String id, int quantity) {
    return new Operation(customer, "consume:" + id, IMAGE.multiply(BigDecimal.valueOf(-quantity)), true,
        Call.post("/v1/consume", "{\"customer\":\"%s\",\"usage_id\":\"%s\",\"feature\":\"image\",\"quantity\":%d}"
            .formatted(customer, id, quantity)));
  }

  /** Work at a price of the caller's. */
  public static Operation work(String customer, String id, BigDecimal credits) {
    return new Operation(customer, "consume:" + id, credits.negate(), true,
        Call.post("/v1/consume", "{\"customer\":\"%s\",\"usage_id\":\"%s\",\"feature\":\"work\",\"credits\":\"%s\"}"
            .formatted(customer, id, credits)));
  }

  /** An event of Stripe, signed now: the customer has bought a pack in this Checkout session. */
  public static Operation purchase(String customer, String event, String session) {
    var now = Instant.now().getEpochSecond();
    var body =
        """
        {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":%d,"type":"checkout.session.completed","livemode":false,\
        "data":{"object":{"id":"%s","object":"checkout.session","mode":"payment","payment_status":"paid","status":"complete",\
        "client_reference_id":"%s","customer":"cus_%s","invoice":null,"amount_total":5000,"metadata":{"pack":"credits_500"}}}}"""
            .formatted(event, now, session, customer, customer);
    var call = new Call("POST", "/v1/stripe/webhook", body,
        Map.of("Content-Type", "application/json", "Stripe-Signature", signature(now, body)));
    return new Operation(customer, "grant:stripe:" + session + ":credits_500", PACK, false, call);
  }

  private static String signature(long seconds, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(NodeSetup.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var digest = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
