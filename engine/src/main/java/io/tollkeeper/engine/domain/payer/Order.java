package io.tollkeeper.engine.domain.payer;

import io.tollkeeper.engine.domain.Command;

/**
 * Credits that a payment has bought for a customer, computed once and never again.
 *
 * @param customer who gets them
 * @param catalogueVersion the publication that the amount was computed by
 * @param command what the customer is told to do; its id is the business key of the payment, so the same money counts once
 */
public record Order(String customer, int catalogueVersion, Command.AddGrant command) {

  /** The business key. */
  public String key() {
    return command.id();
  }
}
