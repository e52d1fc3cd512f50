package io.tollkeeper.engine.entity;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.RememberedIds.Place;

/**
 * Tells of most ids that were never indexed that they were not, so that nobody has to look. Made from the index once look-ups have
 * become frequent enough to be worth it, a page at a time beside the customer's work, and made again, larger, when it is full.
 */
final class GrowingFilter {

  // Most customers come back for a handful of requests and go again: reading their index would cost more than it saves.
  private static final int LOOK_UPS_WORTH_IT = 16;
  private static final int PAGE = 8_192;
  private static final Logger LOG = LoggerFactory.getLogger(GrowingFilter.class);

  private final CustomerKey key;
  private final IdIndex index;
  private final Aside aside;
  private @Nullable IdFilter filter;
  private @Nullable Build build;
  private int lookUps;

  GrowingFilter(CustomerKey key, IdIndex index, Aside aside) {
    this.key = key;
    this.index = index;
    this.aside = aside;
  }

  /** Whether an id with this hash was certainly never indexed. */
  boolean excludes(long hash) {
    return filter != null && !filter.mayContain(hash);
  }

  /** These ids have been indexed. Call it before any of them may leave memory. */
  void add(List<Place> places) {
    if (filter != null)
      for (var place : places)
        filter.add(place.hash());
    if (build != null) build.add(places);
    if (filter != null && filter.isFull()) build();
  }

  /** So many hashes had to be looked up. */
  void lookedUp(int hashes) {
    lookUps += hashes;
    if (filter == null && lookUps >= LOOK_UPS_WORTH_IT) build();
  }

  private void build() {
    if (build != null) return;
    build = new Build();
    build.read(Long.MIN_VALUE);
  }

  /**
   * A filter in the making. What was indexed before it began is in the index for it to read; whatever is indexed after that is told to
   * it, so nothing is missed.
   */
  private final class Build {

    private final List<Place> early = new ArrayList<>();
    private @Nullable IdFilter growing;

    void add(List<Place> places) {
      // How large it has to be is known with the first page.
      if (growing == null) early.addAll(places);
      else
        for (var place : places)
          growing.add(place.hash());
    }

    void read(long from) {
      aside.run(index.hashes(key, from, PAGE), this::take, failure -> {
        LOG.warn("{}: the ids cannot be read for a filter, so each has to be looked up: {}", key, failure.toString());
        build = null;
        lookUps = 0;
      });
    }

    private void take(long[] page) {
      var filling = growing;
      if (filling == null) {
        filling = growing = IdFilter.of(Math.max(LOOK_UPS_WORTH_IT, count(page)));
        add(early);
        early.clear();
      }
      for (var hash : page)
        filling.add(hash);
      if (page.length == PAGE && page[PAGE - 1] < Long.MAX_VALUE) {
        read(page[PAGE - 1] + 1);
        return;
      }
      filter = filling;
      build = null;
    }
  }

  /**
   * How many hashes there are, by the first page of them. Hashes are spread evenly, so the part of all possible ones that a full page
   * reaches over is the part of all that it has, give or take one in a hundred.
   */
  static long count(long[] page) {
    if (page.length < PAGE) return page.length;
    var reach = ((page[PAGE - 1] ^ Long.MIN_VALUE) >>> 11) * 0x1p-53;
    return (long) Math.ceil(PAGE / reach);
  }
}
