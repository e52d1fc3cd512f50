package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first plans close what was open to everyone, so somebody has to say that this is meant. */
class ConfirmationTest {

  private static final String FEATURES = "features: { chat: { kind: metered }, api: { kind: switch } }\n";
  private static final String PLANS =
      FEATURES + "plans: { free: { entitlements: { chat: { limit: 20, per: day } } }, pro: {} }\n";

  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?confirm=false", "?dry_run=false"})
  void plans_that_take_access_away_are_refused(String query) {
    server.putYaml("/v1/catalogue", FEATURES);
    var answer = server.putYaml("/v1/catalogue" + query, PLANS + "default_plan: free\n");
    assertEquals(409, answer.status());
    assertEquals("confirmation_required", answer.at("/code"));
    assertEquals("So far every feature is open to every customer. To customers of the default plan free these would no "
        + "longer be open, or not for all work: api. Publish with confirm=true if that is meant.",
        answer.at("/detail"));
    assertEquals("[\"api\"]", answer.json().path("no_longer_open").toString());
    assertEquals("1", server.get("/v1/catalogue").at("/version"));
  }

  @Test
  void without_a_default_plan_everything_is_closed() {
    server.putYaml("/v1/catalogue", FEATURES);
    var answer = server.putYaml("/v1/catalogue", PLANS);
    assertEquals("[\"api\",\"chat\"]", answer.json().path("no_longer_open").toString());
    assertTrue(answer.at("/detail").contains("To customers without a plan these"), answer::text);
  }

  @Test
  void what_is_meant_is_published() {
    server.putYaml("/v1/catalogue", FEATURES);
    assertEquals(201, server.putYaml("/v1/catalogue?confirm=true", PLANS).status());
    assertEquals(200, server.putYaml("/v1/catalogue", PLANS).status());
    assertEquals(201, server.putYaml("/v1/catalogue", FEATURES + "plans: { pro: {} }").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?dry_run=true", "?dry_run=true&confirm=true"})
  void a_dry_run_tells_that_it_is_needed(String query) {
    server.putYaml("/v1/catalogue", FEATURES);
    var answer = server.putYaml("/v1/catalogue" + query, PLANS + "default_plan: free\n");
    assertEquals(200, answer.status());
    assertEquals("true", answer.at("/needs_confirmation"));
    assertEquals("[\"api\"]", answer.json().path("no_longer_open").toString());
    assertEquals("1", server.get("/v1/catalogue").at("/version"));
  }

  @Test
  void nothing_is_needed_where_nothing_was_open() {
    assertEquals("false", server.putYaml("/v1/catalogue?dry_run=true", PLANS).at("/needs_confirmation"));
    server.putYaml("/v1/catalogue", "{}");
    assertEquals(201, server.putYaml("/v1/catalogue", PLANS).status());
  }

  @Test
  void nothing_is_needed_where_everything_stays_open() {
    server.putYaml("/v1/catalogue", FEATURES);
    var open = FEATURES + "plans: { free: { entitlements: { chat: true, api: true } } }\ndefault_plan: free\n";
    assertEquals("false", server.putYaml("/v1/catalogue?dry_run=true", open).at("/needs_confirmation"));
    assertEquals(201, server.putYaml("/v1/catalogue", open).status());
  }

  @Test
  void the_sentence_stays_a_sentence() {
    var features = IntStream.range(0, 25).mapToObj(i -> "f" + (i + 10) + ": { kind: switch }")
        .collect(Collectors.joining(", ", "features: {\n", " }\n")).replace(", f", ",\n  f");
    server.putYaml("/v1/catalogue", features);
    var answer = server.putYaml("/v1/catalogue", features + "plans: { pro: {} }\n");
    assertTrue(answer.at("/detail").contains("f28, f29 and 5 more. "), answer::text);
    assertEquals(25, answer.json().path("no_longer_open").size());
  }

  @Test
  void a_problem_comes_before_a_question() {
    server.putYaml("/v1/catalogue", FEATURES);
    assertEquals(400, server.putYaml("/v1/catalogue", PLANS + "default_plan: gold\n").status());
    assertEquals(400, server.putYaml("/v1/catalogue?confirm=yes", PLANS).status());
    assertEquals(400,
        server.putYaml("/v1/catalogue?confirm=true", "features: { chat: { kind: switch } }\nplans: { p: {} }\n")
            .status());
  }
}
