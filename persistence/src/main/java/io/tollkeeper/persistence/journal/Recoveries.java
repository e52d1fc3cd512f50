package io.tollkeeper.persistence.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads for recoveries. Pekko first asks where a journal ends and then for its rows; both are read by the first question, and the rows
 * are kept until the second comes, which is at once. Rows never change, so they cannot be out of date.
 */
final class Recoveries {

  // More than may recover at a time. Those that break off between the two questions leave their rows behind, the oldest go first.
  private static final int MAX_KEPT = 200;
  // A recovery from a recent snapshot has few rows; long ones are read in pages and are not worth keeping.
  private static final int MAX_ROWS_KEPT = 50;
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
    return reader.tail(persistenceId, Math.max(1, from), Math.min(pageSize, MAX_ROWS_KEPT + 1)).thenApply(tail -> {
      if (isShort(tail.rows())) keep(persistenceId, tail.rows());
      return tail.last();
    });
  }

  /** The rows with these numbers, both inclusive, in their order, the first {@code limit} of them. */
  CompletionStage<List<EventRow>> page(String persistenceId, long from, long to, int limit) {
    var rows = take(persistenceId);
    if (!rows.isEmpty() && rows.getFirst().number() <= from && rows.getLast().number() >= to)
      return CompletableFuture.completedStage(rows.stream().filter(row -> row.number() >= from && row.number() <= to).limit(limit).toList());
    return reader.rows(persistenceId, from, to, limit);
  }

  private static boolean isShort(List<EventRow> rows) {
    return !rows.isEmpty() && rows.size() <= MAX_ROWS_KEPT && rows.stream().mapToInt(row -> row.payload().size()).sum() <= MAX_BYTES_KEPT;
  }

  private synchronized void keep(String persistenceId, List<EventRow> rows) {
    kept.put(persistenceId, rows);
    if (kept.size() > MAX_KEPT) kept.remove(kept.keySet().iterator().next());
  }

  private synchronized List<EventRow> take(String persistenceId) {
    var rows = kept.remove(persistenceId);
    return rows == null ? List.of() : rows;
  }
}
