package io.tollkeeper.engine.entity;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;

/** An index of ids in memory that counts what it is asked, and that a test can make fail or hold back. */
final class KeptIds implements IdIndex {

  private final Map<CustomerKey, NavigableMap<Long, Set<Long>>> kept = new HashMap<>();
  private CompletableFuture<Void> blockGate = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> lookUpGate = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> pageGate = CompletableFuture.completedFuture(null);
  private boolean failing;
  private int blocks;
  private int lookUps;
  private int hashes;
  private int pages;

  /** From now on everything fails, or nothing any more. */
  synchronized void fail(boolean fails) {
    failing = fails;
  }

  /** From now on blocks are not acknowledged before {@link #release}. */
  synchronized void holdBlocks() {
    blockGate = new CompletableFuture<>();
  }

  /** From now on look-ups are not answered before {@link #release}; each says what was there when it was asked for. */
  synchronized void holdLookUps() {
    lookUpGate = new CompletableFuture<>();
  }

  /** From now on pages are not answered before {@link #release}; each says what was there when it was asked for. */
  synchronized void holdPages() {
    pageGate = new CompletableFuture<>();
  }

  synchronized void release() {
    blockGate.complete(null);
    lookUpGate.complete(null);
    pageGate.complete(null);
  }

  synchronized int blocks() {
    return blocks;
  }

  synchronized int lookUps() {
    return lookUps;
  }

  /** How many hashes it was asked for. */
  synchronized int hashes() {
    return hashes;
  }

  synchronized int pages() {
    return pages;
  }

  synchronized int size(CustomerKey customer) {
    return of(customer).values().stream().mapToInt(Set::size).sum();
  }

  @Override
  public synchronized CompletionStage<Void> add(CustomerKey customer, List<Place> places) {
    blocks++;
    return answer(blockGate, () -> {
      places.forEach(place -> of(customer).computeIfAbsent(place.hash(), _ -> new HashSet<>()).add(place.row()));
      return places.size();
    }).thenAccept(_ -> {});
  }

  @Override
  public synchronized CompletionStage<Map<Long, List<Long>>> rows(CustomerKey customer, Collection<Long> asked) {
    lookUps++;
    hashes += asked.size();
    return answer(lookUpGate, () -> {
      var found = new HashMap<Long, List<Long>>();
      for (var hash : asked) {
        var rows = of(customer).get(hash);
        if (rows != null) found.put(hash, rows.stream().sorted(Comparator.reverseOrder()).toList());
      }
      return found;
    });
  }

  @Override
  public synchronized CompletionStage<long[]> hashes(CustomerKey customer, long from, int limit) {
    pages++;
    return answer(pageGate,
        () -> of(customer).tailMap(from).keySet().stream().limit(limit).mapToLong(Long::longValue).toArray());
  }

  private <T> CompletionStage<T> answer(CompletionStage<Void> gate, Supplier<T> work) {
    if (failing) return CompletableFuture.failedStage(new IllegalStateException("the test's index is down"));
    var result = work.get();
    return gate.thenApply(_ -> result);
  }

  private NavigableMap<Long, Set<Long>> of(CustomerKey customer) {
    return kept.computeIfAbsent(customer, _ -> new TreeMap<>());
  }
}
