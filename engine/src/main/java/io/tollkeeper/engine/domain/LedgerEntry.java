package io.tollkeeper.engine.domain;

import java.util.List;

/**
 * One line of a customer's account. Time, cause and feature are those of the {@link Fact} that it is part of.
 *
 * @param seq its number, gapless from 1
 * @param type what it records
 * @param amountMicros signed micro-credits: what it did to {@code settled} if the type counts
 * @param draws which grants the amount came from or went to, positive
 * @param balance the customer's balance after it
 * @param hash its link in the chain
 */
public record LedgerEntry(long seq, EntryType type, long amountMicros, List<Draw> draws, Balance balance, Hash hash) {

  public LedgerEntry {
    draws = List.copyOf(draws);
  }
}
