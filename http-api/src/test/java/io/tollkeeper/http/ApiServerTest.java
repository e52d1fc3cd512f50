package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the tests of the API share: one server for each class, and one customer with credits for each test that asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiServerTest {

  static final String CATALOGUE = """
      features:
        image:  { kind: metered, cost: { credits: 10 } }
        export: { kind: switch }
        tier:   { kind: config }
        seats:  { kind: gauge }
        chat:
          kind: metered
          cost:
            - when: { model: large }
              per: { input_tokens: 0.0025, output_tokens: 0.01 }
            - when: { model: small }
              credits: 1
      packs:
        credits_10k: { stripe_prices: [price_pack_10k], credits: 10000, expires_after: P90D }
      """;

  /** Features that only plans give. */
  static final String WITH_PLANS = """
      features:
        image:  { kind: metered, cost: 10 }
        chat:   { kind: metered, cost: [ { when: { model: large }, per: { tokens: 0.5 } } ] }
        export: { kind: switch }
        tier:   { kind: config }
        seats:  { kind: gauge }
      plans:
        free:
          entitlements: { image: { limit: 3, per: day } }
        pro:
          entitlements:
            image: { limit: 100, per: month }
            chat: { limit: [ { limit: 2, per: minute }, { limit: 50, per: day } ], when: { model: [large] } }
            export: true
            tier: priority
            seats: 10
          credits: { amount: 1000, rollover: { max: 200 }, trial: 50 }
          overdraft: 5
          low_balance: 500
        team:
          entitlements: { export: true }
      default_plan: free
      """;

  final ApiServer server = new ApiServer();

  @BeforeAll
  void publish() {
    var answer = server.putYaml("/v1/catalogue", catalogue());
    assertEquals(201, answer.status(), answer::text);
  }

  /** What is published before the first test. */
  String catalogue() {
    return CATALOGUE;
  }

  @AfterAll
  void close() {
    server.close();
  }

  /** A new customer with nothing. */
  String customer() {
    var id = "c-" + UUID.randomUUID();
    assertEquals(201, server.put("/v1/customers/" + id, "{}").status());
    return id;
  }

  /** A new customer with one grant, {@code g1}. */
  String customerWith(String credits) {
    var id = customer();
    assertEquals(201, server
        .post("/v1/customers/" + id + "/grants", "{\"grant_id\":\"g1\",\"credits\":\"" + credits + "\"}").status());
    return id;
  }

  /** A new customer with this plan. */
  String customerOn(String plan) {
    var id = "c-" + UUID.randomUUID();
    assertEquals(201, server.put("/v1/customers/" + id, "{\"plan\":\"" + plan + "\"}").status());
    return id;
  }

  /** Sends a DELETE. */
  ApiServer.Answer delete(String path) {
    return server.send(server.request(path, ApiServer.ADMIN).DELETE());
  }

  /** Puts JSON that is written like that, at or below a customer. */
  ApiServer.Answer put(String customer, String path, String body) {
    return server.put("/v1/customers/" + customer + path, json(customer, body));
  }

  /** Looks at a customer, or at something below it. */
  ApiServer.Answer get(String customer, String path) {
    return server.get("/v1/customers/" + customer + path);
  }

  /** Posts JSON that is written like that. */
  ApiServer.Answer ask(String path, String customer, String body) {
    return server.post(path, json(customer, body));
  }

  /** JSON written with single quotes, and the customer in the place of {@code $}. */
  static String json(String customer, String text) {
    return text.replace('\'', '"').replace("$", customer);
  }
}
