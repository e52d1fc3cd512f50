package io.tollkeeper.engine.domain.payer;

import java.time.Instant;

/** What happened to a payer's orders. */
public sealed interface PayerEvent {

  /** When. */
  Instant at();

  /**
   * An order was taken on: from here on it will reach its customer.
   *
   * @param message the provider's message that it came from
   */
  record OrderTaken(Instant at, String message, Order order) implements PayerEvent {}

  /** The customer has acknowledged the order with this key. */
  record OrderFilled(Instant at, String key) implements PayerEvent {}
}
