package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Dimensions;

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

  static NaivePrice of(List<CostRule> rules, Optional<Credits> named, long quantity, Dimensions dimensions) {
    if (named.isPresent()) return new NaivePrice("", "named", BigDecimal.valueOf(named.get().micros(), 6));
    if (rules.isEmpty()) return new NaivePrice("", "free", BigDecimal.ZERO);
    var number = 0;
    for (var rule : rules) {
      if (applies(rule.when(), dimensions)) return of(number, rule, quantity, dimensions);
      number++;
    }
    return refused("no_price");
  }

  static boolean applies(Map<String, List<String>> when, Dimensions dimensions) {
    return when.entrySet().stream().allMatch(condition -> {
      var word = dimensions.words().get(condition.getKey());
      var total = dimensions.totals().get(condition.getKey());
      if (word != null) return condition.getValue().stream().anyMatch(word::equals);
      return total != null && condition.getValue().stream().anyMatch(value -> value.equals(total.toPlainString()));
    });
  }

  private static NaivePrice of(int number, CostRule rule, long quantity, Dimensions dimensions) {
    var price = BigDecimal.ZERO;
    if (rule.credits().isPresent())
      price = price.add(rule.credits().get().credits().multiply(BigDecimal.valueOf(quantity)));
    var given = 0;
    for (var rate : rule.per().entrySet()) {
      var total = dimensions.totals().get(rate.getKey());
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
