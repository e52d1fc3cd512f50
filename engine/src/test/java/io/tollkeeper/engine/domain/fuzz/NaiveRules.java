package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Window;
import io.tollkeeper.engine.domain.fuzz.Effects.Used;

/** The rules of a decision, one after the other as they are promised. */
record NaiveRules(NaiveAccount account, Catalogue catalogue, Instant now) {

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * What comes of a demand.
   *
   * @param no the code of the refusal; empty if there is none
   * @param required what it costs, if that is known
   * @param limit the limit that says no
   * @param by the run that says no
   */
  record Verdict(String no, NaivePrice price, Optional<BigDecimal> required, Optional<List<CostRule>> ofPlan,
      Optional<Used> limit,
      Optional<String> by) {

    static Verdict no(String code) {
      return new Verdict(code, NaivePrice.refused(""), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty());
    }

    Verdict refused(String code, Optional<Used> used, Optional<String> run) {
      return new Verdict(code, price, required, ofPlan, used, run);
    }

    boolean passed() {
      return no.isEmpty();
    }
  }

  /** What is taken, borrowed and missed of a price; a code if it cannot be paid. */
  record Payment(String no, BigDecimal taken, BigDecimal borrowed, BigDecimal missed) {}

  Verdict work(Demand demand, Optional<String> run) {
    return asked(demand, run, true);
  }

  /** What would come of asking, also for features that are not charged. */
  Verdict question(Demand demand, Optional<String> run) {
    return asked(demand, run, false);
  }

  private Verdict asked(Demand demand, Optional<String> run, boolean charging) {
    var feature = catalogue.features().get(demand.feature());
    if (feature == null) return Verdict.no("feature_not_found");
    var charged = feature.kind() == FeatureKind.METERED || feature.kind() == FeatureKind.SWITCH;
    if (charging && !charged) return Verdict.no("wrong_kind");
    var right = right(demand.feature());
    var ofPlan = covers(right, demand) ? right.cost() : Optional.<List<CostRule>>empty();
    var price = charged
        ? price(catalogue, demand.feature(), ofPlan, demand.credits(), demand.quantity(), demand.dimensions())
        : new NaivePrice("", "free", BigDecimal.ZERO);
    if (!price.refusal().isEmpty()) return Verdict.no(price.refusal());
    var verdict =
        new Verdict("", price, Optional.of(price.required()), ofPlan, Optional.empty(), Optional.empty());
    if (run.isPresent()) {
      var no = openRun(run.get());
      if (!no.isEmpty()) return verdict.refused(no, Optional.empty(), run);
    }
    if (account.suspension().isPresent())
      return verdict.refused("customer_suspended", Optional.empty(), Optional.empty());
    if (!right.given() || !covers(right, demand))
      return verdict.refused("not_entitled", Optional.empty(), Optional.empty());
    var exceeded = feature.kind() == FeatureKind.CONFIG ? Optional.<Used>empty() : exceeded(demand);
    if (exceeded.isPresent()) return verdict.refused(code(exceeded.get()), exceeded, Optional.empty());
    if (tooMany(demand.feature(), BigInteger.valueOf(demand.quantity())))
      return verdict.refused("amount_too_large", Optional.empty(), Optional.empty());
    for (var id : runs(run))
      if (price.required().compareTo(left(id)) > 0)
        return verdict.refused("run_budget_exceeded", Optional.empty(), Optional.of(id));
    return verdict;
  }

  static NaivePrice price(Catalogue catalogue, String feature, Optional<List<CostRule>> ofPlan,
      Optional<Credits> named,
      long quantity, Dimensions dimensions) {
    var rules = ofPlan.orElseGet(
        () -> Optional.ofNullable(catalogue.features().get(feature)).map(found -> found.cost()).orElse(List.of()));
    return NaivePrice.of(rules, named, quantity, dimensions);
  }

  /** Why nothing can be done in this run; empty if it is open. */
  String openRun(String id) {
    var run = Optional.ofNullable(account.runs.get(id));
    if (run.isEmpty()) return "run_not_found";
    return run.get().open() ? "" : "run_closed";
  }

