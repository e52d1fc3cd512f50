package io.tollkeeper.persistence.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Roster;

/** The roster in memory, for tests. */
public final class MemoryRoster implements Roster {

  private final Map<CustomerKey, Line> lines = new ConcurrentHashMap<>();

  private record Line(Optional<Terms> terms, long row) {}

  @Override
  public CompletionStage<Void> note(CustomerKey customer, Optional<Terms> terms, long row) {
    lines.merge(customer, new Line(terms, row), (before, after) -> after.row() > before.row() ? after : before);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Map<Terms, Long>> plans(String tenant) {
    return CompletableFuture.completedStage(
        of(tenant).flatMap(Optional::stream).collect(Collectors.groupingBy(terms -> terms, Collectors.counting())));
  }

  @Override
  public CompletionStage<Long> withoutPlan(String tenant) {
    return CompletableFuture.completedStage(of(tenant).filter(Optional::isEmpty).count());
  }

  private Stream<Optional<Terms>> of(String tenant) {
    return lines.entrySet().stream().filter(line -> line.getKey().tenant().equals(tenant))
        .map(line -> line.getValue().terms());
  }
}
