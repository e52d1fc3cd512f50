package io.tollkeeper.engine.domain.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;

/**
 * The catalogue that the lines {@code feature}, {@code rule}, {@code pack}, {@code plan}, {@code entitle} and {@code default} describe;
 * each line is a new publication.
 */
final class Shelf {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Map<Integer, Catalogue> published = new HashMap<>();
  private Catalogue catalogue = Catalogue.EMPTY;

  Catalogue catalogue() {
    return catalogue;
  }

  /** An earlier publication. */
  Optional<Catalogue> version(int number) {
    return Optional.ofNullable(published.get(number));
  }

  /** {@code catalogue chatbot}: the whole of one that users find in the documentation. */
  void catalogue(Line line) {
    var file = Path.of("..", "http-api", "docs", "catalogues", line.word() + ".yaml");
    try {
      var document = YAML.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {});
      var read = switch (CatalogueReader.read(document)) {
        case CatalogueReader.Reading.Valid(var valid) -> valid;
        case CatalogueReader.Reading.Invalid(var problems) -> throw new IllegalArgumentException(problems.toString());
      };
      publish(read.features(), read.plans(), read.packs(), read.defaultPlan().map(Plan::key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code feature image metered costs 10}; again, it replaces the feature. */
  void feature(Line line) {
    var key = line.word();
    var kind = FeatureKind.valueOf(line.word().toUpperCase(Locale.ROOT));
    put(new Feature(key, kind,
        line.next("costs") ? List.of(new CostRule(Map.of(), Optional.of(line.rate()), Map.of())) : List.of()));
  }

  /** {@code rule chat when model=large,small credits 2 per in=0.0025 out=0.01}; it comes after the rules that are there. */
  void rule(Line line) {
    var feature = catalogue.feature(line.word()).orElseThrow();
    var when = new HashMap<String, List<String>>();
    var per = new HashMap<String, Rate>();
    Optional<Rate> credits = Optional.empty();
    while (line.hasMore()) {
      switch (line.word()) {
        case "when" -> named(line).forEach((name, values) -> when.put(name, List.of(values.split(",", -1))));
        case "per" -> named(line).forEach((name, rate) -> per.put(name, Rate.of(rate)));
        case "credits" -> credits = Optional.of(line.rate());
        default -> throw new IllegalArgumentException("a rule has when, credits and per");
      }
    }
    var rules = new ArrayList<>(feature.cost());
    rules.add(new CostRule(when, credits, per));
    put(new Feature(feature.key(), feature.kind(), rules));
  }

  /** {@code pack top_up 10000 for P90D priority 5 features image,chat}. */
  void pack(Line line) {
    var key = line.word();
    var credits = line.credits();
    Optional<Term> term = Optional.empty();
    var priority = Grant.DEFAULT_PRIORITY;
    Set<String> features = Set.of();
    while (line.hasMore()) {
      switch (line.word()) {
        case "for" -> term = Optional.of(line.term());
        case "priority" -> priority = line.number();
        case "features" -> features = line.keys();
        default -> throw new IllegalArgumentException("a pack has for, priority and features");
      }
    }
    put(new Pack(key, Set.of(), credits, term, priority, features, Map.of()));
  }

  /** {@code plan free credits 100 overdraft 100}; see {@link PlanLine}. */
  void plan(Line line) {
    var key = line.word();
    put(PlanLine.read(key, catalogue.plan(key), line));
  }

  /** {@code discontinue pro}: the plan is not sold any more. */
  void discontinue(Line line) {
    var plans = new LinkedHashMap<>(catalogue.plans());
    plans.remove(line.word());
    publish(catalogue.features(), plans, catalogue.packs(), catalogue.defaultPlan().map(Plan::key));
  }

  /** {@code default free}, or {@code default none}: the plan of every customer. */
  void defaultPlan(Line line) {
    var key = line.word();
    publish(catalogue.features(), catalogue.plans(), catalogue.packs(),
        key.equals("none") ? Optional.empty() : Optional.of(key));
  }

  /** As for a plan, but while a grant of the pack lives: {@code open top_up chat limit 5 per day}. */
  void open(Line line) {
    var pack = pack(line.word());
    var entitlements = new HashMap<>(pack.entitlements());
    entitlements.put(line.word(), right(line));
    put(new Pack(pack.key(), pack.stripePrices(), pack.credits(), pack.expiresAfter(), pack.priority(), pack.features(),
        entitlements));
  }

  /** {@code entitle free chat value v limit 5 per day limit 60 per month costs 2 when model=large}; again, it replaces the right. */
  void entitle(Line line) {
    var plan = knownPlan(line.word());
    var entitlements = new HashMap<>(plan.entitlements());
    entitlements.put(line.word(), right(line));
    put(PlanLine.with(plan, entitlements));
  }

  private static Entitlement right(Line line) {
    Optional<String> value = Optional.empty();
    var limits = new ArrayList<Limit>();
    Optional<List<CostRule>> cost = Optional.empty();
    var when = new HashMap<String, List<String>>();
    while (line.hasMore()) {
      switch (line.word()) {
        case "value" -> value = Optional.of(line.word());
        case "limit" -> limits.add(AccessPhrase.limit(line));
        case "per_quantity" -> {
          var last = limits.removeLast();
          limits.add(new Limit(last.limit(), last.window(), true));
        }
        case "costs" -> cost = Optional.of(List.of(new CostRule(Map.of(), Optional.of(line.rate()), Map.of())));
        case "when" -> named(line).forEach((name, values) -> when.put(name, List.of(values.split(",", -1))));
        default -> throw new IllegalArgumentException("a right has value, limit, per_quantity, costs and when");
      }
    }
    return new Entitlement(value, limits, cost, when);
  }

  /** {@code revoke free chat}: the plan does not give it any more. */
  void revoke(Line line) {
    var plan = knownPlan(line.word());
    var entitlements = new HashMap<>(plan.entitlements());
    entitlements.remove(line.word());
    put(PlanLine.with(plan, entitlements));
  }

  /** {@code withdraw image}. */
  void withdraw(Line line) {
    var features = new HashMap<>(catalogue.features());
    features.remove(line.word());
    publish(features, catalogue.plans(), catalogue.packs(), catalogue.defaultPlan().map(Plan::key));
  }

  Pack pack(String key) {
    return catalogue.pack(key).orElseThrow(() -> new IllegalArgumentException("there is no pack " + key));
  }

  private void put(Feature feature) {
    var features = new HashMap<>(catalogue.features());
    features.put(feature.key(), feature);
    publish(features, catalogue.plans(), catalogue.packs(), catalogue.defaultPlan().map(Plan::key));
  }

  private void put(Pack pack) {
    var packs = new HashMap<>(catalogue.packs());
    packs.put(pack.key(), pack);
    publish(catalogue.features(), catalogue.plans(), packs, catalogue.defaultPlan().map(Plan::key));
  }

  private Plan knownPlan(String key) {
    return Optional.ofNullable(catalogue.plans().get(key)).orElseThrow();
  }

  private void put(Plan plan) {
    var plans = new LinkedHashMap<>(catalogue.plans());
    plans.put(plan.key(), plan);
    publish(catalogue.features(), plans, catalogue.packs(), catalogue.defaultPlan().map(Plan::key));
  }

  private void publish(Map<String, Feature> features, Map<String, Plan> plans, Map<String, Pack> packs,
      Optional<String> defaultPlan) {
    catalogue = new Catalogue(catalogue.version() + 1, features, plans, packs, defaultPlan.map(plans::get));
    published.put(catalogue.version(), catalogue);
  }

  private static Map<String, String> named(Line line) {
    var values = new HashMap<String, String>();
    for (var pair = line.named(); pair.isPresent(); pair = line.named())
      values.put(pair.get()[0], pair.get()[1]);
    return values;
  }
}
