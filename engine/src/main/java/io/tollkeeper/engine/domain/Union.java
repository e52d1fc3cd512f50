package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What several plans give together, in the order in which the catalogue has them: a switch if any gives it, the value of the first, the
 * sum of their limits, and no limit where one of them has none.
 *
 * @param plans those that give the feature, at least one
 */
record Union(List<Part> plans) {

  /** A plan, by whom it is held, and what it gives. */
  record Part(PaidSubscription.Held held, Entitlement entitlement) {}

  /** The parts of those plans that give this feature. */
  static Optional<Union> of(Case decided, List<PaidSubscription.Held> held, String feature) {
    var order = new ArrayList<>(decided.catalogue().plans().keySet());
    var parts = held.stream()
        .sorted(Comparator.comparingInt(plan -> place(order, plan.plan())))
        .flatMap(plan -> Optional.ofNullable(Entitling.plan(decided, plan).entitlements().get(feature))
            .map(given -> new Part(plan, given)).stream())
        .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Union(parts));
  }

  /** The first of these plans in the order of the catalogue. */
  static Optional<PaidSubscription.Held> first(Case decided, List<PaidSubscription.Held> held) {
    var order = new ArrayList<>(decided.catalogue().plans().keySet());
    return held.stream().min(Comparator.comparingInt(plan -> place(order, plan.plan())));
  }

  private static int place(List<String> order, String plan) {
    var place = order.indexOf(plan);
    return place < 0 ? order.size() : place;
  }

  /** The right that they amount to. */
  Entitling.Right.Given right() {
    var first = plans.getFirst();
    var priced = plans.stream().filter(part -> part.entitlement().cost().isPresent()).findFirst().orElse(first);
    var from = plans.stream().map(part -> part.held().since()).min(Comparator.naturalOrder()).orElseThrow();
    var ends = plans.stream().flatMap(part -> part.held().until().stream()).toList();
    var until = ends.size() == plans.size()
        ? ends.stream().max(Comparator.naturalOrder())
        : Optional.<java.time.Instant>empty();
    return new Entitling.Right.Given(
        new Entitlement(plans.stream().flatMap(part -> part.entitlement().value().stream()).findFirst(), limits(),
            priced.entitlement().cost(), when()),
        plans.stream().map(part -> "plan:" + part.held().plan()).distinct().collect(Collectors.joining("+")),
        Optional.of(new Terms(priced.held().plan(), priced.held().version())), from, until);
  }

  private List<Limit> limits() {
    var all = new ArrayList<Limit>();
    for (var limit : plans.getFirst().entitlement().limits()) {
      var sum = 0L;
      var isLimited = true;
      for (var part : plans) {
        var same = part.entitlement().limits().stream().filter(other -> other.window().equals(limit.window()))
            .findFirst();
        isLimited &= same.isPresent();
        sum = plus(sum, same.map(other -> times(other, part.held().quantity())).orElse(0L));
      }
      if (isLimited) all.add(new Limit(sum, limit.window(), false));
    }
    return all;
  }

  private static long times(Limit limit, long quantity) {
    if (!limit.perQuantity()) return limit.limit();
    var high = Math.multiplyHigh(limit.limit(), quantity);
    return high == 0 && limit.limit() * quantity >= 0 ? limit.limit() * quantity : Long.MAX_VALUE;
  }

  private static long plus(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  /** What any of them is for; a dimension that one of them says nothing about is open. */
  private Map<String, List<String>> when() {
    var when = new HashMap<String, List<String>>();
    for (var dimension : plans.getFirst().entitlement().when().keySet()) {
      var values = new LinkedHashSet<String>();
      var isBound = true;
      for (var part : plans) {
        var own = part.entitlement().when().get(dimension);
        isBound &= own != null;
        if (own != null) values.addAll(own);
      }
      if (isBound) when.put(dimension, List.copyOf(values));
    }
    return when;
  }
}
