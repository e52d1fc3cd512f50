package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "may this customer do this?", with the numbers that it was decided by.
 *
 * @param refusal why not; empty if it is allowed
 * @param customer who asked
 * @param feature for what
 * @param usage the usage id, where something was or would have been charged
 * @param required the price; empty if it was refused before it was priced
 * @param charged what was taken
 * @param uncollected the part of the price that could not be taken
 * @param draws from which grants
 * @param balance the balance afterwards
 * @param available what this feature can draw afterwards
 * @param catalogueVersion the publication that it was decided by
 * @param seq the number of the customer's last ledger entry, 0 if there is none
 * @param at when it was decided
 */
public record Answer(Optional<Refusal> refusal, CustomerKey customer, String feature, Optional<String> usage,
    Optional<Credits> required, Credits charged,
    Credits uncollected, List<Draw> draws, Balance balance, Credits available, int catalogueVersion, long seq,
    Instant at) {

  public Answer {
    draws = List.copyOf(draws);
  }

  public boolean allowed() {
    return refusal.isEmpty();
  }

  /** The same answer, with the number of another entry as the last one. */
  Answer withSeq(long number) {
    return number == seq
        ? this
        : new Answer(refusal, customer, feature, usage, required, charged, uncollected, draws, balance, available,
            catalogueVersion, number, at);
  }

  /** The answer that a charge was given, from the fact that records it: the same whenever it is asked for. */
  static Answer charged(CustomerKey customer, Fact fact, Event.Consumed consumed) {
    var command = consumed.command();
    return new Answer(Optional.empty(), customer, command.demand().feature(), Optional.of(command.id()),
        Optional.of(consumed.required()), consumed.charged(),
        consumed.uncollected(), fact.entries().getFirst().draws(), fact.balance(), consumed.available(),
        consumed.catalogueVersion(), fact.seq(), fact.at());
  }
}
