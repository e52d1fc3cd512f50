package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that a demand for work must pass before it is paid for, in their documented order: the first that says no is the answer.
 */
final class Judging {

  private Judging() {}

  /** What the rules say about work. */
  static Verdict judge(Case decided, Demand demand, Optional<String> run) {
    var feature = decided.catalogue().feature(demand.feature());
    if (feature.isEmpty()) return noFeature(demand.feature());
    if (!FeatureReader.canBeCharged(feature.get().kind()))
      return new Verdict.Failed(Refusal.WRONG_KIND, demand.feature() + " is a " + wire(feature.get().kind())
          + "; only metered features and switches can be charged");
    var right = Entitling.right(decided.catalogue(), demand.feature());
    var plan = Entitling.pricingPlan(right, demand.dimensions());
    return switch (Pricing.quote(Entitling.cost(decided.catalogue(), feature.get(), plan), demand)) {
      case Pricing.Quote.Unpriced(var refusal, var detail) -> new Verdict.Failed(refusal, detail);
      case Pricing.Quote.Priced(var price, var required) -> judge(decided, demand, run, right, price, required, plan);
    };
  }

  private static Verdict judge(Case decided, Demand demand, Optional<String> run, Entitling.Right right, Price price,
      Credits required, Optional<String> plan) {
    var customer = decided.customer();
    if (run.isPresent() && customer.runs().find(run.get()).isEmpty())
      return withRequired(Running.noOpenRun(decided, run.get()), required);
    if (!isEntitled(right, demand.dimensions())) return withRequired(notEntitled(demand.feature()), required);
    var limits = Entitling.limits(right);
    var exceeded = Limiting.exceeded(customer, demand.feature(), limits, demand.quantity(), decided.now());
    if (exceeded.isPresent()) return beyond(demand, exceeded.get(), required);
    if (overflows(customer, demand))
      return new Verdict.Failed(Refusal.AMOUNT_TOO_LARGE,
          "the usage of " + demand.feature() + " would add up to more than can be represented");
    var runs = run.map(customer.runs()::chain).orElse(List.of());
    return overBudget(customer, runs, required)
        .orElseGet(() -> new Verdict.Passed(price, required, plan, runs, limits));
  }

  /** What the rules say about something that is not charged: whether a config feature is given, whether a gauge has room. */
  static Verdict judgeUncharged(Case decided, Demand demand, Feature feature) {
    var right = Entitling.right(decided.catalogue(), demand.feature());
    if (!isEntitled(right, demand.dimensions())) return notEntitled(demand.feature());
    var limits = Entitling.limits(right);
    if (feature.kind() == FeatureKind.GAUGE) {
      var exceeded = Limiting.exceeded(decided.customer(), demand.feature(), limits, demand.quantity(), decided.now());
      if (exceeded.isPresent()) return beyond(demand, exceeded.get(), Credits.ZERO);
    }
    return new Verdict.Passed(Price.FREE, Credits.ZERO, Optional.empty(), List.of(), limits);
  }

  static Verdict.Failed noFeature(String feature) {
    return new Verdict.Failed(Refusal.FEATURE_NOT_FOUND, "the catalogue has no feature " + feature);
  }

  static Verdict.Failed notEntitled(String feature) {
    return new Verdict.Failed(Refusal.NOT_ENTITLED, "no plan of the customer gives it " + feature);
  }

  static boolean isEntitled(Entitling.Right right, Dimensions dimensions) {
    return switch (right) {
      case Entitling.Right.Open _ -> true;
      case Entitling.Right.Given(var _, var entitlement) -> CostRule.matches(entitlement.when(), dimensions);
      case Entitling.Right.None _ -> false;
    };
  }

  /** The first of these runs whose budget cannot bear so much more. */
  static Optional<Verdict> overBudget(Customer customer, List<String> runs, Credits required) {
    for (var id : runs) {
      var run = customer.runs().find(id).orElseThrow();
      // What costs nothing fits into any budget, also into one that a larger settle has exceeded.
      if (Math.max(0, run.leftMicros()) < required.micros())
        return Optional.of(new Verdict.Failed(Refusal.RUN_BUDGET_EXCEEDED,
            required + " credits are required, the run " + id
                + " has " + Credits.text(Math.max(0, run.leftMicros())) + " left of " + run.budget(),
            Optional.of(required),
            Optional.empty(), Optional.of(id)));
    }
    return Optional.empty();
  }

  static String wire(FeatureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Verdict.Failed withRequired(Verdict.Failed failed, Credits required) {
    return new Verdict.Failed(failed.refusal(), failed.detail(), Optional.of(required), failed.limit(), failed.run());
  }

  private static Verdict.Failed beyond(Demand demand, LimitUse use, Credits required) {
    var rate = use.window().filter(Window::isRate).isPresent();
    return new Verdict.Failed(rate ? Refusal.RATE_LIMITED : Refusal.LIMIT_EXCEEDED, demand.quantity() + " more of "
        + demand.feature() + " would exceed its limit of " + use.limit() + per(use) + "; " + use.used() + " are used",
        Optional.of(required), Optional.of(use), Optional.empty());
  }

  private static String per(LimitUse use) {
    return use.window().map(window -> " per " + window.name().toLowerCase(Locale.ROOT).replace('_', ' ')).orElse("");
  }

  private static boolean overflows(Customer customer, Demand demand) {
    var counter = customer.usage().counters().get(demand.feature());
    return counter.isPresent() && demand.quantity() > Long.MAX_VALUE - counter.get().lifetime();
  }
}
