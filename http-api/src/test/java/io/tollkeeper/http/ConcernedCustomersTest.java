package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many customers a publication would concern. */
class ConcernedCustomersTest {

  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_dry_run_counts_the_customers_of_each_plan_that_changes_or_goes() {
    server.putYaml("/v1/catalogue", "plans: { free: {}, pro: {}, team: {}, gone: {} }\ndefault_plan: free\n");
    put("a", "pro");
    put("b", "team");
    put("c", "free");
    server.put("/v1/customers/d", "{}");
    server.put("/v1/customers/e", "{}");
    var next = "plans: { free: { overdraft: 2 }, pro: { overdraft: 1 }, team: {} }\ndefault_plan: free\n";
    var dry = server.putYaml("/v1/catalogue?dry_run=true", next);
    assertEquals("{\"free\":3,\"gone\":0,\"pro\":1}", dry.json().at("/changes/plans/customers").toString());
    assertEquals("{\"before\":\"free\",\"after\":\"free\"}", dry.json().at("/changes/default_plan").toString());
    var published = server.putYaml("/v1/catalogue", next);
    assertEquals(201, published.status());
    assertFalse(published.text().contains("customers"));
    // Whoever came after the publication has another version of the same plan.
    put("f", "pro");
    assertEquals("{\"free\":3,\"pro\":2,\"team\":1}",
        server.putYaml("/v1/catalogue?dry_run=true", "plans: {}").json().at("/changes/plans/customers").toString());
  }

  @Test
  void another_default_plan_concerns_those_without_one_of_their_own() {
    server.putYaml("/v1/catalogue", "plans: { free: {}, pro: {} }\ndefault_plan: free\n");
    put("a", "pro");
    put("b", "free");
    server.put("/v1/customers/c", "{}");
    var dry = server.putYaml("/v1/catalogue?dry_run=true", "plans: { free: {}, pro: {} }\ndefault_plan: pro\n");
    assertEquals("{\"before\":\"free\",\"after\":\"pro\",\"customers\":1}",
        dry.json().at("/changes/default_plan").toString());
  }

  @Test
  void the_customers_of_another_tenant_do_not_count() {
    server.putYaml("/v1/catalogue", "plans: { pro: {} }");
    put("a", "pro");
    var yaml = "plans: { pro: { overdraft: 1 } }";
    assertEquals("{\"pro\":1}",
        server.putYaml("/v1/catalogue?dry_run=true", yaml).json().at("/changes/plans/customers").toString());
    server.send(stranger("/v1/catalogue", "plans: { pro: {} }"));
    var dry = server.send(stranger("/v1/catalogue?dry_run=true", yaml));
    assertEquals("{\"pro\":0}", dry.json().at("/changes/plans/customers").toString());
  }

  @Test
  void a_list_that_cannot_be_reached_keeps_nobody_from_publishing() {
    server.putYaml("/v1/catalogue", "plans: { pro: {} }");
    server.roster.reachable(false);
    var dry = server.putYaml("/v1/catalogue?dry_run=true", "plans: {}");
    assertEquals(503, dry.status());
    assertEquals("unavailable", dry.at("/code"));
    assertFalse(dry.text().contains("jdbc"));
    assertEquals(201, server.putYaml("/v1/catalogue", "plans: {}").status());
  }

  private HttpRequest.Builder stranger(String path, String yaml) {
    return server.request(path, ApiServer.STRANGER).header("Content-Type", "application/yaml")
        .PUT(HttpRequest.BodyPublishers.ofString(yaml));
  }

  private void put(String customer, String plan) {
    assertEquals(201, server.put("/v1/customers/" + customer, "{\"plan\":\"" + plan + "\"}").status());
  }
}
