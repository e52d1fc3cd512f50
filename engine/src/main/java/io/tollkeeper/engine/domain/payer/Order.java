package io.tollkeeper.engine.domain.payer;

import io.tollkeeper.engine.domain.Command;

/**
 * What a customer is told because of what is known of a payer. Orders with the same key are about the same thing: of grants the first
 * one stands for ever, of states a newer one takes the place of the older.
 *
 * @param key what it is about
 * @param customer who is told
 * @param catalogueVersion the publication that it was computed by
 */
public record Order(String key, String customer, int catalogueVersion, Command command) {

  /** Credits that were bought once. The key is the business key of the payment, so the same money counts once. */
  public Order(String customer, int catalogueVersion, Command.AddGrant command) {
    this(command.id(), customer, catalogueVersion, command);
  }

  /** Credits of a paid period, keyed in the same way. */
  public Order(String customer, int catalogueVersion, Command.PayPeriod command) {
    this(command.id(), customer, catalogueVersion, command);
  }

  /** How much of a grant is taken back. */
  public Order(String customer, int catalogueVersion, Command.Reverse command) {
    this(Keys.reverse(command.grant()), customer, catalogueVersion, command);
  }

  /** By whom the customer is paid for. */
  public Order(String customer, int catalogueVersion, Command.LinkPayer command) {
    this(Keys.link(command.payer()), customer, catalogueVersion, command);
  }

  /** How a subscription is. */
  public Order(String customer, int catalogueVersion, Command.PutSubscription command) {
    this(Keys.subscription(command.id()), customer, catalogueVersion, command);
  }
}
