package io.tollkeeper.engine.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.LedgerEntry;

/** A customer's past, read from its journal. The stages never fail; see {@link Engine#ask}. */
public interface History {

  /** A page of the ledger, newest first. Empty if there is no such customer. */
  CompletionStage<Reply<Optional<Page>>> ledger(CustomerKey customer, Query query);

  /** The customer as it was at a moment. Empty if it did not exist then. Costs time in proportion to the customer's journal. */
  CompletionStage<Reply<Optional<CustomerView>>> at(CustomerKey customer, Moment moment);

  /** A moment in a customer's past. */
  sealed interface Moment {

    /** The end of an instant. */
    record Time(Instant time) implements Moment {}

    /** Right after the ledger entry with this number; 0 is before the first. */
    record Seq(long seq) implements Moment {}
  }

  /**
   * Which entries to show.
   *
   * @param before only entries with a lower number than this, as given by {@link Page#next()}
   * @param limit at most so many entries
   */
  record Query(Optional<Cursor> before, int limit, Optional<EntryType> type, Optional<String> feature,
      Optional<String> run, Optional<Instant> from,
      Optional<Instant> to) {}

  /** Where a page ended: the ledger entry and the journal row that holds it. */
  record Cursor(long seq, long row) {}

  /** A ledger entry and the fact that it is part of. */
  record Line(LedgerEntry entry, Fact fact) {}

  /**
   * Entries in descending order.
   *
   * @param next where the next page starts; empty if there are no more. A page may be short, even empty, and yet have a next
   * @param seq the number of the customer's last entry
   */
  record Page(List<Line> lines, Optional<Cursor> next, long seq) {

    public Page {
      lines = List.copyOf(lines);
    }
  }
}
