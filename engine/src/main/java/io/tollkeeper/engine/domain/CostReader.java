package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what something costs: one rule, or a list of rules of which the first that matches applies. A number is short for one rule,
 * so many credits for each unit.
 */
final class CostReader {

  private static final int MAX_RULES = 64;

  // No rate can be charged that is more than the largest amount.
  private static final BigDecimal MAX_RATE = NumberBounds.MAX_AMOUNT;

  private CostReader() {}

  /** The rules under {@code cost}; empty if nothing is said about the cost. */
  static Optional<List<CostRule>> read(DocumentPart owner) {
    return owner.value("cost").map(value -> {
      if (value instanceof List<?> list && list.isEmpty())
        owner.problem("cost", "a cost has at least one rule", "such as { credits: 10 }, or 0 if it costs nothing");
      return DocumentPart.number(value).isPresent() ? number(owner) : rules(owner);
    });
  }

  private static List<CostRule> number(DocumentPart owner) {
    var credits = rate(owner, "cost");
    return List.of(new CostRule(Map.of(), credits, Map.of()));
  }

  private static List<CostRule> rules(DocumentPart owner) {
    var rules = new ArrayList<CostRule>();
    var unreachable = false;
    for (var part : owner.oneOrMore("cost", MAX_RULES, "{ credits: 10 }")) {
      if (unreachable)
        part.problem("this rule is never reached, for one before it always matches",
            "move the rule without a condition to the end");
      var rule = rule(part);
      unreachable |= rule.when().isEmpty() && !part.has("when");
      rules.add(rule);
    }
    return rules;
  }

  private static CostRule rule(DocumentPart part) {
    var when = ConditionReader.read(part);
    var credits = rate(part, "credits");
    var per = rates(part);
    if (!part.has("credits") && !part.has("per"))
      part.problem("a rule asks for something",
          "add credits (for each unit), per (for each one of a dimension), or both");
    part.refuseUnread();
    return new CostRule(when, credits, per);
  }

  private static Map<String, Rate> rates(DocumentPart rule) {
    var part = rule.mapping("per");
    var rates = new HashMap<String, Rate>();
    for (var dimension : part.keys(Dimensions.MAX))
      rate(part, dimension).ifPresent(rate -> rates.put(dimension, rate));
    if (rule.has("per") && rates.isEmpty())
      rule.problem("per", "this names at least one dimension and its rate", "such as { input_tokens: 0.0025 }");
    return rates;
  }

  private static Optional<Rate> rate(DocumentPart part, String name) {
    var number = part.decimal(name);
    if (number.isEmpty()) return Optional.empty();
    var rate = number.filter(value -> NumberBounds.isIn(value, MAX_RATE, Rate.DECIMALS)).map(Rate::new);
    if (rate.isEmpty())
      part.problem(name, "a rate is 0 or more and has at most " + Rate.DECIMALS + " decimals", "such as 10 or 0.0025");
    return rate;
  }
}
