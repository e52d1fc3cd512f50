package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
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

/** A tenant who changes its prices, and asks for work at any of them. */
final class Shop {

  private static final List<String> FEATURES = List.of("image", "chat", "video", "api", "seats", "tier");
  private static final List<String> MODELS = List.of("large", "small", "tiny", "1000");
  private static final List<String> EXPIRIES = List.of("P1M", "P40D", "PT36H", "P1Y");
  private static final List<Duration> GRACES =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(24), Duration.ofDays(5));
  private static final List<String> TOTALS = List.of("in", "out", "pixels");
  private static final List<String> RATES =
      List.of("0", "0.000000000001", "0.0025", "0.333333333333", "0.01", "1", "3.5", "7", "12.25", "40");
  private static final List<String> AMOUNTS =
      List.of("0", "1", "0.5", "1000", "1E+3", "1.50", "999", "1234567", "0.000001", "33");

  private final Dice dice;
  private static final List<Long> LIMITS = List.of(0L, 1L, 3L, 5L, 8L, 15L, 40L, 150L, 1_000L);

  private final Map<Integer, Catalogue> published = new HashMap<>();
  private Catalogue catalogue = Catalogue.EMPTY;

  Shop(Dice dice) {
    this.dice = dice;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Optional<Catalogue> version(int number) {
    return Optional.ofNullable(published.get(number));
  }

  /** Publishes other prices and plans; a feature may be gone or be of another kind. */
  void publish() {
    var features = new HashMap<String, Feature>();
    for (var key : FEATURES)
      if (!dice.oneIn(30)) features.put(key, feature(key));
    var plans = new LinkedHashMap<String, Plan>();
    if (!dice.oneIn(5)) plans.put("pro", plan("pro", features));
    if (dice.oneIn(3)) plans.put("free", plan("free", features));
    if (dice.oneIn(2)) plans.put("max", plan("max", features));
    var packs = new HashMap<String, Pack>();
    if (!dice.oneIn(4))
      packs.put("extra", new Pack("extra", Set.of(), new Credits(1), Optional.empty(), 10, Set.of(),
          entitlements(features)));
    Optional<Plan> everyones =
        plans.isEmpty() || dice.oneIn(25) ? Optional.empty() : Optional.of(plans.firstEntry().getValue());
    catalogue = new Catalogue(catalogue.version() + 1, features, plans, packs, everyones);
    published.put(catalogue.version(), catalogue);
  }

  String feature() {
    return dice.oneIn(60) ? "unknown" : dice.oneIn(6) ? dice.oneOf(FEATURES) : dice.oneOf(FEATURES.subList(0, 3));
  }

  List<String> features() {
    return FEATURES;
  }

  Limit limit() {
    return new Limit(dice.oneOf(LIMITS), dice.maybe(2, () -> dice.oneOf(Window.class)), false);
  }

  Dimensions dimensions() {
    if (dice.oneIn(3)) return Dimensions.NONE;
    var words = new HashMap<String, String>();
    var totals = new HashMap<String, BigDecimal>();
    if (!dice.oneIn(4)) words.put("model", dice.oneOf(MODELS));
    else if (dice.oneIn(2)) totals.put("model", new BigDecimal("1E+3"));
    for (var total : TOTALS)
      if (dice.oneIn(2)) totals.put(total, new BigDecimal(dice.oneOf(AMOUNTS)));
    return new Dimensions(words, totals);
  }

  Demand demand() {
    var credits =
        dice.maybe(4, () -> new Credits(dice.oneIn(2) ? dice.between(1, 60_000_000) : dice.between(1, 60) * 1_000_000));
    var quantity = dice.oneIn(400) ? Long.MAX_VALUE : dice.oneIn(3) ? dice.between(2, 9) : 1;
    return new Demand(feature(), quantity, credits, dimensions());
  }

  private Feature feature(String key) {
    var kind = switch (key) {
      case "seats" -> FeatureKind.GAUGE;
      case "tier" -> FeatureKind.CONFIG;
      case "api" -> FeatureKind.SWITCH;
      default -> dice.oneIn(20) ? dice.oneOf(FeatureKind.class) : FeatureKind.METERED;
    };
    var rules = new ArrayList<CostRule>();
    while (!dice.oneIn(3))
      rules.add(rule());
    if (!dice.oneIn(5)) rules.add(new CostRule(Map.of(), Optional.of(Rate.of(dice.oneOf(RATES))), Map.of()));
    return new Feature(key, kind, rules);
  }

  private Plan plan(String key, Map<String, Feature> features) {
    return new Plan(key, Set.of(), dice.oneIn(4) ? Plan.BillingPeriod.YEAR : Plan.BillingPeriod.MONTH,
        entitlements(features), dice.oneIn(3) ? Optional.empty() : Optional.of(included()),
        new Credits(dice.oneIn(2) ? 0 : dice.between(0, 90_000_000)), dice.oneOf(GRACES),
        dice.maybe(2, () -> new Credits(dice.between(0, 200_000_000))),
        new Plan.PastDue((int) dice.between(0, 9), !dice.oneIn(3)), dice.oneOf(Plan.Shortfall.class),
        new Plan.Dispute(dice.oneIn(6), dice.oneOf(Plan.Shortfall.class)));
  }

  private Map<String, Entitlement> entitlements(Map<String, Feature> features) {
    var entitlements = new HashMap<String, Entitlement>();
    for (var feature : features.values())
      if (!dice.oneIn(12)) entitlements.put(feature.key(), entitlement(feature.kind()));
    return entitlements;
  }

  private IncludedCredits included() {
    var amount = new Credits(dice.between(1, 60) * 1_000_000);
    var expiry = dice.<IncludedCredits.Expiry>maybe(4, () -> dice.oneIn(4)
        ? new IncludedCredits.Expiry.Never()
        : new IncludedCredits.Expiry.After(Term.parse(dice.oneOf(EXPIRIES)).orElseThrow()));
    var rollover = expiry.isPresent() || dice.oneIn(3) ? Credits.ZERO : new Credits(dice.between(0, 80_000_000));
    return new IncludedCredits(amount, dice.oneIn(2), expiry, rollover,
        dice.oneIn(6) ? Credits.ZERO : new Credits(dice.between(1, 20_000_000)), (int) dice.between(0, 11));
  }

  private Entitlement entitlement(FeatureKind kind) {
    var limits = new ArrayList<Limit>();
    if (kind == FeatureKind.GAUGE && dice.oneIn(2))
      limits.add(new Limit(dice.oneOf(LIMITS), Optional.empty(), dice.oneIn(2)));
    while (kind != FeatureKind.GAUGE && kind != FeatureKind.CONFIG && dice.oneIn(2))
      limits.add(new Limit(dice.oneOf(LIMITS), Optional.of(dice.oneOf(Window.class)), dice.oneIn(2)));
    Optional<List<CostRule>> cost = dice.maybe(5, () -> dice.oneIn(3) ? List.of() : List.of(rule()));
    Map<String, List<String>> when = dice.oneIn(10) ? Map.of("model", List.of(dice.oneOf(MODELS))) : Map.of();
    return new Entitlement(dice.maybe(3, () -> "gold"), limits, cost, when);
  }

  private CostRule rule() {
    Map<String, List<String>> when =
        dice.oneIn(2) ? Map.of("model", List.of(dice.oneOf(MODELS), dice.oneOf(MODELS))) : Map.of();
    var per = new HashMap<String, Rate>();
    for (var total : TOTALS)
      if (dice.oneIn(4)) per.put(total, Rate.of(dice.oneOf(RATES.subList(0, 5))));
    Optional<Rate> credits =
        per.isEmpty() || dice.oneIn(2) ? Optional.of(Rate.of(dice.oneOf(RATES))) : Optional.empty();
    return new CostRule(when, credits, per);
  }
}
