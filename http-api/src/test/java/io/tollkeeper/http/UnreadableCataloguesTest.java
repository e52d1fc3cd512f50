package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpRequest;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no document, or more than a document may be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreadableCataloguesTest {

  private final ApiServer server = new ApiServer();

  @AfterAll
  void close() {
    server.close();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("nothing", "", ""),
        Arguments.of("a list", "- a", ""),
        Arguments.of("a word", "a", ""),
        Arguments.of("null", "features: ~", "/features"),
        Arguments.of("an empty value", "features:\n  image:\n", "/features/image"),
        Arguments.of("the same key twice", "features: { a: { kind: switch }, a: { kind: switch } }", "/features/a"),
        Arguments.of("two documents", "features: {}\n---\npacks: {}\n", ""),
        Arguments.of("no number", "features: { a: { kind: metered, cost: { credits: .inf } } }",
            "/features/a/cost/credits"),
        Arguments.of("not a number", "features: { a: { kind: metered, cost: { credits: .nan } } }",
            "/features/a/cost/credits"),
        Arguments.of("an alias", "features: { a: &x { kind: switch }, b: *x }", "/features/b"),
        Arguments.of("a merge key", "features: { a: &x { kind: switch }, b: { <<: *x } }", "/features/b/<<"),
        Arguments.of("a bomb", "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n", "/b/0"),
        Arguments.of("a text for a number", "features: { a: { kind: metered, cost: { credits: !!int \"ten\" } } }",
            null),
        Arguments.of("a Java object",
            "features: !!javax.script.ScriptEngineManager [ !!java.net.URL [\"http://localhost\"] ]", null),
        Arguments.of("a deep list", "features: " + "[".repeat(5_000), null),
        Arguments.of("tabs", "features:\n\timage: {}", null),
        Arguments.of("no YAML", "features: { a: ", null),
        Arguments.of("a control character", "features: \"\\0\"", "/features"),
        Arguments.of("a number that would fill the memory",
            "features: { a: { kind: metered, cost: { credits: 1.0e+999999999 } } }", "/features/a/cost/credits"),
        Arguments.of("a long line", "# " + "x".repeat(4_000_000) + "\nfeatures: {}\n", ""),
        Arguments.of("a long list", "features: [\n" + "x,\n".repeat(260_000) + "]", null),
        Arguments.of("a long number",
            "features: { a: { kind: metered, cost: { credits: " + "1".repeat(100_000) + " } } }", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void yaml_that_is_no_catalogue_is_refused(String name, String yaml,
      @Nullable String pointer) {
    var answer = server.putYaml("/v1/catalogue", yaml);
    assertEquals(400, answer.status(), answer::text);
    assertEquals("invalid_request", answer.at("/code"));
    if (pointer != null) assertEquals(pointer, answer.at("/pointer"), () -> name + answer.text());
    assertFalse(answer.text().contains("snakeyaml") || answer.text().contains("StreamRead"), answer::text);
    assertEquals(404, server.get("/v1/catalogue").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{\"features\":null}", "{\"features\":{},\"features\":{}}", "{} x",
    "{\"features\":{\"a\":{\"kind\":\"metered\",\"cost\":{\"credits\":1e999999999}}}}"})
  void json_that_is_no_catalogue_is_refused(String body) {
    assertEquals(400, server.put("/v1/catalogue", body).status());
  }

  @Test
  void bytes_that_are_no_utf8_are_refused() {
    for (var type : new String[] {"application/json", "application/yaml"}) {
      var body = HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
      assertEquals(400, server
          .send(server.request("/v1/catalogue", ApiServer.ADMIN).header("Content-Type", type).PUT(body)).status());
    }
  }
}
