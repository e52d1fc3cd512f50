package io.tollkeeper.engine.domain;

import java.util.Optional;

/**
 * The credits that a plan includes.
 *
 * @param amount how much at a time
 * @param monthly whether they are given each month, also where the billing period is a year
 * @param expiry until when they can be spent: absent for the end of the period that they are given for
 * @param rolloverMax how much that is unused goes on into the next period, at most; zero for none
 * @param trial how much is given for a trial instead
 * @param priority their place in the burn-down order, lower first
 */
public record IncludedCredits(Credits amount, boolean monthly, Optional<Expiry> expiry, Credits rolloverMax,
    Credits trial, int priority) {

  /** An end that is not that of the period. */
  public sealed interface Expiry {

    /** They do not expire. */
    record Never() implements Expiry {}

    /** So long after they are given. */
    record After(Term term) implements Expiry {}
  }
}
