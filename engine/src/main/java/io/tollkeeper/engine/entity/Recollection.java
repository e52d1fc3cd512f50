package io.tollkeeper.engine.entity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.entity.CustomerEntity.Ask;

/** The part of a customer's journal that is in memory: its last rows, and older ones that were fetched for repeated commands. */
final class Recollection implements Past {

  // Repeats of old ids come in bursts at worst; what does not fit is fetched again.
  private static final int MAX_FETCHED = 64;

  private final int tailFacts;
  private final ArrayDeque<JournalRow> tail = new ArrayDeque<>();
  private int factsInTail;
  private final Map<Long, Facts> fetched = new LinkedHashMap<>();
  private final Map<Long, List<Ask>> awaited = new HashMap<>();

  Recollection(int tailFacts) {
    this.tailFacts = tailFacts;
  }

  /** Remembers the newest row, and forgets old ones beyond the limit. The newest itself always stays. */
  void add(JournalRow row) {
    tail.addLast(row);
    factsInTail += row.facts().list().size();
    while (factsInTail > tailFacts && tail.size() > 1)
      factsInTail -= tail.removeFirst().facts().list().size();
  }

  /** The last rows, the newest last. */
  List<JournalRow> tail() {
    return List.copyOf(tail);
  }

  @Override
  public Optional<Facts> row(long number) {
    if (!tail.isEmpty() && number >= tail.getFirst().number()) {
      for (var row : tail)
        if (row.number() == number) return Optional.of(row.facts());
    }
    return Optional.ofNullable(fetched.get(number));
  }

  @Override
  public Optional<List<Long>> forgotten(long hash) {
    return Optional.empty();
  }

  @Override
  public Optional<Catalogue> catalogue(int version) {
    return Optional.empty();
  }

  /** Lets this request wait for a row. True if the row has to be fetched for it, false if that is under way already. */
  boolean await(long row, Ask ask) {
    var asks = awaited.computeIfAbsent(row, _ -> new ArrayList<>());
    asks.add(ask);
    return asks.size() == 1;
  }

  /** A row has come, or could not be read. The requests that waited for it. */
  List<Ask> fetched(long row, Optional<Facts> facts) {
    facts.ifPresent(present -> {
      fetched.put(row, present);
      if (fetched.size() > MAX_FETCHED) fetched.remove(fetched.keySet().iterator().next());
    });
    var asks = awaited.remove(row);
    return asks == null ? List.of() : asks;
  }

  /** How many requests wait for rows. */
  int waiting() {
    return awaited.values().stream().mapToInt(List::size).sum();
  }

  /** The requests that wait for rows, which they will not get any more. */
  List<Ask> abandon() {
    var asks = awaited.values().stream().flatMap(List::stream).toList();
    awaited.clear();
    return asks;
  }
}
