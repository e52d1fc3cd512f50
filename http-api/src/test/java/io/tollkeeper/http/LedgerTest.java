package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import com.fasterxml.jackson.databind.JsonNode;

class LedgerTest {

  @Test
  void every_entry_says_what_caused_it() {
    try (var server = new ApiServer()) {
      server.putYaml("/v1/catalogue", ApiServerTest.CATALOGUE);
      server.put("/v1/customers/acme", "{}");
      post(server, "grants", "{'grant_id':'g1','credits':100,'reason':'welcome','expires_at':'2026-11-22T16:00:00Z'}");
      post(server, "grants", "{'grant_id':'g2','credits':3,'effective_at':'2026-11-22T15:00:00Z'}");
      server.post("/v1/consume", ApiServerTest.json("acme",
          "{'customer':'$','usage_id':'u1','feature':'chat','quantity':2,'occurred_at':'2026-11-22T13:59:00Z',"
              + "'dimensions':{'model':'large','input_tokens':1000,'output_tokens':1.5},'metadata':{'b':2,'a':1}}"));
      server.post("/v1/consume", ApiServerTest.json("acme",
          "{'customer':'$','usage_id':'u2','feature':'image','credits':'1000','on_insufficient':'cap'}"));
      post(server, "adjustments", "{'adjustment_id':'a1','credits':1,'reason':'sorry'}");
      server.clock.pass(Duration.ofHours(1));
      post(server, "grants/g2/void", "{'reason':'a mistake'}");
      post(server, "grants", "{'grant_id':'g3','credits':7,'expires_after':'PT1H'}");
      server.clock.pass(Duration.ofHours(1));
      server.get("/v1/customers/acme");

      var page = server.get("/v1/customers/acme/ledger");
      var entries = page.json().path("entries");
      assertEquals(List.of("9 expire -7 expired g3", "8 grant 7 api g3", "7 void -3 void g2", "6 grant 3 api g2",
          "5 adjust 1 adjustment a1", "4 uncollected 902.515 usage u2",
          "3 consume -97.485 usage u2", "2 consume -2.515 usage u1", "1 grant 100 api g1"), summaries(entries));
      assertTrue(page.json().path("next_cursor").isNull());
      assertEquals(9, page.json().path("seq").asInt());

      var consume = entries.get(7);
      assertEquals(ApiServerTest.json("", "{'seq':2,'at':'2026-11-22T14:00:00Z','type':'consume','amount':'-2.515',"
          + "'balance':{'settled':'97.485','reserved':'0','frozen':'0','available':'97.485','debt':'0'},'draws':[{'grant':'g1','amount':'2.515'}],'cause':'usage',"
          + "'usage_id':'u1','feature':'chat','run_id':null,'catalogue_version':1,'price':{'basis':'rule','rule':0,'per':{'input_tokens':'0.0025','output_tokens':'0.01'}},"
          + "'quantity':2,'dimensions':{'model':'large','input_tokens':1000,'output_tokens':1.5},'occurred_at':'2026-11-22T13:59:00Z','metadata':{'a':1,'b':2},'hash':'")
          + consume.path("hash").asText() + "\"}", consume.toString());
      assertEquals(64, consume.path("hash").asText().length());
      assertEquals("named", entries.get(6).at("/price/basis").asText());

      var grant = entries.get(8);
      assertEquals("welcome", grant.path("reason").asText());
      assertTrue(grant.path("feature").isNull());
      assertTrue(grant.path("run_id").isNull());
      assertTrue(grant.path("catalogue_version").isNull());
      assertEquals("{}", grant.path("metadata").toString());
      assertEquals("sorry", entries.get(4).path("reason").asText());
      assertEquals("a mistake", entries.get(2).path("reason").asText());
    }
  }

