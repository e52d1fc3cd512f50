package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;

/**
 * The ids of one customer that leave its memory: writes them to the index in blocks before they do, and tells where they are
 * afterwards. An answer, above all that there is none, is never older than what the customer has forgotten: whatever is indexed is added
 * to the answers at hand and to those under way before the customer is told that it may forget it.
 */
final class ForgottenIds {

  // Each block is a transaction: rare enough to cost next to nothing, often enough that memory and snapshots stay close to the window.
  private static final int BLOCK = 256;
  // What has piled up goes in larger ones, which still are a matter of milliseconds.
  private static final int MAX_BLOCK = 4_096;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenIds.class);

  private final CustomerKey key;
  private final IdIndex index;
  private final Aside aside;
  private final int maxAnswers;
  private final GrowingFilter filter;
  private final Map<Long, List<Long>> answers = new LinkedHashMap<>();
  // What was indexed since a look-up began that may not have seen it, by hash.
  private final Map<Long, List<Long>> asked = new HashMap<>();
  private long indexed;
  private boolean indexing;

  /** @param maxAnswers how many answers may be kept until {@link #rest}: as many as requests may wait for them */
  ForgottenIds(CustomerKey key, IdIndex index, Aside aside, int maxAnswers) {
    this.key = key;
    this.index = index;
    this.aside = aside;
    this.maxAnswers = maxAnswers;
    this.filter = new GrowingFilter(key, index, aside);
  }

  /**
   * Indexes what is overdue, if there is enough of it and nothing is under way.
   *
   * @param durable the customer, with nothing in it that could still be lost
   * @return the same customer, told how far the index has come
   */
  Customer index(Customer durable) {
    var customer = durable.indexedUpTo(indexed);
    if (indexing || customer.ids().overdue() < BLOCK) return customer;
    indexing = true;
    var block = customer.ids().toIndex(MAX_BLOCK);
    aside.run(index.add(key, block), _ -> indexed(block), failure -> {
      LOG.warn("{}: ids cannot be indexed and stay in memory: {}", key, failure.toString());
      aside.later(RETRY, () -> indexing = false);
    });
    return customer;
  }

  /** The rows of this hash, the newest first, if they are known without a look-up. */
  Optional<List<Long>> rows(long hash) {
    var known = answers.get(hash);
    if (known != null) return Optional.of(known);
    return filter.excludes(hash) ? Optional.of(List.of()) : Optional.empty();
  }

  /** Looks these hashes up. None of them may be under way already. */
  void lookUp(List<Long> hashes, Runnable done, Consumer<Throwable> failed) {
    hashes.forEach(hash -> asked.put(hash, new ArrayList<>()));
    aside.run(index.rows(key, hashes), found -> {
      hashes.forEach(hash -> answers.put(hash,
          newestFirst(asked.getOrDefault(hash, List.of()), found.getOrDefault(hash, List.of()))));
      hashes.forEach(asked::remove);
      while (answers.size() > maxAnswers)
        answers.remove(answers.keySet().iterator().next());
      done.run();
    }, failure -> {
      hashes.forEach(asked::remove);
      failed.accept(failure);
    });
    filter.lookedUp(hashes.size());
  }

  /** Nobody waits for an answer any more. */
  void rest() {
    answers.clear();
  }

  private void indexed(List<Place> block) {
    filter.add(block);
    for (var place : block) {
      asked.computeIfPresent(place.hash(), (_, rows) -> newestFirst(rows, List.of(place.row())));
      answers.computeIfPresent(place.hash(), (_, rows) -> newestFirst(rows, List.of(place.row())));
    }
    indexed = block.getLast().row();
    indexing = false;
  }

  private static List<Long> newestFirst(List<Long> some, List<Long> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().sorted(Comparator.reverseOrder()).toList();
  }
}
