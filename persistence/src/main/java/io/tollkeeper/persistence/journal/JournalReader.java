package io.tollkeeper.persistence.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.persistence.Lane;

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
   * The end of a journal: its rows from {@code from} on, the first {@code limit} of them, and the number of its last row. One query, if
   * there are any such rows.
   */
  public CompletionStage<Tail> tail(String persistenceId, long from, int limit) {
    return lane.read(connection -> EventTable.tail(connection, persistenceId, from, limit));
  }
}