  @Test
  void entries_of_reservations_and_refunds_name_all_that_they_are_about() {
    try (var server = new ApiServer()) {
      server.putYaml("/v1/catalogue", ApiServerTest.CATALOGUE + """
          plans:
            free:
              entitlements: { image: true }
              overdraft: 5
          default_plan: free
          """);
      server.put("/v1/customers/acme", "{}");
      post(server, "grants", "{'grant_id':'g1','credits':50}");
      work(server, "runs", "{'customer':'$','run_id':'w1','budget':100}");
      work(server, "reserve", "{'customer':'$','reservation_id':'r1','feature':'image','quantity':2,'run_id':'w1',"
          + "'metadata':{'a':1}}");
      work(server, "extend", "{'customer':'$','reservation_id':'r1','extend_id':'x1','credits':5}");
      work(server, "settle",
          "{'customer':'$','reservation_id':'r1','settle_id':'s1','final':false,'quantity':1,'dimensions':{'model':'m'}}");
      work(server, "settle", "{'customer':'$','reservation_id':'r1','credits':'60'}");
      work(server, "refund",
          "{'customer':'$','refund_id':'f1','reservation_id':'r1','credits':30,'reason':'it was blank'}");
      work(server, "reserve", "{'customer':'$','reservation_id':'r2','feature':'image'}");
      work(server, "release", "{'customer':'$','reservation_id':'r2'}");
      work(server, "reserve", "{'customer':'$','reservation_id':'r3','feature':'image','ttl_seconds':60}");
      work(server, "reserve", "{'customer':'$','reservation_id':'r4','feature':'image','run_id':'w1'}");
      work(server, "runs/close", "{'customer':'$','run_id':'w1'}");
      server.clock.pass(Duration.ofMinutes(1));
      work(server, "consume",
          "{'customer':'$','usage_id':'u1','feature':'image','credits':35,'on_insufficient':'overdraft'}");
      post(server, "grants", "{'grant_id':'g2','credits':50}");
      work(server, "refund", "{'customer':'$','refund_id':'f2','usage_id':'u1'}");

      var entries = server.get("/v1/customers/acme/ledger?limit=500").json().path("entries");
      assertEquals(List.of(
          "18 refund 35 refund image - 1 {refund_id=f2, usage_id=u1}",
          "17 repay -5 api - - - {grant_id=g2}",
          "16 grant 50 api - - - {grant_id=g2}",
          "15 overdraft 5 usage image - 1 {usage_id=u1}",
          "14 consume -30 usage image - 1 {usage_id=u1}",
          "13 release 10 expired image - 1 {reservation_id=r3}",
          "12 release 10 expired image w1 1 {reservation_id=r4}",
          "11 reserve 10 reserve image w1 1 {reservation_id=r4}",
          "10 reserve 10 reserve image - 1 {reservation_id=r3}",
          "9 release 10 release image - 1 {reservation_id=r2}",
          "8 reserve 10 reserve image - 1 {reservation_id=r2}",
          "7 refund 30 refund image w1 1 {refund_id=f1, reservation_id=r1}",
          "6 uncollected 20 settle image w1 1 {reservation_id=r1}",
          "5 settle -40 settle image w1 1 {reservation_id=r1}",
          "4 settle -10 settle image w1 1 {reservation_id=r1, settle_id=s1}",
          "3 reserve 5 extend image w1 1 {extend_id=x1, reservation_id=r1}",
          "2 reserve 20 reserve image w1 1 {reservation_id=r1}",
          "1 grant 50 api - - - {grant_id=g1}"), everything(entries));

      var reserve = entries.get(16);
      assertEquals("{\"a\":1}", reserve.path("metadata").toString());
      assertEquals(2, reserve.path("quantity").asInt());
      assertEquals("10", reserve.at("/price/credits").asText());
      var settle = entries.get(14);
      assertEquals(1, settle.path("quantity").asInt());
      assertEquals("m", settle.at("/dimensions/model").asText());
      assertEquals("rule", settle.at("/price/basis").asText());
      assertEquals("named", entries.get(13).at("/price/basis").asText());
      assertEquals("it was blank", entries.get(11).path("reason").asText());
      assertTrue(entries.get(9).path("price").isMissingNode());
    }
  }

