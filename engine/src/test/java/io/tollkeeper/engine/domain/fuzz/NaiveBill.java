package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.tollkeeper.engine.domain.fuzz.Effects.Taken;

/**
 * What was taken for something and has not been given back, in the order in which it was taken; what was borrowed is given back first.
 */
record NaiveBill(List<Taken> paid, BigDecimal borrowed) {

  static final NaiveBill NOTHING = new NaiveBill(List.of(), Effects.NOTHING);

  BigDecimal total() {
    return total(paid).add(borrowed);
  }

  NaiveBill and(List<Taken> more, BigDecimal moreBorrowed) {
    return new NaiveBill(joined(paid, more), borrowed.add(moreBorrowed));
  }

  static BigDecimal total(List<Taken> draws) {
    return draws.stream().map(Taken::credits).reduce(Effects.NOTHING, BigDecimal::add);
  }

  /** One after the other; what follows on the same grant is one. */
  static List<Taken> joined(List<Taken> one, List<Taken> other) {
    var all = new ArrayList<>(one);
    for (var taken : other) {
      if (all.isEmpty() || !all.getLast().grant().equals(taken.grant())) all.add(taken);
      else all.add(new Taken(taken.grant(), all.removeLast().credits().add(taken.credits())));
    }
    return List.copyOf(all);
  }

  /** The first of these, this much in all. */
  static List<Taken> first(List<Taken> draws, BigDecimal amount) {
    var first = new ArrayList<Taken>();
    var missing = amount;
    for (var taken : draws) {
      var part = taken.credits().min(missing);
      missing = missing.subtract(part);
      if (part.signum() > 0) first.add(new Taken(taken.grant(), Effects.credits(part)));
    }
    return List.copyOf(first);
  }

  /** The last of these, this much in all, the last one first. */
  static List<Taken> last(List<Taken> draws, BigDecimal amount) {
    return first(draws.reversed(), amount);
  }

  /** These but for the first, this much in all. */
  static List<Taken> without(List<Taken> draws, BigDecimal amount) {
    return last(draws, total(draws).subtract(amount)).reversed();
  }
}
