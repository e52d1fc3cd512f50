package io.tollkeeper.engine.domain.fuzz;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of each feature was used, as a list of every use. */
final class NaiveMeter {

  /** Some units of a feature, used at a time. */
  private record Use(BigInteger quantity, Instant at) {}

  private final Map<String, List<Use>> uses = new HashMap<>();
  private final Map<String, Integer> unbilled = new HashMap<>();
  private Optional<Instant> anchor = Optional.empty();

  void take(NaiveMeter other) {
    other.uses.forEach((feature, list) -> uses.put(feature, new ArrayList<>(list)));
    unbilled.putAll(other.unbilled);
    anchor = other.anchor;
  }

  /** The billing periods of plans are counted from then; from zero if that is new. */
  void billed(Optional<Instant> from) {
    if (from.isPresent() && !from.equals(anchor)) uses.forEach((feature, list) -> unbilled.put(feature, list.size()));
    anchor = from;
  }

  int use(String feature, BigInteger quantity, Instant now) {
    var list = uses.computeIfAbsent(feature, _ -> new ArrayList<>());
    list.add(new Use(quantity, now));
    return list.size() - 1;
  }

  void correct(String feature, int number, BigInteger quantity) {
    var list = uses.getOrDefault(feature, List.of());
    list.set(number, new Use(quantity, list.get(number).at()));
  }

  BigInteger quantity(String feature, int number) {
    return uses.getOrDefault(feature, List.of()).get(number).quantity();
  }

  BigInteger used(String feature, NaiveWindow window, boolean ofPlan) {
    var list = uses.getOrDefault(feature, List.of());
    var sum = BigInteger.ZERO;
    // They are in the order of their times.
    for (int i = list.size() - 1; i >= (ofPlan ? unbilled.getOrDefault(feature, 0) : 0); i--) {
      if (!window.has(list.get(i).at())) break;
      sum = sum.add(list.get(i).quantity());
    }
    return sum;
  }
}
