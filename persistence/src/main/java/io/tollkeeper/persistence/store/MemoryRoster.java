package io.tollkeeper.persistence.store;

import java.util.Comparator;
import java.util.List;
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

  private final Map<CustomerKey, Noted> lines = new ConcurrentHashMap<>();

  private record Noted(Line line, long row) {}

  @Override
  public CompletionStage<Void> note(CustomerKey customer, Line line, long row) {
    lines.merge(customer, new Noted(line, row), (before, after) -> after.row() > before.row() ? after : before);
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

  @Override
  public CompletionStage<List<Entry>> customers(String tenant, Optional<String> payer, Optional<String> after,
      int limit) {
    return CompletableFuture.completedStage(lines.entrySet().stream()
        .filter(line -> line.getKey().tenant().equals(tenant))
        .map(line -> new Entry(line.getKey().customer(), line.getValue().line()))
        .filter(entry -> payer.isEmpty() || entry.line().payer().equals(payer))
        .filter(entry -> entry.customer().compareTo(after.orElse("")) > 0)
        .sorted(Comparator.comparing(Entry::customer)).limit(limit).toList());
  }

  private Stream<Optional<Terms>> of(String tenant) {
    return lines.entrySet().stream().filter(line -> line.getKey().tenant().equals(tenant))
        .map(line -> line.getValue().line().terms());
  }
}
