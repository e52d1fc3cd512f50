package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Feature;

/**
 * A price as one would work it out by hand.
 *
 * @param refusal why there is none; empty if there is one
 * @param basis what decided it
 * @param required the price
 */
record NaivePrice(String refusal, String basis, BigDecimal required) {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");

  static NaivePrice refused(String code) {
    return new NaivePrice(code, "", BigDecimal.ZERO);
  }

  static NaivePrice of(Catalogue catalogue, Demand demand, boolean charging) {
    var feature = catalogue.features().get(demand.feature());
    if (feature == null) return refused("feature_not_found");
    return switch (feature.kind()) {
      case CONFIG, GAUGE -> charging ? refused("wrong_kind") : new NaivePrice("", "free", BigDecimal.ZERO);
      case METERED, SWITCH -> of(feature, demand);
    };
  }

  private static NaivePrice of(Feature feature, Demand demand) {
    if (demand.credits().isPresent())
      return new NaivePrice("", "named", BigDecimal.valueOf(demand.credits().get().micros(), 6));
    if (feature.cost().isEmpty()) return new NaivePrice("", "free", BigDecimal.ZERO);
    var number = 0;
    for (var rule : feature.cost()) {
      if (applies(rule, demand.dimensions())) return of(number, rule, demand);
      number++;
    }
    return refused("no_price");
  }

  private static boolean applies(CostRule rule, Dimensions dimensions) {
    return rule.when().entrySet().stream().allMatch(condition -> {
      var word = dimensions.words().get(condition.getKey());
      var total = dimensions.totals().get(condition.getKey());
      if (word != null) return condition.getValue().stream().anyMatch(word::equals);
      return total != null && condition.getValue().stream().anyMatch(value -> value.equals(total.toPlainString()));
    });
  }

  private static NaivePrice of(int number, CostRule rule, Demand demand) {
    var price = BigDecimal.ZERO;
    if (rule.credits().isPresent())
      price = price.add(rule.credits().get().credits().multiply(BigDecimal.valueOf(demand.quantity())));
    var given = 0;
    for (var rate : rule.per().entrySet()) {
      var total = demand.dimensions().totals().get(rate.getKey());
      if (total == null) continue;
      given++;
      price = price.add(total.multiply(rate.getValue().credits()));
    }
    if (!rule.per().isEmpty() && given == 0) return refused("no_price");
    var required = roundedUp(price);
    return required.compareTo(LARGEST) > 0
        ? refused("amount_too_large")
        : new NaivePrice("", "rule " + number, required);
  }

  /** The smallest number of whole micro-credits that covers the price. */
  private static BigDecimal roundedUp(BigDecimal price) {
    var micro = new BigDecimal("0.000001");
    var cut = price.setScale(6, RoundingMode.DOWN);
    return cut.compareTo(price) < 0 ? cut.add(micro) : cut;
  }
}
