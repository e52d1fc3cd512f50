package io.tollkeeper.engine.entity;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.Payer;
import io.tollkeeper.engine.domain.payer.PayerEvent;

/**
 * A payer's orders, and which payments they came from. Immutable.
 *
 * <p>What a payment was first turned into stands. A message that is read again under a newer catalogue may name another pack for the
 * same money; that would be a new key, so the key alone cannot tell that it was counted.
 *
 * @param payments the sources of all orders ever taken
 */
record PayerBook(Payer payer, Set<String> payments) {

  static final PayerBook NEW = new PayerBook(Payer.NEW, Set.of());

  PayerBook {
    payments = Set.copyOf(payments);
  }

  /** Those of these orders that are to be taken on: neither their key nor their payment has been seen. */
  List<Order> unseen(List<Order> orders) {
    var keys = new HashSet<String>();
    return payer.unseen(orders).stream().filter(order -> !payments.contains(source(order)) && keys.add(order.key()))
        .toList();
  }

  /** The open orders of the payments that these orders are for. */
  List<Order> open(List<Order> orders) {
    var sources = orders.stream().map(PayerBook::source).collect(Collectors.toSet());
    return payer.open().values().stream().filter(order -> sources.contains(source(order))).toList();
  }

  /** Applies an event. Total. */
  PayerBook evolve(PayerEvent event) {
    return switch (event) {
      case PayerEvent.OrderTaken(var _, var _, var order) -> {
        var sources = new HashSet<>(payments);
        sources.add(source(order));
        yield new PayerBook(payer.evolve(event), sources);
      }
      case PayerEvent.OrderFilled _ -> new PayerBook(payer.evolve(event), payments);
    };
  }

  private static String source(Order order) {
    return order.command().source();
  }
}
