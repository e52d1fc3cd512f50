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

  final ApiServer server = new ApiServer();

  @BeforeAll
  void publish() {
    assertEquals(201, server.putYaml("/v1/catalogue", CATALOGUE).status());
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

  /** Posts JSON that is written like that. */
  ApiServer.Answer ask(String path, String customer, String body) {
    return server.post(path, json(customer, body));
  }

  /** JSON written with single quotes, and the customer in the place of {@code $}. */
  static String json(String customer, String text) {
    return text.replace('\'', '"').replace("$", customer);
  }
}
