package io.tollkeeper.persistence.journal;

import java.util.List;

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
