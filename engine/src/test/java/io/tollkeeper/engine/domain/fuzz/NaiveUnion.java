package io.tollkeeper.engine.domain.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Limit;

/** What several plans give together. */
final class NaiveUnion {

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private NaiveUnion() {}

  static Optional<NaiveRight> of(List<NaiveSubscriptions.Held> held, String feature) {
    var giving = held.stream().filter(plan -> plan.terms().entitlements().containsKey(feature)).toList();
    if (giving.isEmpty()) return Optional.empty();
    var given = giving.stream().map(plan -> entitlement(plan, feature)).toList();
    return Optional.of(new NaiveRight(
        giving.stream().map(plan -> "plan:" + plan.terms().key()).distinct().collect(Collectors.joining("+")),
        given.stream().flatMap(one -> one.value().stream()).findFirst(), limits(giving, feature),
        given.stream().flatMap(one -> one.cost().stream()).findFirst(), when(given)));
  }

  private static Entitlement entitlement(NaiveSubscriptions.Held plan, String feature) {
    return Optional.ofNullable(plan.terms().entitlements().get(feature)).orElseThrow();
  }

  /** Only what limits all of them is a limit: their sum. */
  private static List<Limit> limits(List<NaiveSubscriptions.Held> giving, String feature) {
    var limits = new ArrayList<Limit>();
    for (var window : entitlement(giving.getFirst(), feature).limits().stream().map(Limit::window).distinct()
        .toList()) {
      var sum = BigInteger.ZERO;
      var all = true;
      for (var plan : giving) {
        var same = entitlement(plan, feature).limits().stream().filter(limit -> limit.window().equals(window))
            .findFirst();
        all &= same.isPresent();
        if (same.isPresent())
          sum = sum.add(BigInteger.valueOf(same.get().limit())
              .multiply(BigInteger.valueOf(same.get().perQuantity() ? plan.shown().quantity() : 1)));
      }
      if (all) limits.add(new Limit(sum.min(MOST).longValueExact(), window, false));
    }
    return limits;
  }

  private static Map<String, List<String>> when(List<Entitlement> given) {
    var when = new HashMap<String, List<String>>();
    for (var dimension : given.getFirst().when().keySet())
      if (given.stream().allMatch(one -> one.when().containsKey(dimension)))
        when.put(dimension, given.stream().flatMap(one -> one.when().getOrDefault(dimension, List.of()).stream())
            .distinct().toList());
    return when;
  }
}
