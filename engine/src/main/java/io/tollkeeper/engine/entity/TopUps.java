package io.tollkeeper.engine.entity;

import java.util.Optional;

import io.tollkeeper.engine.domain.CustomerKey;

/** Who is told that a customer needs more credits, and sees to it that they are paid for. */
@FunctionalInterface
public interface TopUps {

  /**
   * A customer asks for a top-up. Returns at once and never fails: it may be asked again for what has not been decided, and the same id
   * is paid for once.
   */
  void requested(CustomerKey customer, TopUpRequest request);

  /**
   * What is asked for.
   *
   * @param id of this top-up, unique for the customer
   * @param pack what is to be bought
   * @param stripeCustomer who pays, by Stripe's id; empty if nobody has been linked
   * @param catalogueVersion the publication that it was asked for under
   */
  record TopUpRequest(String id, String pack, Optional<String> stripeCustomer, int catalogueVersion) {}
}
