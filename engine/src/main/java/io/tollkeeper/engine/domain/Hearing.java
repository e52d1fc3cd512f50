package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.tollkeeper.engine.domain.Refusal.Rule;

/**
 * A demand for work before the rules that it must pass, in their documented order: the first that says no is the answer. What has to be
 * known of the demand for several of them is found out once.
 */
final class Hearing {

  /** The rules before the last one, which is that it can be paid for. */
  static final List<Rule> ORDER =
      List.of(Rule.FEATURE, Rule.PRICE, Rule.RUN, Rule.SUSPENSION, Rule.ENTITLEMENT, Rule.RATE, Rule.LIMIT,
          Rule.BUDGET);

  private final Case decided;
  private final Demand demand;
  private final Optional<String> run;
  private final boolean charging;
  private final Optional<Feature> feature;
  private final Entitling.Right right;
  private final Optional<Terms> terms;
  private final Optional<Pricing.Quote> quote;

  /**
   * @param charging whether it is to be paid for, which not all kinds of feature can be
   */
  Hearing(Case decided, Demand demand, Optional<String> run, boolean charging) {
    this.decided = decided;
    this.demand = demand;
    this.run = run;
    this.charging = charging;
    this.feature = decided.catalogue().feature(demand.feature());
    this.right = Entitling.right(decided, demand.feature());
    this.terms = Entitling.pricing(right, demand.dimensions());
    this.quote = feature.map(found -> FeatureReader.canBeCharged(found.kind())
        ? Pricing.quote(Entitling.cost(decided, found, terms), demand)
        : new Pricing.Quote.Priced(Price.FREE, Credits.ZERO));
  }

  /** What the rules say. */
  Verdict verdict() {
    for (var rule : ORDER) {
      var failed = objection(rule);
      if (failed.isPresent()) return failed.get();
    }
    var priced = (Pricing.Quote.Priced) quote.orElseThrow();
    return new Verdict.Passed(priced.price(), priced.required(), terms, runs());
  }

  /** What this rule has against it, if it has anything. All rules before {@link Rule#RUN} must have passed for the others to be asked. */
  Optional<Verdict.Failed> objection(Rule rule) {
    return switch (rule) {
      case FEATURE -> feature();
      case PRICE -> price();
      case RUN ->
        run.filter(id -> decided.customer().runs().find(id).isEmpty()).map(id -> Running.noOpenRun(decided, id))
            .map(this::priced);
      case SUSPENSION -> Excepting.whileSuspended(decided.customer(), required());
      case ENTITLEMENT -> entitlement();
      case RATE -> exceeded(true);
      case LIMIT -> exceeded(false).or(this::overflow);
      case BUDGET -> Running.overBudget(decided.customer(), runs(), required());
      case CUSTOMER, REPEAT, CREDITS, RESERVATION, REFUND, GRANT, PLAN -> Optional.empty();
    };
  }

  /** Why this rule has nothing against it. */
  String reason(Rule rule) {
    return switch (rule) {
      case FEATURE -> demand.feature() + " is " + inWords(feature.orElseThrow().kind());
      case PRICE -> "it costs " + required() + " credits";
      case RUN -> run.map(id -> "the run " + id + " is open").orElse("it is not part of a run");
      case SUSPENSION -> "the customer is not suspended";
      case ENTITLEMENT -> switch (right) {
        case Entitling.Right.Open _ -> "the catalogue has no plans, so every feature is open";
        case Entitling.Right.Given given -> given.source() + " gives it";
        case Entitling.Right.Denied _,Entitling.Right.None _ -> "";
      };
      case RATE -> used(true);
      case LIMIT -> used(false);
      case BUDGET ->
        runs().isEmpty() ? "it is not part of a run" : "the budgets of " + String.join(", ", runs()) + " suffice";
      case CUSTOMER, REPEAT, CREDITS, RESERVATION, REFUND, GRANT, PLAN -> "";
    };
  }

  private String used(boolean rates) {
    var customer = decided.customer();
    var concerned =
        limits().stream().filter(limit -> limit.window().filter(Window::isRate).isPresent() == rates).toList();
    return Limiting.closest(customer, customer.usage(), demand.feature(), concerned, decided.now())
        .map(use -> use.used() + " of " + use.limit() + per(use) + " are used").orElse("there is no such limit");
  }

