package io.tollkeeper.engine.entity;

import java.util.List;

/**
 * The end of a customer's ledger.
 *
 * @param row the number of the last journal row
 * @param seq the number of the last ledger entry
 * @param rows the last rows, as many as are in memory, the newest last
 */
public record LedgerTail(long row, long seq, List<JournalRow> rows) {

  public LedgerTail {
    rows = List.copyOf(rows);
  }
}
