package io.tollkeeper.persistence.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;
import io.tollkeeper.engine.entity.IdIndex;

/** The index of ids in memory, for tests. */
public final class MemoryIdIndex implements IdIndex {

  private static final Comparator<Place> BY_KEY =
      Comparator.comparingLong(Place::hash).thenComparing(Comparator.comparingLong(Place::row).reversed());

  private final Map<CustomerKey, NavigableSet<Place>> places = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> add(CustomerKey customer, List<Place> added) {
    of(customer).addAll(added);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Map<Long, List<Long>>> rows(CustomerKey customer, Collection<Long> hashes) {
    var rows = new HashMap<Long, List<Long>>();
    for (var hash : hashes)
      for (var place : of(customer).subSet(new Place(hash, Long.MAX_VALUE), true, new Place(hash, 0), true))
        rows.computeIfAbsent(hash, _ -> new ArrayList<>()).add(place.row());
    return CompletableFuture.completedStage(rows);
  }

  @Override
  public CompletionStage<long[]> hashes(CustomerKey customer, long from, int limit) {
    return CompletableFuture.completedStage(of(customer).tailSet(new Place(from, Long.MAX_VALUE)).stream().limit(limit)
        .mapToLong(Place::hash).toArray());
  }

  private NavigableSet<Place> of(CustomerKey customer) {
    return places.computeIfAbsent(customer, _ -> new ConcurrentSkipListSet<>(BY_KEY));
  }
}
