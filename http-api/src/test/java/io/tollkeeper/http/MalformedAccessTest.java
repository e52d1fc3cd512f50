package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans, overrides, suspensions and explanations that are not as documented. */
class MalformedAccessTest extends ApiServerTest {

  private static final String ID = "invalid_id";
  private static final String REQUEST = "invalid_request";
  private static final String AMOUNT = "invalid_amount";

  @Override
  String catalogue() {
    return WITH_PLANS;
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        bad("PUT", "/plan", "", REQUEST, ""),
        bad("PUT", "/plan", "{}", REQUEST, "/plan"),
        bad("PUT", "/plan", "{'plan':null}", REQUEST, "/plan"),
        bad("PUT", "/plan", "{'plan':7}", ID, "/plan"),
        bad("PUT", "/plan", "{'plan':'a b'}", ID, "/plan"),
        bad("PUT", "/plan", "{'plan':'pro','when':'soon'}", REQUEST, "/when"),
        bad("PUT", "/plan", "{'plan':'pro','when':true}", REQUEST, "/when"),
        bad("PUT", "/plan", "{'plan':'pro','trial_until':'tomorrow'}", REQUEST, "/trial_until"),
        bad("PUT", "/plan", "{'plan':'pro','trial_until':'2026-11-22T14:00:00Z'}", REQUEST, "/trial_until"),
        bad("PUT", "/plan", "{'plan':'pro','trial_until':'2027-11-22T14:00:00.000001Z'}", REQUEST, "/trial_until"),
        bad("PUT", "/plan", "{'plan':'pro','when':'period_end','trial_until':'2026-12-22T14:00:00Z'}", REQUEST,
            "/trial_until"),
        bad("PUT", "/plan", "{'plan':'pro','version':1}", REQUEST, "/version"),
        bad("PUT", "/plan?when=now", "{'plan':'pro'}", REQUEST, "/when"),
        bad("DELETE", "/plan?when=soon", "", REQUEST, "/when"),
        bad("DELETE", "/plan?when=now&when=now", "", REQUEST, "/when"),
        bad("DELETE", "/plan?at=now", "", REQUEST, "/at"));
  }

  static Stream<Arguments> overrides() {
    return Stream.of(
        bad("PUT", "/entitlements/image", "{}", REQUEST, "/effect"),
        bad("PUT", "/entitlements/image", "{'effect':'maybe'}", REQUEST, "/effect"),
        bad("PUT", "/entitlements/a%20b", "{'effect':'allow'}", ID, "/feature"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':-1,'window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':1.5,'window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':'07','window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':'','window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':true,'window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':1000000000000001,'window':'day'}", REQUEST,
            "/limit"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','limit':1,'window':'fortnight'}", REQUEST, "/window"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','window':'day'}", REQUEST, "/window"),
        bad("PUT", "/entitlements/image", "{'effect':'deny','limit':1,'window':'day'}", REQUEST, "/limit"),
        bad("PUT", "/entitlements/tier", "{'effect':'deny','value':'gold'}", REQUEST, "/value"),
        bad("PUT", "/entitlements/tier", "{'effect':'allow','value':''}", REQUEST, "/value"),
        bad("PUT", "/entitlements/tier", "{'effect':'allow','value':7}", REQUEST, "/value"),
        bad("PUT", "/entitlements/tier", "{'effect':'allow','value':'" + "x".repeat(256) + "'}", REQUEST, "/value"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','expires_at':'2026-11-22T14:00:00Z'}", REQUEST,
            "/expires_at"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','expires_at':'never'}", REQUEST, "/expires_at"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','reason':'" + "x".repeat(501) + "'}", REQUEST, "/reason"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','author':'" + "x".repeat(129) + "'}", REQUEST, "/author"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','author':''}", REQUEST, "/author"),
        bad("PUT", "/entitlements/image", "{'effect':'allow','per':'day'}", REQUEST, "/per"),
        bad("PUT", "/entitlements/image?x=1", "{'effect':'allow'}", REQUEST, "/x"),
        bad("DELETE", "/entitlements/A", "", ID, "/feature"),
        bad("DELETE", "/entitlements/image?x=1", "", REQUEST, "/x"),
        bad("GET", "/entitlements/A", "", ID, "/feature"),
        bad("GET", "/entitlements?cursor=1", "", REQUEST, "/cursor"),
        bad("GET", "/entitlements/image?x=1", "", REQUEST, "/x"));
  }

  static Stream<Arguments> suspensions() {
    return Stream.of(
        bad("POST", "/suspend", "", REQUEST, ""),
        bad("POST", "/suspend", "{}", REQUEST, "/reason"),
        bad("POST", "/suspend", "{'reason':''}", REQUEST, "/reason"),
        bad("POST", "/suspend", "{'reason':'" + "x".repeat(501) + "'}", REQUEST, "/reason"),
        bad("POST", "/suspend", "{'reason':'x','until':'y'}", REQUEST, "/until"),
        bad("POST", "/suspend?x=1", "{'reason':'x'}", REQUEST, "/x"),
        bad("POST", "/resume", "{'reason':7}", REQUEST, "/reason"),
        bad("POST", "/resume", "{'why':'x'}", REQUEST, "/why"),
        bad("POST", "/resume?x=1", "", REQUEST, "/x"));
  }

  static Stream<Arguments> explanations() {
    return Stream.of(
        bad("GET", "/explain", "", REQUEST, "/feature"),
        bad("GET", "/explain?feature=A", "", ID, "/feature"),
        bad("GET", "/explain?feature=image&feature=image", "", REQUEST, "/feature"),
        bad("GET", "/explain?feature=image&quantity=0", "", AMOUNT, "/quantity"),
        bad("GET", "/explain?feature=image&quantity=1.5", "", AMOUNT, "/quantity"),
        bad("GET", "/explain?feature=image&credits=0", "", AMOUNT, "/credits"),
        bad("GET", "/explain?feature=image&credits=-1", "", AMOUNT, "/credits"),
        bad("GET", "/explain?feature=image&credits=1.1234567", "", AMOUNT, "/credits"),
        bad("GET", "/explain?feature=image&credits=1e3", "", AMOUNT, "/credits"),
        bad("GET", "/explain?feature=image&run_id=a%20b", "", ID, "/run_id"),
        bad("GET", "/explain?feature=image&on_insufficient=beg", "", REQUEST, "/on_insufficient"),
        bad("GET", "/explain?feature=image&dimensions=large", "", REQUEST, "/dimensions"),
        bad("GET", "/explain?feature=image&dimensions=%5B%5D", "", REQUEST, "/dimensions"),
        bad("GET", "/explain?feature=image&dimensions=%7B%22model%22%3A%22%22%7D", "", REQUEST, "/dimensions/model"),
        bad("GET", "/explain?feature=image&min_seq=1", "", REQUEST, "/min_seq"));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource({"plans", "overrides", "suspensions", "explanations"})
  void what_is_not_as_documented_is_refused_before_anyone_is_asked(String method, String path, String shown,
      String body, String code, String pointer) {
    var asked = server.memory.asked().size();
    var answer = server.send(server.request("/v1/customers/c" + path, ApiServer.ADMIN)
        .header("Content-Type", "application/json").method(method, body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(400, answer.status(), answer::text);
    assertEquals(code, answer.at("/code"), answer::text);
    assertEquals(pointer, answer.at("/pointer"), answer::text);
    assertEquals(asked, server.memory.asked().size());
  }

  private static Arguments bad(String method, String path, String body, String code, String pointer) {
    var text = body.replace('\'', '"');
    return Arguments.of(method, path, text.length() < 80 ? text : text.substring(0, 80) + '…', text, code, pointer);
  }
}
