package io.tollkeeper.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;
import io.tollkeeper.engine.domain.CatalogueReader.Reading;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.http.read.Documents;
import io.tollkeeper.http.read.Yaml;

/** The catalogue that has everything in it, as it is written in the contract. */
class WholeCatalogueTest {

  static final String DOCUMENT =
      """
          features:
            api_access:       { kind: switch }
            support_tier:     { kind: config }
            team_members:     { kind: gauge }
            image_generation: { kind: metered, cost: { credits: 10 } }           # per unit of quantity; rates have up to 12 decimals
            chat:
              kind: metered
              cost:                                                               # the first rule that matches
                - when: { model: gpt-4o }
                  per: { input_tokens: 0.0025, output_tokens: 0.01 }              # credits per one of the dimension
                - credits: 1
          plans:                                                                  # order matters only where two plans give one config feature
            free:
              entitlements: { chat: { limit: 20, per: day, cost: 0 } }            # an entitlement may carry its own cost; 0 = included
            pro:
              stripe_prices: [price_pro_monthly]
              period: month                                                       # or year
              entitlements:
                api_access: true
                support_tier: priority
                team_members: { limit: 10, per_quantity: true }
                chat: { limit: [ { limit: 60, per: minute }, { limit: 5000, per: month } ], when: { model: [gpt-4o, gpt-4o-mini] } }
                image_generation: { limit: 1000, per: month }
              credits: { amount: 10000, per: billing_period, expires: period_end, rollover: { max: 2000 }, trial: 500, priority: 10 }
              overdraft: 0
              renewal_grace: PT24H
              low_balance: 500                                                    # decisions below it carry "low_balance": true
              on_past_due: { grace_days: 3, then: suspend_plan }                  # or keep
              on_refund: { shortfall: debt }                                      # or write_off
              on_dispute: { suspend: false, shortfall: debt }
          packs:
            credits_10k: { stripe_prices: [price_pack_10k], credits: 10000, expires_after: P90D, priority: 10, features: [], entitlements: { api_access: true } }   # while its grant lives
          default_plan: free                                                      # optional; for customers without a plan
          """;

  private static final Entitlement OPEN = entitlement(List.of(), Optional.empty(), Map.of());

  @Test
  void it_is_read_as_it_stands() {
    var free = new Plan("free", Set.of(), Plan.BillingPeriod.MONTH,
        Map.of("chat", entitlement(List.of(limit(20, Window.DAY)), Optional.of(List.of(each("0"))), Map.of())),
        Optional.empty(), Credits.ZERO, Duration.ofHours(24), Optional.empty(), new Plan.PastDue(3, true),
        Plan.Shortfall.DEBT, new Plan.Dispute(false, Plan.Shortfall.DEBT));
    var pro = new Plan("pro", Set.of("price_pro_monthly"), Plan.BillingPeriod.MONTH, ofPro(),
        Optional.of(new IncludedCredits(credits(10_000), false, Optional.empty(), credits(2_000), credits(500), 10)),
        Credits.ZERO, Duration.ofHours(24), Optional.of(credits(500)), new Plan.PastDue(3, true),
        Plan.Shortfall.DEBT, new Plan.Dispute(false, Plan.Shortfall.DEBT));
    var pack = new Pack("credits_10k", Set.of("price_pack_10k"), credits(10_000), Term.parse("P90D"), 10, Set.of(),
        Map.of("api_access", OPEN));
    var read = read();
    assertEquals(new Catalogue(0, features(), Map.of("free", free, "pro", pro), Map.of("credits_10k", pack),
        Optional.of(free)), read);
    assertEquals(List.of("free", "pro"), List.copyOf(read.plans().keySet()));
  }

  @Test
  void it_is_published_and_told_word_for_word() {
    try (var server = new ApiServer()) {
      var answer = server.putYaml("/v1/catalogue", DOCUMENT);
      assertEquals(201, answer.status(), answer::text);
      var told = server.get("/v1/catalogue").json().path("catalogue");
      assertEquals(
          "{'amount':10000,'per':'billing_period','expires':'period_end','rollover':{'max':2000},'trial':500,'priority':10}"
              .replace('\'', '"'),
          told.at("/plans/pro/credits").toString());
      assertEquals(200, server.put("/v1/catalogue", told.toString()).status());
    }
  }

  private static Map<String, Feature> features() {
    var tokens = new CostRule(Map.of("model", List.of("gpt-4o")), Optional.empty(),
        Map.of("input_tokens", Rate.of("0.0025"), "output_tokens", Rate.of("0.01")));
    return Map.of(
        "api_access", new Feature("api_access", FeatureKind.SWITCH, List.of()),
        "support_tier", new Feature("support_tier", FeatureKind.CONFIG, List.of()),
        "team_members", new Feature("team_members", FeatureKind.GAUGE, List.of()),
        "image_generation", new Feature("image_generation", FeatureKind.METERED, List.of(each("10"))),
        "chat", new Feature("chat", FeatureKind.METERED, List.of(tokens, each("1"))));
  }

  private static Map<String, Entitlement> ofPro() {
    return Map.of(
        "api_access", OPEN,
        "support_tier", new Entitlement(Optional.of("priority"), List.of(), Optional.empty(), Map.of()),
        "team_members", entitlement(List.of(new Limit(10, Optional.empty(), true)), Optional.empty(), Map.of()),
        "chat", entitlement(List.of(limit(60, Window.MINUTE), limit(5_000, Window.MONTH)), Optional.empty(),
            Map.of("model", List.of("gpt-4o", "gpt-4o-mini"))),
        "image_generation", entitlement(List.of(limit(1_000, Window.MONTH)), Optional.empty(), Map.of()));
  }

  private static Entitlement entitlement(List<Limit> limits, Optional<List<CostRule>> cost,
      Map<String, List<String>> when) {
    return new Entitlement(Optional.empty(), limits, cost, when);
  }

  private static Limit limit(long limit, Window window) {
    return new Limit(limit, Optional.of(window), false);
  }

  private static CostRule each(String rate) {
    return new CostRule(Map.of(), Optional.of(Rate.of(rate)), Map.of());
  }

  private static Credits credits(long whole) {
    return new Credits(whole * 1_000_000);
  }

  private static Catalogue read() {
    var document = Documents.of(Yaml.object(DOCUMENT.getBytes(StandardCharsets.UTF_8)));
    return assertInstanceOf(Reading.Valid.class, CatalogueReader.read(document)).catalogue();
  }
}
