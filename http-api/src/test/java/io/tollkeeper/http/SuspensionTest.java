package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Customers that may do nothing for a while. */
class SuspensionTest extends ApiServerTest {

  @Test
  void a_suspended_customer_does_nothing_until_it_is_resumed() {
    var acme = customerWith("100");
    ask("/v1/reserve", acme, "{'customer':'$','reservation_id':'r0','feature':'image'}");
    var answer = suspend(acme, "a dispute");
    assertEquals(200, answer.status(), answer::text);
    assertEquals("a dispute", answer.at("/suspended"));
    for (var call : List.of("consume 'usage_id':'u','feature':'image'",
        "reserve 'reservation_id':'r','feature':'image'",
        "extend 'reservation_id':'r0','extend_id':'x','credits':1")) {
      var space = call.indexOf(' ');
      var refused = ask("/v1/" + call.substring(0, space), acme, "{'customer':'$'," + call.substring(space + 1) + "}");
      assertEquals(403, refused.status(), refused::text);
      assertEquals("customer_suspended", refused.at("/code"));
      assertEquals("suspension", refused.at("/denied_by/rule"));
      assertEquals("false", refused.at("/allowed"));
      assertTrue(refused.at("/detail").contains("a dispute"), refused::text);
    }
    assertEquals(403, put(acme, "/gauges/seats", "{'usage_id':'s','set':1}").status());
    var authorized = ask("/v1/authorize", acme, "{'customer':'$','feature':'image'}");
    assertEquals(200, authorized.status());
    assertEquals("customer_suspended", authorized.at("/code"));
    assertEquals(200, ask("/v1/settle", acme, "{'customer':'$','reservation_id':'r0'}").status());
    assertEquals(200, ask("/v1/refund", acme, "{'customer':'$','refund_id':'f','reservation_id':'r0'}").status());

    var resumed = ask("/v1/customers/" + acme + "/resume", acme, "{'reason':'it is over'}");
    assertEquals(200, resumed.status());
    assertTrue(resumed.json().path("suspended").isNull());
    assertEquals(200, ask("/v1/consume", acme, "{'customer':'$','usage_id':'u','feature':'image'}").status());
  }

  @Test
  void suspending_what_is_suspended_books_only_another_reason() {
    var acme = customer();
    suspend(acme, "one");
    var before = server.memory.facts();
    assertEquals("one", suspend(acme, "one").at("/suspended"));
    assertEquals(before, server.memory.facts());
    assertEquals("two", suspend(acme, "two").at("/suspended"));
    resume(acme);
    before = server.memory.facts();
    assertEquals(200, resume(acme).status());
    assertEquals(before, server.memory.facts());
  }

  @Test
  void nobody_cannot_be_suspended() {
    for (var answer : List.of(suspend("nobody", "x"), resume("nobody"))) {
      assertEquals(404, answer.status());
      assertEquals("customer_not_found", answer.at("/code"));
    }
  }

  private ApiServer.Answer suspend(String customer, String reason) {
    return ask("/v1/customers/" + customer + "/suspend", customer, "{'reason':'" + reason + "'}");
  }

  /** A reason is not needed, and so no body. */
  private ApiServer.Answer resume(String customer) {
    return server.send(server.request("/v1/customers/" + customer + "/resume", ApiServer.ADMIN)
        .POST(HttpRequest.BodyPublishers.noBody()));
  }
}
