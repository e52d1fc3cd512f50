package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened, when, and how the account stood afterwards; linked to the fact before it.
 *
 * @param at when; never before the fact before it
 * @param event what
 * @param entries the ledger entries that it wrote, possibly none
 * @param seq the number of the customer's last ledger entry after it, 0 if there is none yet
 * @param balance the customer's balance after it
 * @param hash its link in the chain: that of its last entry, if it has any
 */
public record Fact(Instant at, Event event, List<LedgerEntry> entries, long seq, Balance balance, Hash hash) {

  public Fact {
    entries = List.copyOf(entries);
  }
}