  /** What it costs. */
  Credits required() {
    return quote.orElseThrow() instanceof Pricing.Quote.Priced(var _, var required) ? required : Credits.ZERO;
  }

  Entitling.Right right() {
    return right;
  }

  private List<Limit> limits() {
    return Entitling.limits(right);
  }

  private List<String> runs() {
    return run.map(decided.customer().runs()::chain).orElse(List.of());
  }

  private Optional<Verdict.Failed> feature() {
    if (feature.isEmpty())
      return Optional
          .of(new Verdict.Failed(Refusal.FEATURE_NOT_FOUND, "the catalogue has no feature " + demand.feature()));
    var kind = feature.get().kind();
    return !charging || FeatureReader.canBeCharged(kind)
        ? Optional.empty()
        : Optional.of(new Verdict.Failed(Refusal.WRONG_KIND, demand.feature() + " is " + inWords(kind)
            + "; only metered features and switches can be charged"));
  }

  private Optional<Verdict.Failed> price() {
    return quote.orElseThrow() instanceof Pricing.Quote.Unpriced(var refusal, var detail)
        ? Optional.of(new Verdict.Failed(refusal, detail))
        : Optional.empty();
  }

  private Optional<Verdict.Failed> entitlement() {
    return switch (right) {
      case Entitling.Right.Open _ -> Optional.empty();
      case Entitling.Right.Given given when CostRule.matches(given.entitlement().when(), demand.dimensions()) ->
        Optional.empty();
      case Entitling.Right.Given given -> Optional.of(failed(Refusal.NOT_ENTITLED,
          given.source() + " gives " + demand.feature() + " not with these dimensions"));
      case Entitling.Right.Denied(var override) -> Optional.of(failed(Refusal.NOT_ENTITLED,
          "an override denies " + demand.feature() + (override.reason().isEmpty() ? "" : ": " + override.reason())));
      case Entitling.Right.None _ ->
        Optional.of(failed(Refusal.NOT_ENTITLED, "nothing that the customer has gives it " + demand.feature()));
    };
  }

  private Optional<Verdict.Failed> exceeded(boolean rates) {
    // A switch and a value are not counted.
    if (feature.orElseThrow().kind() == FeatureKind.CONFIG) return Optional.empty();
    return Limiting.exceeded(decided.customer(), demand.feature(), limits(), rates, demand.quantity(), decided.now())
        .map(use -> new Verdict.Failed(rates ? Refusal.RATE_LIMITED : Refusal.LIMIT_EXCEEDED,
            demand.quantity() + " more of "
                + demand.feature() + " would exceed its limit of " + use.limit() + per(use) + "; " + use.used()
                + " are used",
            Optional.of(required()), Optional.of(use), Optional.empty()));
  }

  private Optional<Verdict.Failed> overflow() {
    var counter = decided.customer().usage().counters().get(demand.feature());
    return counter.isPresent() && demand.quantity() > Long.MAX_VALUE - counter.get().lifetime()
        ? Optional.of(failed(Refusal.AMOUNT_TOO_LARGE,
            "the usage of " + demand.feature() + " would add up to more than can be represented"))
        : Optional.empty();
  }

  private Verdict.Failed failed(Refusal refusal, String detail) {
    return new Verdict.Failed(refusal, detail, required());
  }

  private Verdict.Failed priced(Verdict.Failed failed) {
    return new Verdict.Failed(failed.refusal(), failed.detail(), Optional.of(required()), failed.limit(), failed.run());
  }

  private static String per(LimitUse use) {
    return use.window().map(window -> " per " + window.name().toLowerCase(Locale.ROOT).replace('_', ' ')).orElse("");
  }

  /** What a feature of this kind is called. */
  static String inWords(FeatureKind kind) {
    return switch (kind) {
      case SWITCH -> "a switch";
      case CONFIG -> "a config feature";
      case METERED -> "a metered feature";
      case GAUGE -> "a gauge";
    };
  }
}
