package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.payer.Notice;
import io.tollkeeper.engine.domain.payer.PayerKey;
import io.tollkeeper.engine.domain.payer.PayerView;

/** The payers, who see to it that what a payment bought reaches its customers, exactly once. */
public interface Payers {

  /**
   * Takes note of what a provider's message says, and hands what follows from that to the customers. May be repeated at will and come in
   * any order: what is known already changes nothing. The stage never fails.
   *
   * @param message the provider's id of the message
   */
  CompletionStage<Progress> tell(PayerKey payer, String message, List<Notice> notices);

  /** How a payer stands; empty if nothing is known of it. The stage fails if it cannot be reached. */
  CompletionStage<Optional<PayerView>> view(PayerKey payer);

  /** How far a message got: of all that follows from what it is about, the part that got least far. */
  sealed interface Progress {

    /** Every customer has what is its. */
    record Filled() implements Progress {}

    /** Taken on, but this customer does not exist yet. */
    record NoCustomer(String customer) implements Progress {}

    /**
     * Taken note of, but something has to be told first.
     *
     * @param reason a code
     * @param waitsFor what it is that has to be told: a payer, a payment or a subscription
     */
    record Waiting(String reason, String waitsFor) implements Progress {}

    /** Two messages of the same second disagree about this subscription: only the provider knows how it is. */
    record Ambiguous(String subscription) implements Progress {}

    /** Taken on, but it cannot be done as things are. The reason is a code, and after a colon what more there is to say. */
    record Refused(String reason) implements Progress {}

    /** Nobody knows: deliver it again later. */
    record Unavailable(String reason) implements Progress {}
  }
}
