package io.tollkeeper.config.stripe.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * In which order the events of a story are delivered, and how often each.
 *
 * @param events the place of each in the story; several times the same if it comes several times
 */
record Order(List<Integer> events) {

  private static final int MOST_OFTEN = 3;
  private static final int FEW = 120;

  Order {
    events = List.copyOf(events);
  }

  /** As it happened, each once. */
  static Order natural(int size) {
    return new Order(IntStream.range(0, size).boxed().toList());
  }

  /** At least so many orders of so many events: all of them, again and again, where there are few. */
  static List<Order> some(int size, int count, long seed) {
    var orders = new ArrayList<Order>();
    if (permutations(size) <= Math.max(count, FEW))
      while (orders.size() < count)
        permute(natural(size).events(), List.of(), each -> orders.add(repeated(each, seed + orders.size())));
    else
      for (int i = 0; i < count; i++)
        orders.add(any(size, i, seed + i));
    return orders;
  }

  private static long permutations(int size) {
    // More than that are too many in any case.
    return LongStream.rangeClosed(2, Math.min(size, 20)).reduce(1, (one, other) -> one * other);
  }

  private interface Each {
    void take(List<Integer> order);
  }

  private static void permute(List<Integer> rest, List<Integer> begun, Each each) {
    if (rest.isEmpty()) each.take(begun);
    for (var next : rest) {
      var others = rest.stream().filter(other -> !other.equals(next)).toList();
      var longer = new ArrayList<>(begun);
      longer.add(next);
      permute(others, longer, each);
    }
  }

  /** The first delivery of each event is in this order; the others come at any time after it. */
  private static Order repeated(List<Integer> order, long seed) {
    var random = new Random(seed);
    var events = new ArrayList<>(order);
    for (var event : order)
      for (var again = random.nextInt(MOST_OFTEN); again > 0; again--)
        events.add(events.indexOf(event) + 1 + random.nextInt(events.size() - events.indexOf(event)), event);
    return new Order(events);
  }

  /** Among the first of them each event once comes after all others. */
  private static Order any(int size, int number, long seed) {
    var order = new ArrayList<>(natural(size).events());
    Collections.shuffle(order, new Random(seed));
    if (number < size) Collections.rotate(order.subList(order.indexOf(number), size), -1);
    return repeated(order, seed);
  }
}