  @Test
  void included_credits_name_their_plan_and_their_period() {
    try (var server = new ApiServer()) {
      server.putYaml("/v1/catalogue", ApiServerTest.WITH_PLANS.replace("default_plan: free",
          "  basic: { credits: { amount: 20 } }\ndefault_plan: basic"));
      server.put("/v1/customers/acme", "{}");
      server.get("/v1/customers/acme");
      server.put("/v1/customers/acme/plan", "{\"plan\":\"pro\"}");
      server.clock.pass(Duration.ofDays(30));
      var entries = server.get("/v1/customers/acme/ledger?limit=500").json().path("entries");
      var lines = new ArrayList<String>();
      for (var entry : entries)
        lines.add(entry.path("seq").asInt() + " " + entry.path("type").asText() + ' ' + entry.path("amount").asText()
            + ' ' + entry.path("cause").asText() + ' ' + entry.path("plan").asText() + ' '
            + entry.path("grant_id").asText() + ' ' + entry.path("catalogue_version").asText());
      assertEquals(List.of(
          "6 expire -1000 expired  plan:pro:2026-11-22T14:00:00Z null",
          "5 rollover 200 period pro plan:pro:rollover:2026-12-22T14:00:00Z 1",
          "4 grant 1000 period pro plan:pro:2026-12-22T14:00:00Z 1",
          "3 expire -20 expired  plan:basic:2026-11-22T00:00:00Z null",
          "2 grant 1000 plan pro plan:pro:2026-11-22T14:00:00Z 1",
          "1 grant 20 default_plan basic plan:basic:2026-11-22T00:00:00Z 1"), lines);
      assertEquals("2026-12-22T14:00:00Z", entries.get(1).path("period_start").asText());
      assertEquals("2027-01-22T14:00:00Z", entries.get(1).path("period_end").asText());
    }
  }

  private static void work(ApiServer server, String path, String body) {
    var answer = server.post("/v1/" + path, ApiServerTest.json("acme", body));
    assertTrue(answer.status() < 300, answer::text);
  }

  private static List<String> everything(JsonNode entries) {
    var lines = new ArrayList<String>();
    for (var entry : entries) {
      var ids = new TreeMap<String, String>();
      for (var field : entry.properties())
        if (field.getKey().endsWith("_id") && !field.getKey().equals("run_id"))
          ids.put(field.getKey(), field.getValue().asText());
      lines.add(entry.path("seq").asInt() + " " + entry.path("type").asText() + ' ' + entry.path("amount").asText()
          + ' ' + entry.path("cause").asText() + ' ' + column(entry, "feature") + ' ' + column(entry, "run_id") + ' '
          + column(entry, "catalogue_version") + ' ' + ids);
    }
    return lines;
  }

  private static String column(JsonNode entry, String name) {
    assertTrue(entry.has(name), entry::toString);
    return entry.path(name).isNull() ? "-" : entry.path(name).asText();
  }

  @Test
  void pages_follow_each_other_without_gaps() {
    try (var server = new ApiServer()) {
      server.put("/v1/customers/acme", "{}");
      post(server, "grants", "{'grant_id':'g1','credits':100}");
      for (int i = 0; i < 6; i++)
        post(server, "adjustments", "{'adjustment_id':'a" + i + "','credits':-1}");
      var seqs = new ArrayList<Integer>();
      var next = "";
      do {
        var page = server.get("/v1/customers/acme/ledger?limit=3" + next).json();
        page.path("entries").forEach(entry -> seqs.add(entry.path("seq").asInt()));
        next = page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
      } while (!next.isEmpty());
      assertEquals(List.of(7, 6, 5, 4, 3, 2, 1), seqs);
      assertEquals(List.of("1 grant 100 api g1"),
          summaries(server.get("/v1/customers/acme/ledger?type=grant").json().path("entries")));
    }
  }

  private static void post(ApiServer server, String path, String body) {
    var answer = server.post("/v1/customers/acme/" + path, ApiServerTest.json("", body));
    assertTrue(answer.status() < 300, answer::text);
  }

  private static List<String> summaries(JsonNode entries) {
    var summaries = new ArrayList<String>();
    for (var entry : entries) {
      var id = entry.path("usage_id").asText(entry.path("grant_id").asText(entry.path("adjustment_id").asText()));
      summaries.add(entry.path("seq").asInt() + " " + entry.path("type").asText() + ' ' + entry.path("amount").asText()
          + ' ' + entry.path("cause").asText() + ' ' + id);
    }
    return summaries;
  }
}
