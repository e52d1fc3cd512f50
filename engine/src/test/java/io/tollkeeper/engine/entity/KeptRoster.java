package io.tollkeeper.engine.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;

/** A roster in memory. */
final class KeptRoster implements Roster {

  private record Noted(Line line, long row) {}

  private final Map<CustomerKey, Noted> lines = new HashMap<>();

  @Override
  public synchronized CompletionStage<Void> note(CustomerKey customer, Line line, long row) {
    lines.merge(customer, new Noted(line, row), (known, next) -> next.row() < known.row() ? known : next);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Map<Terms, Long>> plans(String tenant) {
    return CompletableFuture.completedFuture(of(tenant).flatMap(noted -> noted.line().terms().stream())
        .collect(Collectors.groupingBy(terms -> terms, Collectors.counting())));
  }

  @Override
  public synchronized CompletionStage<Long> withoutPlan(String tenant) {
    return CompletableFuture.completedFuture(of(tenant).filter(noted -> noted.line().terms().isEmpty()).count());
  }

  @Override
  public synchronized CompletionStage<List<Entry>> customers(String tenant, Optional<String> payer,
      Optional<String> after, int limit) {
    throw new UnsupportedOperationException("nobody lists customers here");
  }

  private Stream<Noted> of(String tenant) {
    return lines.entrySet().stream().filter(line -> line.getKey().tenant().equals(tenant)).map(Map.Entry::getValue);
  }
}
