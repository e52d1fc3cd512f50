package io.tollkeeper.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;
import io.tollkeeper.engine.entity.IdIndex;

/** An index of ids that counts what it is asked. */
final class CountedIds implements IdIndex {

  private final IdIndex ids;
  private final LongAdder added = new LongAdder();
  private final LongAdder blocks = new LongAdder();
  private final LongAdder queries = new LongAdder();
  private final LongAdder hashes = new LongAdder();
  private final LongAdder pages = new LongAdder();

  CountedIds(IdIndex ids) {
    this.ids = ids;
  }

  /** How many ids were handed to it. */
  long added() {
    return added.sum();
  }

  /** How often it was asked for hashes. */
  long queries() {
    return queries.sum();
  }

  /** How many hashes that were. */
  long hashes() {
    return hashes.sum();
  }

  /** How many pages were asked for. */
  long pages() {
    return pages.sum();
  }

  @Override
  public CompletionStage<Void> add(CustomerKey customer, List<Place> places) {
    added.add(places.size());
    blocks.increment();
    return ids.add(customer, places);
  }

  @Override
  public CompletionStage<Map<Long, List<Long>>> rows(CustomerKey customer, Collection<Long> asked) {
    queries.increment();
    hashes.add(asked.size());
    return ids.rows(customer, asked);
  }

  @Override
  public CompletionStage<long[]> hashes(CustomerKey customer, long from, int limit) {
    pages.increment();
    return ids.hashes(customer, from, limit);
  }

  @Override
  public String toString() {
    return added + " ids in " + blocks + " blocks, " + queries + " queries for " + hashes + " hashes, " + pages
        + " pages";
  }
}
