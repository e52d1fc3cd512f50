package io.tollkeeper.engine.domain.payer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from all that is known of a payer: what is to be ordered now, and what stands in the way of the rest. */
public final class Findings {

  private final int catalogueVersion;
  private final List<Order> orders = new ArrayList<>();
  private final List<String> nothingDue = new ArrayList<>();
  private final Map<String, List<Obstacle>> obstacles = new HashMap<>();

  Findings(int catalogueVersion) {
    this.catalogueVersion = catalogueVersion;
  }

  /** The orders that are to be taken on. */
  public List<Order> orders() {
    return List.copyOf(orders);
  }

  /** What is to be journaled of this. */
  public List<PayerEvent> events(Instant now, String message) {
    return Stream.<PayerEvent>concat(
        nothingDue.stream().map(key -> new PayerEvent.NothingDue(now, key, catalogueVersion)),
        orders.stream().map(order -> new PayerEvent.OrderTaken(now, message, order))).toList();
  }

  /** What stands in the way of something about this payment or subscription. */
  List<Obstacle> obstacles(String id) {
    return Optional.ofNullable(obstacles.get(id)).orElse(List.of());
  }

  void order(Order order) {
    orders.add(order);
  }

  void nothingDue(String key) {
    nothingDue.add(key);
  }

  void obstacle(String id, Obstacle obstacle) {
    obstacles.computeIfAbsent(id, _ -> new ArrayList<>()).add(obstacle);
  }

  void refuse(String id, String reason) {
    obstacle(id, new Obstacle.Refused(reason));
  }
}
