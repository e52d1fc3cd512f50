package io.tollkeeper.engine.domain;

import java.util.Optional;

/** What a command's caller is told. */
public sealed interface Outcome {

  /**
   * It was accepted and has this answer.
   *
   * @param replayed whether that was an earlier command with this id and content; then nothing happened now
   */
  record Accepted(Answer answer, boolean replayed) implements Outcome {}

  /**
   * The grant or adjustment was accepted.
   *
   * @param fact what was recorded for it
   * @param replayed as in {@link Accepted}
   */
  record Booked(CustomerKey customer, Fact fact, boolean replayed) implements Outcome {}

  /**
   * The run is as it was asked to be.
   *
   * @param run how it was right after the command
   * @param seq the number of the customer's last ledger entry then
   * @param replayed as in {@link Accepted}
   */
  record RunStands(CustomerKey customer, Run run, long seq, boolean replayed) implements Outcome {}

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
   * @param first what was answered when the reservation was resolved, if it is resolved
   * @param refundable what can still be refunded, where more was asked for
   */
  record Refused(Refusal refusal, String detail, long seq, Optional<Answer> answer, Optional<Answer> first,
      Optional<Credits> refundable) implements Outcome {}

  /** A refusal of something that is no work. */
  static Outcome refused(Refusal refusal, String detail, Customer customer) {
    return new Refused(refusal, detail, customer.seq(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A refusal with the whole decision. */
  static Outcome refused(Verdict.Failed failed, Answer answer) {
    return new Refused(failed.refusal(), failed.detail(), answer.seq(), Optional.of(answer), Optional.empty(),
        Optional.empty());
  }

  /** The customer, after what has been decided. */
  static Outcome standing(Case decided) {
    return new Standing(CustomerView.of(decided), false);
  }

  /** What the caller was told when this fact was recorded for its command. */
  static Outcome of(CustomerKey customer, Fact fact, boolean replayed) {
    if (fact.event() instanceof Event.RunOpened(var _, var run))
      return new RunStands(customer, run, fact.seq(), replayed);
    if (fact.event() instanceof Event.BudgetRaised(var _, var run))
      return new RunStands(customer, run, fact.seq(), replayed);
    return Answer.of(customer, fact).<Outcome>map(answer -> new Accepted(answer, replayed))
        .orElseGet(() -> new Booked(customer, fact, replayed));
  }
}
