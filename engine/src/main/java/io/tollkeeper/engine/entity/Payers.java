package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerKey;

/** The payers, who see to it that what a payment bought reaches its customers, exactly once. */
@FunctionalInterface
public interface Payers {

  /**
   * Takes on the orders that a provider's message amounts to and hands them to their customers. May be repeated at will: what was taken
   * on before is not taken on again, and what was acknowledged is not handed over again. The stage never fails.
   *
   * @param message the provider's id of the message
   */
  CompletionStage<Progress> deliver(PayerKey payer, String message, List<Order> orders);

  /** How far the orders of a message got. */
  sealed interface Progress {

    /** Every customer has what is its. */
    record Filled() implements Progress {}

    /** Taken on, but this customer does not exist yet. */
    record NoCustomer(String customer) implements Progress {}

    /** Taken on, but the customer refuses it as things are. */
    record Refused(String reason) implements Progress {}

    /** Nobody knows: deliver it again later. */
    record Unavailable(String reason) implements Progress {}
  }
}
