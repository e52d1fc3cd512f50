package io.tollkeeper.engine.domain.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Random choices that the seed alone decides. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from 0 up to and without {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  long between(long first, long last) {
    return random.nextLong(first, last + 1);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  <T extends Enum<T>> T oneOf(Class<T> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  <T extends Comparable<T>> Set<T> someOf(List<T> values) {
    return values.stream().filter(_ -> oneIn(3)).collect(Collectors.toSet());
  }

  <T> Optional<T> maybe(int times, Supplier<T> value) {
    return oneIn(times) ? Optional.of(value.get()) : Optional.empty();
  }
}
