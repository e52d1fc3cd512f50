package io.tollkeeper.config.load;

import java.util.Arrays;

/** A stack of numbers that needs no objects for them. */
final class Numbers {

  private long[] items = new long[64];
  private int size;

  void add(long number) {
    if (size == items.length) items = Arrays.copyOf(items, 2 * size);
    items[size++] = number;
  }

  long take() {
    return items[--size];
  }

  boolean isEmpty() {
    return size == 0;
  }
}
