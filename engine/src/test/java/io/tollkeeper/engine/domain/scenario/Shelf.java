package io.tollkeeper.engine.domain.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;

/** The catalogue that the lines {@code feature}, {@code rule} and {@code pack} describe; each line is a new publication. */
final class Shelf {

  private Catalogue catalogue = Catalogue.EMPTY;

  Catalogue catalogue() {
    return catalogue;
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
    put(new Pack(key, Set.of(), credits, term, priority, features));
  }

  /** {@code withdraw image}. */
  void withdraw(Line line) {
    var features = new HashMap<>(catalogue.features());
    features.remove(line.word());
    catalogue =
        new Catalogue(catalogue.version() + 1, features, catalogue.plans(), catalogue.packs(), catalogue.defaultPlan());
  }

  Pack pack(String key) {
    return catalogue.pack(key).orElseThrow(() -> new IllegalArgumentException("there is no pack " + key));
  }

  private void put(Feature feature) {
    var features = new HashMap<>(catalogue.features());
    features.put(feature.key(), feature);
    catalogue =
        new Catalogue(catalogue.version() + 1, features, catalogue.plans(), catalogue.packs(), catalogue.defaultPlan());
  }

  private void put(Pack pack) {
    var packs = new HashMap<>(catalogue.packs());
    packs.put(pack.key(), pack);
    catalogue =
        new Catalogue(catalogue.version() + 1, catalogue.features(), catalogue.plans(), packs, catalogue.defaultPlan());
  }

  private static Map<String, String> named(Line line) {
    var values = new HashMap<String, String>();
    for (var pair = line.named(); pair.isPresent(); pair = line.named())
      values.put(pair.get()[0], pair.get()[1]);
    return values;
  }
}
