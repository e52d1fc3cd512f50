package io.tollkeeper.engine.domain;

import java.util.Optional;

/** What a command's caller is told. */
public sealed interface Outcome {

  /**
   * The work was accepted and charged.
   *
   * @param replayed whether that was an earlier command with this id and content; then nothing happened now
   */
  record Charged(Answer answer, boolean replayed) implements Outcome {}

  /**
   * The grant or adjustment was accepted.
   *
   * @param fact what was recorded for it
   * @param replayed as in {@link Charged}
   */
  record Booked(CustomerKey customer, Fact fact, boolean replayed) implements Outcome {}

  /**
   * The customer is as it was asked to be.
   *
   * @param created whether it did not exist before
   */
  record Standing(CustomerView customer, boolean created) implements Outcome {}

  /**
   * No; nothing was changed.
   *
   * @param detail the numbers or names behind it, in a sentence
   * @param seq the number of the customer's last ledger entry, 0 if there is none
   * @param answer the whole decision, where work was asked for
   */
  record Refused(Refusal refusal, String detail, long seq, Optional<Answer> answer) implements Outcome {}

  /** A refusal of something that is no work. */
  static Outcome refused(Refusal refusal, String detail, Customer customer) {
    return new Refused(refusal, detail, customer.seq(), Optional.empty());
  }

  /** What the caller was told when this fact was recorded for a command with an id. */
  static Outcome of(CustomerKey customer, Fact fact, boolean replayed) {
    return fact.event() instanceof Event.Consumed consumed
        ? new Charged(Answer.charged(customer, fact, consumed), replayed)
        : new Booked(customer, fact, replayed);
  }
}
