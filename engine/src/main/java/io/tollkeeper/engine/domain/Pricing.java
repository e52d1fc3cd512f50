package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;

/** What a piece of work costs. Exact, with one rounding at the end: up, to the micro-credit. */
final class Pricing {

  private static final BigInteger MAX_MICROS = BigInteger.valueOf(Long.MAX_VALUE);

  private Pricing() {}

  /** A price, or why there is none. */
  sealed interface Quote {
    record Priced(Price price, Credits required) implements Quote {}

    record Unpriced(Refusal refusal, String detail) implements Quote {}
  }

  /** The price of this work under these rules. */
  static Quote quote(List<CostRule> rules, Demand demand) {
    if (demand.credits().isPresent()) return new Quote.Priced(Price.NAMED, demand.credits().get());
    if (rules.isEmpty()) return new Quote.Priced(Price.FREE, Credits.ZERO);
    for (int i = 0; i < rules.size(); i++)
      if (rules.get(i).matches(demand.dimensions())) return quote(i, rules.get(i), demand);
    return new Quote.Unpriced(Refusal.NO_PRICE,
        "no rule of the cost of " + demand.feature() + " matches these dimensions");
  }

  private static Quote quote(int number, CostRule rule, Demand demand) {
    var sum = rule.credits().map(rate -> rate.credits().multiply(BigDecimal.valueOf(demand.quantity())))
        .orElse(BigDecimal.ZERO);
    var per = new TreeMap<String, Rate>();
    for (var rate : rule.per().entrySet()) {
      var total = demand.dimensions().totals().get(rate.getKey());
      if (total == null) continue;
      per.put(rate.getKey(), rate.getValue());
      sum = sum.add(rate.getValue().credits().multiply(total));
    }
    if (!rule.per().isEmpty() && per.isEmpty())
      return new Quote.Unpriced(Refusal.NO_PRICE, "the price of " + demand.feature() + " needs one of the dimensions "
          + rule.per().keySet().stream().sorted().toList());
    var micros = sum.setScale(Credits.DECIMALS, RoundingMode.CEILING).unscaledValue();
    if (micros.compareTo(MAX_MICROS) > 0)
      return new Quote.Unpriced(Refusal.AMOUNT_TOO_LARGE,
          "the price of this quantity of " + demand.feature() + " is too large");
    return new Quote.Priced(new Price(Price.Basis.RULE, number, rule.credits(), per),
        new Credits(micros.longValueExact()));
  }
}
