package io.tollkeeper.persistence.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Reads for recoveries. Pekko first asks where a journal ends and then for its rows. The first question reads the first page of rows,
 * too, and keeps them until the second comes, which is at once. Rows never change, so they cannot be out of date.
 */
final class Recoveries {

  // More than may recover at a time. Those that break off between the two questions leave their rows behind, the oldest go first.
  private static final int MAX_KEPT = 200;
  private static final int MAX_BYTES_KEPT = 128 * 1024;

  private final JournalReader reader;
  private final int pageSize;
  private final Map<String, List<EventRow>> kept = new LinkedHashMap<>();

  Recoveries(JournalReader reader, int pageSize) {
    this.reader = reader;
    this.pageSize = pageSize;
  }

  /** The number of the last row of a journal, 0 if it is empty. It will be read from the row after {@code from} on. */
  CompletionStage<Long> start(String persistenceId, long from) {
    // Of a recovery that broke off.
    take(persistenceId);
    return reader.tail(persistenceId, Math.max(1, from), pageSize).thenApply(tail -> {
      if (tail.rows().stream().mapToInt(row -> row.payload().size()).sum() <= MAX_BYTES_KEPT)
        keep(persistenceId, tail.rows());
      return tail.last();
    });
  }

  /** The first rows with these numbers, both inclusive, in their order, if they are at hand; they may not be all. */
  List<EventRow> first(String persistenceId, long from, long to) {
    var rows = take(persistenceId);
    if (rows.isEmpty() || rows.getFirst().number() != from) return List.of();
    return rows.stream().filter(row -> row.number() <= to).toList();
  }

  /** The rows with these numbers, both inclusive, in their order, the first {@code limit} of them. */
  CompletionStage<List<EventRow>> page(String persistenceId, long from, long to, int limit) {
    return reader.rows(persistenceId, from, to, limit);
  }

  private synchronized void keep(String persistenceId, List<EventRow> rows) {
    if (rows.isEmpty()) return;
    kept.put(persistenceId, rows);
    if (kept.size() > MAX_KEPT) kept.remove(kept.keySet().iterator().next());
  }

  private synchronized List<EventRow> take(String persistenceId) {
    var rows = kept.remove(persistenceId);
    return rows == null ? List.of() : rows;
  }
}
