package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.Test;
import io.tollkeeper.http.Reconciliation.Outcome;

/** Reconciling on demand. */
class ReconciliationEndpointTest extends ApiServerTest {

  @Test
  void the_report_is_the_answer() {
    server.reconciliation.outcome = new Outcome.Done("");
    var answer = reconcile("?dry_run=true");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("{\"tenant\":\"t1\",\"dry_run\":true}", answer.text());
    assertEquals("{\"tenant\":\"t1\",\"dry_run\":false}", reconcile("").text());
    assertEquals(400, reconcile("?dry_run=perhaps").status());
  }

  @Test
  void what_takes_longer_is_asked_for_again() {
    server.reconciliation.outcome = new Outcome.Running();
    var answer = reconcile("");
    assertEquals(202, answer.status());
    assertEquals("5", answer.header("Retry-After"));
    server.reconciliation.outcome = new Outcome.Busy();
    assertEquals("409 reconciliation_running", reconcile("").status() + " " + reconcile("").at("/code"));
    server.reconciliation.outcome = new Outcome.Unavailable();
    assertEquals("unavailable", reconcile("").at("/code"));
  }

  @Test
  void it_is_for_admins_of_a_tenant_with_a_key() {
    assertEquals(403, server.send(server.request("/v1/stripe/reconcile", ApiServer.AGENT)
        .POST(HttpRequest.BodyPublishers.noBody())).status());
    server.reconciliation.open = false;
    assertEquals("stripe_not_configured", reconcile("").at("/code"));
    server.reconciliation.open = true;
  }

  private ApiServer.Answer reconcile(String query) {
    return server.send(server.request("/v1/stripe/reconcile" + query, ApiServer.ADMIN)
        .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
