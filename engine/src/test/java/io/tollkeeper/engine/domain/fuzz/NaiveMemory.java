package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.RememberedIds;

/** Which ids the customer should have in memory: the last ones, at most so many and at most so old when the newest came. */
final class NaiveMemory {

  /** An id and where its fact is. */
  private record Remembered(IdSpace space, String id, long row, Instant minute) {}

  private final RememberedIds.Window window;
  private final List<Remembered> ids = new ArrayList<>();

  NaiveMemory(RememberedIds.Window window) {
    this.window = window;
  }

  NaiveMemory copy() {
    var copy = new NaiveMemory(window);
    copy.ids.addAll(ids);
    return copy;
  }

  boolean has(IdSpace space, String id) {
    return ids.stream().anyMatch(remembered -> remembered.space() == space && remembered.id().equals(id));
  }

  void add(IdSpace space, String id, long row, Instant at) {
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    ids.add(new Remembered(space, id, row, minute));
    while (ids.size() > window.count() || Duration.between(ids.getFirst().minute(), minute).compareTo(window.age()) > 0)
      ids.removeFirst();
  }

  int size() {
    return ids.size();
  }

  List<Long> rows() {
    return ids.stream().map(Remembered::row).toList();
  }
}
