package io.tollkeeper.engine.entity;

import java.util.ArrayDeque;
import java.util.List;

import io.tollkeeper.engine.entity.CustomerEntity.Ask;

/** The requests that wait for the next batch, in their order, and how many operations they stand for. */
final class Queue {

  private final ArrayDeque<Ask> asks = new ArrayDeque<>();
  private int weight;

  int weight() {
    return weight;
  }

  boolean isEmpty() {
    return asks.isEmpty();
  }

  void add(Ask ask) {
    asks.addLast(ask);
    weight += ask.request().weight();
  }

  /** Puts these before all others: they have waited longer. */
  void addFirst(List<Ask> earlier) {
    for (var ask : earlier.reversed()) {
      asks.addFirst(ask);
      weight += ask.request().weight();
    }
  }

  Ask remove() {
    var ask = asks.removeFirst();
    weight -= ask.request().weight();
    return ask;
  }

  /** Empties it. */
  List<Ask> clear() {
    var all = List.copyOf(asks);
    asks.clear();
    weight = 0;
    return all;
  }
}
