package io.tollkeeper.engine.domain.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tollkeeper.engine.domain.RememberedIds;

/** Where ids are before they leave the customer's memory. */
final class NaiveIndex {

  private final Map<Long, List<Long>> rows = new HashMap<>();
  private long upTo;

  /** Takes over what is overdue. */
  void take(RememberedIds ids) {
    for (var place : ids.toIndex(20)) {
      rows.computeIfAbsent(place.hash(), _ -> new ArrayList<>()).add(place.row());
      upTo = place.row();
    }
  }

  /** Up to which row it has everything. */
  long upTo() {
    return upTo;
  }

  List<Long> rows(long hash) {
    return rows.getOrDefault(hash, List.of()).stream().sorted(Comparator.reverseOrder()).toList();
  }
}
