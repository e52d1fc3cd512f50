package io.tollkeeper.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Roster;

/** The list of the customers that are in memory. */
final class MemoryRoster implements Roster {

  private final MemoryEngine customers;
  private volatile boolean reachable = true;

  MemoryRoster(MemoryEngine customers) {
    this.customers = customers;
  }

  /** From now on the list can, or cannot, be reached. */
  void reachable(boolean yes) {
    reachable = yes;
  }

  @Override
  public CompletionStage<Void> note(CustomerKey customer, Line line, long row) {
    throw new IllegalStateException("nobody has to note what is in memory");
  }

  @Override
  public CompletionStage<Map<Terms, Long>> plans(String tenant) {
    if (!reachable) return CompletableFuture.failedFuture(new IllegalStateException("jdbc:somewhere is down"));
    var counts = new HashMap<Terms, Long>();
    for (var plan : customers.plans(tenant))
      plan.ifPresent(terms -> counts.merge(terms, 1L, Long::sum));
    return CompletableFuture.completedFuture(counts);
  }

  @Override
  public CompletionStage<Long> withoutPlan(String tenant) {
    if (!reachable) return CompletableFuture.failedFuture(new IllegalStateException("jdbc:somewhere is down"));
    return CompletableFuture
        .completedFuture(customers.plans(tenant).stream().filter(Optional::isEmpty).count());
  }

  @Override
  public CompletionStage<List<Entry>> customers(String tenant, Optional<String> payer, Optional<String> after,
      int limit) {
    if (!reachable) return CompletableFuture.failedFuture(new IllegalStateException("jdbc:somewhere is down"));
    return CompletableFuture.completedFuture(customers.entries(tenant).stream()
        .filter(entry -> payer.isEmpty() || entry.line().payer().equals(payer))
        .filter(entry -> entry.customer().compareTo(after.orElse("")) > 0).limit(limit).toList());
  }
}
