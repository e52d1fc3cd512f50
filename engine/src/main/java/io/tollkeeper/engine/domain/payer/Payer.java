package io.tollkeeper.engine.domain.payer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All orders of one payer. Immutable.
 *
 * @param open orders that no customer has acknowledged yet, by key
 * @param filled keys of those that were
 */
public record Payer(Map<String, Order> open, Set<String> filled) {

  public static final Payer NEW = new Payer(Map.of(), Set.of());

  public Payer {
    open = Map.copyOf(open);
    filled = Set.copyOf(filled);
  }

  /** Those of these orders that have never been seen: the first order for a key stands, whatever later ones say. */
  public List<Order> unseen(Collection<Order> orders) {
    return orders.stream().filter(order -> !open.containsKey(order.key()) && !filled.contains(order.key())).toList();
  }

  /** The order with this key as it was first taken, if it is still to be acknowledged. */
  public Optional<Order> open(String key) {
    return Optional.ofNullable(open.get(key));
  }

  /** Applies an event. Total. */
  public Payer evolve(PayerEvent event) {
    var orders = new HashMap<>(open);
    var keys = new HashSet<>(filled);
    switch (event) {
      case PayerEvent.OrderTaken(var _, var _, var order) -> orders.put(order.key(), order);
      case PayerEvent.OrderFilled(var _, var key) -> {
        orders.remove(key);
        keys.add(key);
      }
    }
    return new Payer(orders, keys);
  }
}
