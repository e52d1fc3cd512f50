package io.tollkeeper.persistence.journal;

import io.tollkeeper.persistence.Lane;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads rows of one journal. Beside the writers: it has connections of its own. */
public final class JournalReader {

  private final Lane lane;

  public JournalReader(Lane lane) {
    this.lane = lane;
  }

  /** The rows with these numbers, both inclusive, in their order, the first {@code limit} of them. */
  public CompletionStage<List<EventRow>> rows(String persistenceId, long from, long to, int limit) {
    return lane.read(connection -> EventTable.rows(connection, persistenceId, from, to, limit));
  }

  /**
   * The end of a journal: its rows from {@code from} on, the first {@code limit} of them, and the number of its last row. One query if
   * that is all there is, which is what a recovery from a recent snapshot finds.
   */
  public CompletionStage<Tail> tail(String persistenceId, long from, int limit) {
    return lane.read(connection -> {
      var rows = EventTable.rows(connection, persistenceId, from, Long.MAX_VALUE, limit);
      if (rows.isEmpty()) return new Tail(rows, from <= 1 ? 0 : EventTable.highest(connection, persistenceId));
      return new Tail(rows, rows.size() < limit ? rows.getLast().number() : EventTable.highest(connection, persistenceId));
    });
  }

  /**
   * The end of a journal.
   *
   * @param rows the rows that were asked for
   * @param last the number of the journal's last row, 0 if it is empty
   */
  public record Tail(List<EventRow> rows, long last) {

    public Tail {
      rows = List.copyOf(rows);
    }
  }
}
