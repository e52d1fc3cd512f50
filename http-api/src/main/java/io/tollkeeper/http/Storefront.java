package io.tollkeeper.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;

/** Where customers buy: pages of the payment provider, opened for one customer each. Stages never fail. */
public interface Storefront {

  /** The storefront of a node that can open none. */
  Storefront CLOSED = new Storefront() {
    @Override
    public boolean isOpen(String tenant) {
      return false;
    }

    @Override
    public CompletionStage<Visit> checkout(Purchase purchase) {
      return CompletableFuture.completedStage(new Visit.Unavailable());
    }

    @Override
    public CompletionStage<Visit> portal(CustomerKey customer, String payer, Optional<String> returnUrl) {
      return CompletableFuture.completedStage(new Visit.Unavailable());
    }
  };

  /** Whether pages can be opened for this tenant at all. */
  boolean isOpen(String tenant);

  /** Opens a page on which a customer buys this. */
  CompletionStage<Visit> checkout(Purchase purchase);

  /**
   * Opens a page on which a customer sees to its invoices, cards and subscriptions.
   *
   * @param payer the provider's id of the customer
   */
  CompletionStage<Visit> portal(CustomerKey customer, String payer, Optional<String> returnUrl);

  /**
   * What is to be bought.
   *
   * @param payer the provider's id of the customer, if it has one
   * @param price what is to be paid, by the provider's id of it
   * @param repeatKey by which a repeat of the request is known as such
   */
  record Purchase(CustomerKey customer, Optional<String> payer, Item item, String key, String price, long quantity,
      String successUrl, Optional<String> cancelUrl, String repeatKey) {

    /** What kind of thing is sold. The stored form is the lower-case name. */
    public enum Item {
      PACK, PLAN
    }
  }

  /** What became of the wish for a page. */
  sealed interface Visit {

    /**
     * It is open.
     *
     * @param id the provider's id of the visit
     */
    record Page(String id, String url) implements Visit {}

    /** The provider does not accept it; the code is its own. */
    record Refused(String code) implements Visit {}

    /** The repeat key was used before, for something else. */
    record Reused() implements Visit {}

    /** The provider cannot be asked for the moment. */
    record Unavailable() implements Visit {}
  }
}
