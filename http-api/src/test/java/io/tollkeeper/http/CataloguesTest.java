package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CataloguesTest {

  private static final String IMAGE = "features:\n  image: { kind: metered, cost: { credits: 10 } }\n";

  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void before_the_first_publication_there_is_nothing() {
    var answer = server.get("/v1/catalogue");
    assertEquals(404, answer.status());
    assertEquals("not_found", answer.at("/code"));
  }

  @Test
  void a_catalogue_is_published_and_can_be_read_again() {
    var answer = server.putYaml("/v1/catalogue", IMAGE);
    assertEquals(201, answer.status());
    assertEquals(ApiServerTest.json("",
        "{'version':1,'published_at':'2026-11-22T14:00:00Z','changes':{'features':{'added':['image'],'removed':[],'changed':[],'details':[],'more_details':0},"
            + "'plans':{'added':[],'removed':[],'changed':[],'details':[],'more_details':0},"
            + "'packs':{'added':[],'removed':[],'changed':[],'details':[],'more_details':0},"
            + "'default_plan':{'before':null,'after':null}}}"),
        answer.text());
    assertEquals(ApiServerTest.json("",
        "{'version':1,'published_at':'2026-11-22T14:00:00Z','catalogue':{'features':{'image':{'kind':'metered','cost':{'credits':10}}}}}"),
        server.get("/v1/catalogue").text());
    assertEquals(server.get("/v1/catalogue").text(), server.get("/v1/catalogue/versions/1").text());
    assertEquals(404, server.get("/v1/catalogue/versions/2").status());
  }

  @Test
  void json_says_the_same_as_yaml() {
    server.putYaml("/v1/catalogue", "features: { image: { kind: metered, cost: { credits: 10.50 } } }");
    var answer = server.put("/v1/catalogue",
        "{\"features\":{\"image\":{\"cost\":{\"credits\":\"10.5\"},\"kind\":\"metered\"}}}");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("1", answer.at("/version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "text/yaml; charset=utf-8"})
  void yaml_goes_by_several_names(String type) {
    assertEquals(201, put(type, IMAGE).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "text/yaml; charset=iso-8859-1", "application/octet-stream"})
  void other_types_are_not_read(String type) {
    var answer = put(type, IMAGE);
    assertEquals(415, answer.status());
    assertEquals("unsupported_media_type", answer.at("/code"));
  }

  @Test
  void what_is_in_force_already_is_not_published_again() {
    server.putYaml("/v1/catalogue", IMAGE);
    var answer = server.putYaml("/v1/catalogue", "# the same\n" + IMAGE);
    assertEquals(200, answer.status());
    assertEquals("1", answer.at("/version"));
    assertEquals(201, server.putYaml("/v1/catalogue", "features: {}").status());
    assertEquals("3", server.putYaml("/v1/catalogue", IMAGE).at("/version"));
  }

  @Test
  void the_answer_lists_what_has_changed() {
    server.putYaml("/v1/catalogue",
        "features: { a: { kind: switch }, b: { kind: metered }, c: { kind: gauge } }\npacks: { p: { credits: 1 }, q: { credits: 1 } }\n");
    var next =
        "features: { a: { kind: switch }, b: { kind: metered, cost: { credits: 1 } }, d: { kind: gauge } }\npacks: { q: { credits: 2 }, r: { credits: 1 } }\n";
    var changes =
        ("{'features':{'added':['d'],'removed':['c'],'changed':['b'],"
            + "'details':[{'path':'/features/b/cost','before':null,'after':{'credits':'1'}}],'more_details':0},"
            + "'plans':{'added':[],'removed':[],'changed':[],'details':[],'more_details':0},"
            + "'packs':{'added':['r'],'removed':['p'],'changed':['q'],"
            + "'details':[{'path':'/packs/q/credits','before':'1','after':'2'}],'more_details':0},"
            + "'default_plan':{'before':null,'after':null}}")
            .replace('\'', '"');
    var dry = server.putYaml("/v1/catalogue?dry_run=true", next);
    assertEquals(200, dry.status());
    // Only a trial run tells how many customers have the plans.
    var concerned = changes.replace("\"more_details\":0},\"packs\"", "\"more_details\":0,\"customers\":{}},\"packs\"");
    assertEquals("{\"valid\":true,\"needs_confirmation\":false,\"no_longer_open\":[],\"changes\":" + concerned + "}",
        dry.text());
    assertEquals("1", server.get("/v1/catalogue").at("/version"));
    var published = server.putYaml("/v1/catalogue?dry_run=false", next);
    assertEquals(201, published.status());
    assertEquals(changes, published.json().path("changes").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?dry_run=true"})
  void every_problem_is_listed(String query) {
    var answer = server.putYaml("/v1/catalogue" + query,
        "features: { a: { kind: meter }, b: { kind: switch, cost: { credits: -1 } } }\nplan: {}\n");
    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.at("/code"));
    var paths = answer.json().path("problems").findValuesAsText("path");
    assertTrue(paths.containsAll(java.util.List.of("/features/a/kind", "/features/b/cost/credits", "/plan")),
        paths::toString);
    assertEquals(404, server.get("/v1/catalogue").status());
  }

  @Test
  void the_kind_of_a_feature_cannot_change() {
    server.putYaml("/v1/catalogue", IMAGE);
    var answer = server.putYaml("/v1/catalogue", "features: { image: { kind: gauge } }");
    assertEquals(400, answer.status());
    assertEquals("/features/image/kind", answer.at("/problems/0/path"));
    assertEquals(400, server.putYaml("/v1/catalogue?dry_run=true", "features: { image: { kind: gauge } }").status());
    assertEquals("1", server.get("/v1/catalogue").at("/version"));
  }

  @Test
  void a_catalogue_may_have_four_mebibytes_and_no_more() {
    var padding = "#\n".repeat((4 * 1024 * 1024 - IMAGE.length()) / 2);
    assertEquals(201, server.putYaml("/v1/catalogue", padding + IMAGE).status());
    assertEquals(413, server.putYaml("/v1/catalogue", "##" + padding + IMAGE).status());
  }

  @Test
  void a_store_that_cannot_be_reached_is_unavailable() {
    server.catalogues.reachable(false);
    for (var answer : new ApiServer.Answer[] {server.putYaml("/v1/catalogue", IMAGE), server.get("/v1/catalogue"),
      server.get("/v1/catalogue/versions/1")}) {
      assertEquals(503, answer.status());
      assertEquals("unavailable", answer.at("/code"));
      assertEquals("1", answer.header("Retry-After"));
      assertTrue(!answer.text().contains("jdbc"), answer::text);
    }
  }

  private ApiServer.Answer put(String type, String body) {
    return server.send(server.request("/v1/catalogue", ApiServer.ADMIN).header("Content-Type", type)
        .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }
}
