package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where what has changed differs, as someone reads it before deciding. */
class CatalogueDetailsTest {

  private static final String EVERYTHING = WholeCatalogueTest.DOCUMENT;

  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    "amount: 10000; amount: 12000; /plans/pro/credits/amount; '10000'; '12000'",
    "per: billing_period; per: month; /plans/pro/credits/per; 'billing_period'; 'month'",
    "rollover: { max: 2000 }; rollover: { max: 0.5 }; /plans/pro/credits/rollover/max; '2000'; '0.5'",
    "rollover: { max: 2000 },; \"\"; /plans/pro/credits/rollover; {'max':'2000'}; null",
    "trial: 500; trial: 0; /plans/pro/credits/trial; '500'; '0'",
    "trial: 500, priority: 10; trial: 500, priority: 9; /plans/pro/credits/priority; 10; 9",
    "stripe_prices: [price_pro_monthly]; stripe_prices: [b, a]; /plans/pro/stripe_prices; ['price_pro_monthly']; ['a','b']",
    "period: month ; period: year ; /plans/pro/period; 'month'; 'year'",
    "overdraft: 0; overdraft: '12.50'; /plans/pro/overdraft; '0'; '12.5'",
    "renewal_grace: PT24H; renewal_grace: P2D; /plans/pro/renewal_grace; 'PT24H'; 'PT48H'",
    "low_balance: 500; low_balance: 5; /plans/pro/low_balance; '500'; '5'",
    "grace_days: 3; grace_days: 5; /plans/pro/on_past_due/grace_days; 3; 5",
    "then: suspend_plan; then: keep; /plans/pro/on_past_due/then; 'suspend_plan'; 'keep'",
    "on_refund: { shortfall: debt }; on_refund: { shortfall: write_off }; /plans/pro/on_refund/shortfall; 'debt'; 'write_off'",
    "suspend: false; suspend: true; /plans/pro/on_dispute/suspend; false; true",
    "api_access: true; api_access: { cost: 1 }; /plans/pro/entitlements/api_access; true; {'cost':{'credits':'1'}}",
    "support_tier: priority; support_tier: basic; /plans/pro/entitlements/support_tier; 'priority'; 'basic'",
    "per_quantity: true; per_quantity: false; /plans/pro/entitlements/team_members/per_quantity; true; null",
    "limit: 60; limit: 30; /plans/pro/entitlements/chat/limit/0/limit; '60'; '30'",
    "[gpt-4o, gpt-4o-mini]; gpt-4o; /plans/pro/entitlements/chat/when/model; ['gpt-4o','gpt-4o-mini']; ['gpt-4o']",
    "limit: 20, per: day; limit: 20, per: week; /plans/free/entitlements/chat/per; 'day'; 'week'"})
  void a_plan_tells_which_parts_have_changed(String text, String other, String path, String before, String after) {
    publish(EVERYTHING);
    var plans = dry(replace(EVERYTHING, text, other)).json().at("/changes/plans");
    var details = "[{'path':'" + path + "','before':" + before + ",'after':" + after + "}]";
    assertEquals(json(details), plans.path("details").toString());
    assertEquals("0", plans.path("more_details").asText());
    assertEquals(1, plans.path("changed").size());
  }

  @Test
  void features_and_packs_tell_it_too() {
    publish(EVERYTHING);
    var changes = dry(replace(replace(EVERYTHING, "output_tokens: 0.01", "output_tokens: 0.020"),
        "expires_after: P90D", "expires_after: P30D")).json().path("changes");
    assertEquals(json("[{'path':'/features/chat/cost/0/per/output_tokens','before':'0.01','after':'0.02'}]"),
        changes.at("/features/details").toString());
    assertEquals(json("[{'path':'/packs/credits_10k/expires_after','before':'P90D','after':'P30D'}]"),
        changes.at("/packs/details").toString());
    assertEquals(json("{'added':[],'removed':[],'changed':[],'details':[],'more_details':0,'customers':{}}"),
        changes.path("plans").toString());
  }

  @Test
  void what_was_a_default_is_told_as_what_it_was() {
    publish("plans: { pro: {} }");
    var plans = dry("plans: { pro: { on_past_due: { grace_days: 7 }, low_balance: 1, credits: { amount: 5 } } }").json()
        .at("/changes/plans");
    assertEquals(json("[{'path':'/plans/pro/on_past_due/grace_days','before':3,'after':7},"
        + "{'path':'/plans/pro/credits','before':null,'after':{'amount':'5','per':'billing_period',"
        + "'expires':'period_end','trial':'5','priority':10}},"
        + "{'path':'/plans/pro/low_balance','before':null,'after':'1'}]"), plans.path("details").toString());
  }

  @Test
  void an_end_of_their_own_is_told_as_it_is_written() {
    publish("plans: { pro: { credits: { amount: 5 } } }");
    assertEquals(json("[{'path':'/plans/pro/credits/expires','before':'period_end','after':'PT36H'}]"),
        dry("plans: { pro: { credits: { amount: 5, expires: PT36H } } }").json().at("/changes/plans/details")
            .toString());
    assertEquals(json("[{'path':'/plans/pro/credits/expires','before':'period_end','after':'never'}]"),
        dry("plans: { pro: { credits: { amount: 5, expires: never } } }").json().at("/changes/plans/details")
            .toString());
  }

  @Test
  void a_list_of_another_length_is_told_as_a_whole() {
    publish("features: { chat: { kind: metered, cost: [ { credits: 1 , when: { m: a } }, { credits: 2 } ] } }");
    assertEquals(json("[{'path':'/features/chat/cost','before':[{'when':{'m':['a']},'credits':'1'},{'credits':'2'}],"
        + "'after':{'credits':'2'}}]"),
        dry("features: { chat: { kind: metered, cost: 2 } }").json().at("/changes/features/details").toString());
  }

  @Test
  void what_was_added_or_removed_has_no_details() {
    publish("plans: { a: { overdraft: 1 } }");
    assertEquals(json("{'added':['b'],'removed':['a'],'changed':[],'details':[],'more_details':0,'customers':{'a':0}}"),
        dry("plans: { b: { overdraft: 2 } }").json().at("/changes/plans").toString());
  }

  @Test
  void other_words_for_the_same_make_no_difference() {
    publish(EVERYTHING);
    var words = replace(EVERYTHING, "renewal_grace: PT24H", "renewal_grace: P1D");
    words = replace(words, "on_refund: { shortfall: debt }", "on_refund: {}");
    words = replace(words, "per: billing_period, expires: period_end, ", "");
    words = replace(words, "{ limit: 20, per: day, cost: 0 }",
        "{ limit: [{ limit: '20', per: day }], cost: [{ credits: 0 }] }");
    var changes = dry(words).json().path("changes");
    for (var part : List.of("features", "plans", "packs"))
      assertEquals(json("{'added':[],'removed':[],'changed':[],'details':[],'more_details':0"
          + (part.equals("plans") ? ",'customers':{}}" : "}")), changes.path(part).toString());
    assertEquals(200, server.putYaml("/v1/catalogue", words).status());
  }

  @Test
  void a_hundred_details_are_told_and_how_many_more_there_are() {
    var keys = IntStream.range(0, 90).mapToObj(i -> "p" + i).toList();
    publish(plans(keys, "{ overdraft: 1, low_balance: 1 }"));
    var plans = dry(plans(keys, "{ overdraft: 2, low_balance: 2 }")).json().at("/changes/plans");
    assertEquals(90, plans.path("changed").size());
    assertEquals(100, plans.path("details").size());
    assertEquals("80", plans.path("more_details").asText());
    var first = new ArrayList<String>();
    plans.path("details").forEach(detail -> first.add(detail.path("path").asText()));
    assertEquals(List.of("/plans/p0/overdraft", "/plans/p0/low_balance", "/plans/p1/overdraft"), first.subList(0, 3));
  }

  private void publish(String yaml) {
    assertEquals(201, server.putYaml("/v1/catalogue", yaml).status());
  }

  private ApiServer.Answer dry(String yaml) {
    var answer = server.putYaml("/v1/catalogue?dry_run=true", yaml);
    assertEquals(200, answer.status(), answer::text);
    return answer;
  }

  private static String plans(List<String> keys, String plan) {
    return keys.stream().map(key -> "  " + key + ": " + plan + "\n").collect(Collectors.joining("", "plans:\n", ""));
  }

  private static String replace(String text, String part, String other) {
    var at = text.indexOf(part);
    if (at < 0) throw new IllegalArgumentException(part);
    return text.substring(0, at) + other + text.substring(at + part.length());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
