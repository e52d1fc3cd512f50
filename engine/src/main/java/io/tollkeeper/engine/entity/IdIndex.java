package io.tollkeeper.engine.entity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;

/**
 * Where the ids of customers are kept for ever, each by its hash and the journal row of its fact, so that they can leave memory. It
 * says nothing that the journal does not say. Stages fail if the store cannot be reached.
 */
public interface IdIndex {

  /** Adds ids of a customer, all or none; those that are there already stay as they are. When the stage completes they are durable. */
  CompletionStage<Void> add(CustomerKey customer, List<Place> places);

  /** The rows of each of these hashes, the newest first; hashes that were never added are left out. */
  CompletionStage<Map<Long, List<Long>>> rows(CustomerKey customer, Collection<Long> hashes);

  /**
   * The hashes of a customer from this one on, in ascending order, the first {@code limit} of them. A page that is not full is the last.
   */
  CompletionStage<long[]> hashes(CustomerKey customer, long from, int limit);
}
