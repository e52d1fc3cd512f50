package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a feature costs: one rule, or a list of rules of which the first that matches applies. */
final class CostReader {

  private static final int MAX_RULES = 64;
  private static final int MAX_VALUES = 100;

  // No rate can be charged that is more than the largest amount.
  private static final BigDecimal MAX_RATE = BigDecimal.valueOf(Long.MAX_VALUE, Credits.DECIMALS);

  private CostReader() {}

  /** The rules under {@code cost}; none if there is no cost. */
  static List<CostRule> read(DocumentPart feature) {
    if (!feature.has("cost")) return List.of();
    var parts = feature.oneOrMore("cost", MAX_RULES);
    if (parts.isEmpty())
      feature.problem("cost", "a cost has at least one rule",
          "such as { credits: 10 }; without a cost the feature is free");
    var rules = new ArrayList<CostRule>();
    var unreachable = false;
    for (var part : parts) {
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
    var when = conditions(part);
    var credits = rate(part, "credits");
    var per = rates(part);
    if (!part.has("credits") && !part.has("per"))
      part.problem("a rule asks for something",
          "add credits (for each unit), per (for each one of a dimension), or both");
    part.refuseUnread();
    return new CostRule(when, credits, per);
  }

  private static Map<String, List<String>> conditions(DocumentPart rule) {
    var part = rule.mapping("when");
    var conditions = new HashMap<String, List<String>>();
    for (var dimension : dimensions(part)) {
      var values = new ArrayList<String>();
      for (var value : part.values(dimension, MAX_VALUES)) {
        var text = condition(value);
        if (text.isEmpty())
          part.problem(dimension,
              "a dimension is a text of at most " + DocumentPart.MAX_TEXT + " characters or a number",
              "such as gpt-4o, or [a, b]; put words such as true in quotes");
        text.ifPresent(values::add);
      }
      if (values.isEmpty())
        part.problem(dimension, "a condition without values never matches", "name a value, or remove the condition");
      conditions.put(dimension, values);
    }
    if (rule.has("when") && conditions.isEmpty())
      rule.problem("when", "a condition names at least one dimension", "remove it if the rule always matches");
    return conditions;
  }

  /** The value in the form that dimensions are compared in. */
  private static Optional<String> condition(Object value) {
    if (value instanceof String text)
      return text.isEmpty() || text.length() > DocumentPart.MAX_TEXT ? Optional.empty() : Optional.of(text);
    return DocumentPart.number(value).filter(CostReader::isShort)
        .map(number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }

  private static Map<String, Rate> rates(DocumentPart rule) {
    var part = rule.mapping("per");
    var rates = new HashMap<String, Rate>();
    for (var dimension : dimensions(part))
      rate(part, dimension).ifPresent(rate -> rates.put(dimension, rate));
    if (rule.has("per") && rates.isEmpty())
      rule.problem("per", "this names at least one dimension and its rate", "such as { input_tokens: 0.0025 }");
    return rates;
  }

  private static Optional<Rate> rate(DocumentPart part, String name) {
    var number = part.decimal(name);
    if (number.isEmpty()) return Optional.empty();
    var rate = number.filter(value -> value.signum() >= 0 && isShort(value) && value.compareTo(MAX_RATE) <= 0
        && value.stripTrailingZeros().scale() <= Rate.DECIMALS).map(Rate::new);
    if (rate.isEmpty())
      part.problem(name, "a rate is 0 or more and has at most " + Rate.DECIMALS + " decimals", "such as 10 or 0.0025");
    return rate;
  }

  /** Keeps numbers such as 1e999999999 away from arithmetic that would write them out. */
  static boolean isShort(BigDecimal number) {
    return Math.abs((long) number.scale()) <= 40 && number.precision() <= 80;
  }

  private static List<String> dimensions(DocumentPart part) {
    var names = part.keys();
    if (names.size() > Dimensions.MAX)
      part.problem("there are more than " + Dimensions.MAX + " dimensions", "at most " + Dimensions.MAX);
    return names;
  }
}
