package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollkeeper.config.kit.Answer;
import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.Call;

/**
 * What a story leaves behind, as the API tells it.
 *
 * @param balance exactly what there is and what is owed
 * @param net what is left above all debts
 * @param entitlements each with its source and end
 * @param plan the plan and the periods of all subscriptions
 * @param subscriptions each with its plans and how it stands
 * @param grants of each what it brought and what of that was taken back or is owed for it
 */
record EndState(String balance, BigDecimal net, List<String> entitlements, String plan, List<String> subscriptions,
    Map<String, String> grants) {

  /**
   * Reads it, and sees to it that the ledger adds up.
   *
   * @param naming gives ids the names that they have in the story
   */
  static EndState read(ApiClient api, String customer, UnaryOperator<String> naming) {
    var path = "/v1/customers/" + customer;
    var whole = get(api, path, naming);
    var entries = new ArrayList<JsonNode>();
    get(api, path + "/ledger?limit=500", naming).path("entries").forEach(entries::addFirst);
    var ledger = new Entries(entries);
    ledger.check();
    var balance = whole.path("balance");
    assertEquals(0, amount(balance, "settled").compareTo(ledger.settled()), () -> balance + " after " + entries);
    assertEquals(0, amount(balance, "debt").compareTo(ledger.debt()), () -> balance + " after " + entries);
    return new EndState("settled " + text(balance, "settled") + " debt " + text(balance, "debt") + " frozen "
        + text(balance, "frozen"), amount(balance, "settled").subtract(amount(balance, "debt")).stripTrailingZeros(),
        get(api, path + "/entitlements", naming).path("entries").valueStream().map(EndState::entitlement).toList(),
        plan(whole), whole.path("subscriptions").valueStream().map(EndState::subscription).toList(),
        ledger.grants());
  }

  /** The state as a story tells it: without any ids. */
  String summary() {
    return balance + "; " + String.join(" ", grants.values()) + "; " + String.join(", ", entitlements) + "; "
        + String.join(", ", subscriptions);
  }

  /** The same state, as far as it is defined if the customer has worked between the events. */
  EndState whateverWasSpent() {
    return new EndState("", net, entitlements, plan, subscriptions, grants);
  }

  private static JsonNode get(ApiClient api, String path, UnaryOperator<String> naming) {
    var answer = api.askPatiently(Call.get(path)).expect(200);
    return new Answer(answer.status(), answer.replayed(), answer.retryAfter(), naming.apply(answer.body())).json();
  }

  private static String entitlement(JsonNode node) {
    return text(node, "feature") + ' ' + text(node, "source") + until(node.path("valid_until"));
  }

  private static String subscription(JsonNode node) {
    var plans = node.path("plans").valueStream()
        .map(held -> text(held, "plan") + (text(held, "quantity").equals("1") ? "" : " x " + text(held, "quantity"))
            + until(held.path("until")) + ' ')
        .collect(Collectors.joining());
    return plans + text(node, "status");
  }

  private static String plan(JsonNode whole) {
    var periods = whole.path("subscriptions").valueStream().map(one -> text(one, "subscription_id") + ' '
        + text(one, "period_start") + ' ' + text(one, "period_end")).collect(Collectors.joining(", "));
    var plan = whole.path("plan");
    return text(plan, "plan") + ' ' + text(plan, "source") + ' ' + text(plan, "status") + ' ' + plan.path("ahead")
        + " suspended " + text(whole, "suspended") + "; " + periods;
  }

  private static String until(JsonNode end) {
    return end.isTextual() ? " until " + end.asText() : "";
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  static BigDecimal amount(JsonNode node, String field) {
    return new BigDecimal(text(node, field));
  }
}
