package io.tollkeeper.engine.domain.payer;

import java.time.Instant;

/** What happened to a payer. */
public sealed interface PayerEvent {

  /** When. */
  Instant at();

  /**
   * Something new was learned.
   *
   * @param message the provider's message that said it
   */
  record Noticed(Instant at, String message, Notice notice) implements PayerEvent {}

  /**
   * An order was taken on: from here on it will reach its customer.
   *
   * @param message the provider's message that it came from
   */
  record OrderTaken(Instant at, String message, Order order) implements PayerEvent {}

  /** The customer has acknowledged the order with this key. */
  record OrderFilled(Instant at, String key) implements PayerEvent {}

  /**
   * A part of a payment brings no credits, and never will, whatever is published later.
   *
   * @param key what the order for it would have been called
   * @param catalogueVersion the publication that it was computed by
   */
  record NothingDue(Instant at, String key, int catalogueVersion) implements PayerEvent {}
}
