package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans as they are published. */
class PlansInCataloguesTest {

  private static final String FEATURES = """
      features:
        api_access:       { kind: switch }
        support_tier:     { kind: config }
        team_members:     { kind: gauge }
        image_generation: { kind: metered, cost: 10 }
        chat:
          kind: metered
          cost:
            - when: { model: gpt-4o }
              per: { input_tokens: 0.0025, output_tokens: 0.01 }
            - credits: 1
      """;

  private static final String PLANS = """
      plans:
        free:
          entitlements: { chat: { limit: 20, per: day, cost: 0 } }
        pro:
          entitlements:
            api_access: true
            support_tier: priority
            team_members: { limit: 10 }
            chat: { limit: [ { limit: 60, per: minute }, { limit: 5000, per: month } ], when: { model: [gpt-4o, gpt-4o-mini] } }
            image_generation: { limit: 1000, per: month }
          overdraft: 500
      default_plan: free
      """;

  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void plans_are_published_and_can_be_read_again() {
    var answer = server.putYaml("/v1/catalogue", FEATURES + PLANS);
    assertEquals(201, answer.status(), answer::text);
    assertEquals(json("{'added':['free','pro'],'removed':[],'changed':[],'details':[],'more_details':0}"),
        changes(answer, "plans"));
    assertEquals(json("{'before':null,'after':'free'}"), changes(answer, "default_plan"));
    var catalogue = server.get("/v1/catalogue").json().path("catalogue");
    assertEquals(
        json("{'free':{'entitlements':{'chat':{'limit':20,'per':'day','cost':0}}},"
            + "'pro':{'entitlements':{'api_access':true,'support_tier':'priority','team_members':{'limit':10},"
            + "'chat':{'limit':[{'limit':60,'per':'minute'},{'limit':5000,'per':'month'}],"
            + "'when':{'model':['gpt-4o','gpt-4o-mini']}},'image_generation':{'limit':1000,'per':'month'}},"
            + "'overdraft':500}}"),
        catalogue.path("plans").toString());
    assertEquals("free", catalogue.path("default_plan").asText());
    assertEquals("10", catalogue.at("/features/image_generation/cost").toString());
  }

  @Test
  void what_is_said_in_other_words_is_in_force_already() {
    server.putYaml("/v1/catalogue", FEATURES + PLANS);
    var words = (FEATURES + PLANS).replace("cost: 10 ", "cost: { credits: 10.0 } ").replace("{ limit: 10 }", "10")
        .replace("overdraft: 500", "overdraft: '500.00'").replace("cost: 0 ", "cost: [{ credits: 0 }] ")
        .replace("support_tier: priority", "support_tier: { value: priority }");
    var answer = server.putYaml("/v1/catalogue", words);
    assertEquals(200, answer.status(), answer::text);
    assertEquals("1", answer.at("/version"));
  }

  @Test
  void the_answer_lists_the_plans_that_have_changed() {
    server.putYaml("/v1/catalogue", FEATURES + "plans: { a: {}, b: {}, c: {}, d: {} }\ndefault_plan: a\n");
    var answer = server.putYaml("/v1/catalogue",
        FEATURES
            + "plans: { e: {}, b: { overdraft: 1 }, c: { entitlements: { chat: false } }, d: {} }\ndefault_plan: b\n");
    assertEquals(201, answer.status(), answer::text);
    assertEquals(json("{'added':['e'],'removed':['a'],'changed':['b'],"
        + "'details':[{'path':'/plans/b/overdraft','before':'0','after':'1'}],'more_details':0}"),
        changes(answer, "plans"));
    assertEquals(json("{'before':'a','after':'b'}"), changes(answer, "default_plan"));
  }

  @Test
  void another_default_plan_is_another_catalogue() {
    server.putYaml("/v1/catalogue", "plans: { a: {}, b: {} }\ndefault_plan: a\n");
    assertEquals("2", server.putYaml("/v1/catalogue", "plans: { a: {}, b: {} }\ndefault_plan: b\n").at("/version"));
    assertEquals("3", server.putYaml("/v1/catalogue", "plans: { a: {}, b: {} }").at("/version"));
  }

  @Test
  void another_order_of_plans_is_another_catalogue() {
    server.putYaml("/v1/catalogue", "plans: { a: {}, b: {}, c: {} }");
    var answer = server.putYaml("/v1/catalogue", "plans: { a: {}, c: {}, b: {} }");
    assertEquals("2", answer.at("/version"));
    assertEquals(json("{'added':[],'removed':[],'changed':['b','c'],"
        + "'details':[{'path':'/plans','before':['b','c'],'after':['c','b']}],'more_details':0}"),
        changes(answer, "plans"));
  }

  @Test
  void every_problem_of_plans_is_listed() {
    var answer = server.putYaml("/v1/catalogue", FEATURES + """
        plans:
          pro:
            period: week
            overdraft: -1
            entitlements:
              xyz: true
              api_access: { limit: 5, per: day }
              support_tier: true
              team_members: { limit: 10, per: day }
              chat: { limit: [ { limit: 60, per: minute }, { limit: 61, per: minute }, { limit: 1, per: year } ] }
              image_generation: 1000
        default_plan: gold
        """);
    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.at("/code"));
    var paths = new ArrayList<String>();
    answer.json().path("problems").forEach(problem -> paths.add(problem.path("path").asText()));
    assertEquals(Set.of("/plans/pro/period", "/plans/pro/overdraft", "/plans/pro/entitlements/xyz",
        "/plans/pro/entitlements/api_access/limit", "/plans/pro/entitlements/api_access/per",
        "/plans/pro/entitlements/support_tier", "/plans/pro/entitlements/team_members/per",
        "/plans/pro/entitlements/chat/limit/1/per", "/plans/pro/entitlements/chat/limit/2/per",
        "/plans/pro/entitlements/image_generation", "/default_plan"), Set.copyOf(paths));
    assertEquals(List.of(), paths.stream().filter(path -> paths.indexOf(path) != paths.lastIndexOf(path)).toList());
    assertEquals(404, server.get("/v1/catalogue").status());
  }

  @Test
  void a_problem_says_what_would_be_right() {
    var answer = server.putYaml("/v1/catalogue", FEATURES + "plans: { pro: { entitlements: { xyz: true } } }");
    assertEquals(
        json("[{'path':'/plans/pro/entitlements/xyz','message':'there is no feature xyz',"
            + "'hint':'known: api_access, chat, image_generation, support_tier, team_members'}]"),
        answer.json().path("problems").toString());
    assertEquals("/plans/pro/entitlements/xyz", answer.at("/pointer"));
  }

  private static String changes(ApiServer.Answer answer, String part) {
    return answer.json().path("changes").path(part).toString();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