  /** The run and those that it is part of. */
  List<String> runs(Optional<String> run) {
    return run.flatMap(id -> Optional.ofNullable(account.runs.get(id))).map(NaiveRun::runs).orElse(List.of());
  }

  /** What of a run's budget is left; nothing if more than that was spent. */
  BigDecimal left(String id) {
    var run = Optional.ofNullable(account.runs.get(id)).orElseThrow();
    var ran = account.ran(run, "");
    return ran.budget().subtract(ran.spent()).subtract(ran.reserved()).max(BigDecimal.ZERO);
  }

  private NaiveRight right(String feature) {
    return NaiveRight.of(account, catalogue, feature, now);
  }

  /** Every right, with its source and value. */
  List<String> rights() {
    return catalogue.features().keySet().stream().sorted().filter(feature -> right(feature).given())
        .map(feature -> feature + ' ' + right(feature).source() + ' ' + right(feature).value()).toList();
  }

  private static boolean covers(NaiveRight right, Demand demand) {
    return NaivePrice.applies(right.when(), demand.dimensions());
  }

  private Optional<Used> exceeded(Demand demand) {
    for (var rates : List.of(true, false))
      for (var limit : limits(demand.feature())) {
        var used = used(demand.feature(), limit);
        if (isRate(limit.window()) == rates && tooMuch(used, demand.quantity())) return Optional.of(used);
      }
    return Optional.empty();
  }

  private static boolean tooMuch(Used used, long more) {
    return BigInteger.valueOf(used.used()).add(BigInteger.valueOf(more))
        .compareTo(BigInteger.valueOf(used.limit())) > 0;
  }

  private static boolean isRate(Optional<Window> window) {
    return window.filter(kind -> kind == Window.SECOND || kind == Window.MINUTE).isPresent();
  }

  private static String code(Used used) {
    return used.window().equals("second") || used.window().equals("minute") ? "rate_limited" : "limit_exceeded";
  }

  private List<Limit> limits(String feature) {
    return right(feature).limits();
  }

  /** The limit of which least is left; of equals the first. */
  Optional<Used> closest(String feature) {
    var all = new ArrayList<Used>();
    for (var limit : limits(feature))
      all.add(used(feature, limit));
    return all.stream().min((one, other) -> Long.compare(one.limit() - one.used(), other.limit() - other.used()));
  }

  private Used used(String feature, Limit limit) {
    if (limit.window().isEmpty())
      return new Used(limit.limit(), account.levels.getOrDefault(feature, 0L), "", Optional.empty());
    var window = limit.window().get();
    var end = NaiveWindow.of(window, now, account.billedFrom(), account.billedMonths()).end();
    return new Used(limit.limit(), account.used(feature, window, now).longValueExact(),
        window.toString().toLowerCase(Locale.ROOT),
        end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end));
  }

  boolean tooMany(String feature, BigInteger more) {
    return account.used(feature, Window.LIFETIME, now).add(more).compareTo(LARGEST) > 0;
  }

  BigDecimal overdraftLeft() {
    var allowance = account.terms().map(Plan::overdraft).map(Seen::credits).orElse(Effects.NOTHING);
    return allowance.subtract(account.sums().debt()).max(Effects.NOTHING);
  }

  Payment pay(String feature, BigDecimal required, OnInsufficient onInsufficient) {
    var taken = required.min(account.availableFor(feature));
    var missing = required.subtract(taken);
    var paid = new Payment("", taken, Effects.NOTHING, Effects.NOTHING);
    if (missing.signum() == 0) return paid;
    return switch (onInsufficient) {
      case REJECT -> new Payment("insufficient_credits", taken, missing, missing);
      case CAP -> new Payment("", taken, Effects.NOTHING, Effects.credits(missing));
      case OVERDRAFT -> new Payment(missing.compareTo(overdraftLeft()) > 0 ? "insufficient_credits" : "", taken,
          Effects.credits(missing), Effects.NOTHING);
    };
  }
}
