package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tollkeeper.engine.domain.Refusal;
import io.tollkeeper.http.problem.Code;
import io.tollkeeper.http.problem.Refusals;
import io.tollkeeper.http.wire.Words;

/** The reference says what the API does: no endpoint, no code and no link in it is missing or made up. */
class ReferenceTest extends ApiServerTest {

  private final JsonNode reference = read();

  @Test
  void every_endpoint_is_in_the_reference_and_no_other() {
    var documented = new TreeSet<String>();
    for (var path : reference.path("paths").properties())
      for (var method : path.getValue().properties())
        if (!method.getKey().equals("parameters") && !path.getKey().startsWith("/v1/stripe/webhook"))
          documented.add(method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey());
    var endpoints = new TreeSet<String>();
    server.api.endpoints().forEach(endpoint -> endpoints.add(endpoint.method().value() + ' ' + endpoint.template()));
    assertEquals(endpoints, documented);
  }

  @Test
  void every_code_is_in_the_reference_with_its_status_and_no_other() {
    var documented = new ArrayList<String>();
    for (var code : reference.at("/components/schemas/Code/oneOf"))
      documented.add(code.path("const").asText() + ' ' + code.path("description").asText().substring(0, 3));
    assertEquals(Arrays.stream(Code.values()).map(code -> code.wire() + ' ' + code.status()).toList(), documented);
  }

  @Test
  void every_refusal_is_in_the_decision() {
    var codes = new TreeSet<String>();
    reference.at("/components/schemas/Decision/properties/code/enum").forEach(code -> codes.add(code.asText()));
    var rules = new TreeSet<String>();
    reference.at("/components/schemas/DeniedBy/properties/rule/enum").forEach(rule -> rules.add(rule.asText()));
    for (var refusal : Refusal.values()) {
      assertTrue(rules.contains(Words.of(refusal.rule())), refusal::name);
      if (isOfWork(refusal))
        assertTrue(codes.contains(Refusals.code(refusal).wire()), refusal::name);
    }
    assertEquals(Refusal.Rule.values().length, rules.size());
  }

  private static boolean isOfWork(Refusal refusal) {
    return refusal.rule() != Refusal.Rule.GRANT && refusal.rule() != Refusal.Rule.PLAN
        && refusal != Refusal.TOO_MANY_OVERRIDES;
  }

  @Test
  void every_path_names_its_variables() {
    for (var path : reference.path("paths").properties()) {
      var item = path.getValue();
      for (var method : item.properties()) {
        if (method.getKey().equals("parameters")) continue;
        var named = new TreeSet<String>();
        for (var list : List.of(item.path("parameters"), method.getValue().path("parameters")))
          for (var parameter : list)
            if (resolved(parameter).path("in").asText().equals("path"))
              named.add(resolved(parameter).path("name").asText());
        var template = new TreeSet<String>();
        for (var segment : path.getKey().split("/", -1))
          if (segment.startsWith("{")) template.add(segment.substring(1, segment.length() - 1));
        assertEquals(template, named, path.getKey());
      }
    }
  }

  @Test
  void every_call_with_a_key_tells_what_happens_without_one() {
    for (var endpoint : server.api.endpoints()) {
      var responses = reference.path("paths").path(endpoint.template())
          .path(endpoint.method().value().toLowerCase(Locale.ROOT)).path("responses");
      assertEquals(endpoint.access() != Access.PUBLIC, responses.has("401"), endpoint::toString);
      // Work can also be refused with 403 by its rules.
      var forbidden = resolved(responses.path("403")).path("description").asText().contains("`forbidden`");
      assertEquals(endpoint.access() == Access.ADMIN, forbidden, endpoint::toString);
      if (!endpoint.content().isEmpty())
        assertTrue(responses.has("400") && responses.has("408") && responses.has("413") && responses.has("415"),
            endpoint::toString);
    }
  }

  @Test
  void every_link_inside_the_reference_leads_somewhere() {
    for (var link : reference.findValuesAsText("$ref"))
      assertTrue(!reference.at(link.substring(1)).isMissingNode(), link);
  }

  @Test
  void the_examples_of_bodies_are_taken_by_the_api() {
    try (var other = new ApiServer()) {
      var yaml = reference.at("/paths/~1v1~1catalogue/put/requestBody/content/application~1yaml/example").asText();
      assertEquals(201, other.putYaml("/v1/catalogue", yaml).status());
      other.put("/v1/customers/acme", "{}");
      for (var example : examples()) {
        var answer = example.method().equals("put")
            ? other.put(example.path(), example.body())
            : other.post(example.path(), example.body());
        assertTrue(Set.of(200, 201, 402, 403, 404).contains(answer.status()), () -> example + answer.text());
      }
    }
  }

  private record Example(String method, String path, String body) {}

  private List<Example> examples() {
    var found = new ArrayList<Example>();
    for (var path : reference.path("paths").properties())
      for (var method : path.getValue().properties()) {
        var content = method.getValue().at("/requestBody/content/application~1json");
        var bodies = new ArrayList<JsonNode>();
        if (content.has("example")) bodies.add(content.path("example"));
        content.path("examples").forEach(example -> bodies.add(example.path("value")));
        for (var body : bodies)
          found.add(new Example(method.getKey(),
              path.getKey().replace("{customer}", "acme").replace("{grant_id}", "g_1")
                  .replace("{feature}", path.getKey().contains("/gauges/") ? "team_members" : "image_generation"),
              body.toString()));
      }
    return found;
  }

  @Test
  void the_reference_is_served_as_it_is_and_as_a_page() {
    var yaml = server.send(server.request("/openapi.yaml", "").GET());
    assertEquals(200, yaml.status());
    assertEquals("application/yaml", yaml.header("Content-Type"));
    assertTrue(yaml.text().startsWith("openapi: 3.1.0\n"));
    var page = server.send(server.request("/docs", "").GET());
    assertEquals("text/html; charset=UTF-8", page.header("Content-Type"));
    assertEquals("default-src 'none'; style-src 'unsafe-inline'", page.header("Content-Security-Policy"));
    for (var endpoint : server.api.endpoints())
      assertTrue(page.text().contains("<code>" + endpoint.template() + "</code>"), endpoint.template());
    for (var code : Code.values())
      assertTrue(page.text().contains("id=\"" + code.wire() + '"'), code.wire());
    assertTrue(!page.text().contains("<script") && !page.text().contains("src="));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? reference.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(PublicEndpoints.reference());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
