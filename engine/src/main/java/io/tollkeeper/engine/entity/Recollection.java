package io.tollkeeper.engine.entity;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Past;

/** The part of a customer's past that is in memory: the last rows of its journal, and what was fetched for commands that needed it. */
final class Recollection implements Past {

  // Repeats of old ids come in bursts at worst; what does not fit is fetched again.
  private static final int MAX_FETCHED = 64;

  private final int tailFacts;
  private final ForgottenIds ids;
  private final IntFunction<Optional<Catalogue>> catalogues;
  private final ArrayDeque<JournalRow> tail = new ArrayDeque<>();
  private int factsInTail;
  private final Map<Long, Facts> fetched = new LinkedHashMap<>();
  private final Map<Integer, Catalogue> versions = new HashMap<>();

  /**
   * @param tailFacts how many of the last facts are kept
   * @param catalogues the publications that are at hand anyway
   */
  Recollection(int tailFacts, ForgottenIds ids, IntFunction<Optional<Catalogue>> catalogues) {
    this.tailFacts = tailFacts;
    this.ids = ids;
    this.catalogues = catalogues;
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

  /** The ids that have left memory. */
  ForgottenIds ids() {
    return ids;
  }

  /** A row that was needed has come. */
  void fetched(JournalRow row) {
    fetched.put(row.number(), row.facts());
    if (fetched.size() > MAX_FETCHED) fetched.remove(fetched.keySet().iterator().next());
  }

  /** A publication that was needed has come. */
  void fetched(Catalogue catalogue) {
    versions.put(catalogue.version(), catalogue);
  }

  /** Nothing is to be decided: what was only fetched for what has been decided need not be kept. */
  void rest() {
    ids.rest();
    versions.clear();
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
    return ids.rows(hash);
  }

  @Override
  public Optional<Catalogue> catalogue(int version) {
    return Optional.ofNullable(versions.get(version)).or(() -> catalogues.apply(version));
  }
}
