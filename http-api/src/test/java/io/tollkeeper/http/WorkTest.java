package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkTest {

  private final ApiServer server = new ApiServer();

  @BeforeEach
  void a_customer_with_credits() {
    assertEquals(201, server.putYaml("/v1/catalogue", "features:\n  image: { kind: metered, cost: { credits: 10 } }\n").status());
    assertEquals(201, server.put("/v1/customers/acme", "{}").status());
    assertEquals(201, server.post("/v1/customers/acme/grants", "{\"grant_id\":\"g1\",\"credits\":\"1000\"}").status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_decision_is_written_as_the_reference_shows_it() {
    var answer = server.post("/v1/consume", "{\"customer\":\"acme\",\"usage_id\":\"img_1\",\"feature\":\"image\"}");
    assertEquals("x", answer.text());
  }
}
