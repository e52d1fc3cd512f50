package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;

/**
 * Which customers a tenant has, which plan each of them has and who pays for it: a list beside the journal, which says nothing that the journal does not
 * say, and may be behind it for a moment. Stages fail if the store cannot be reached.
 */
public interface Roster {

  /** Notes how a customer is as of a row of its journal. Whatever is known as of a later row stays. */
  CompletionStage<Void> note(CustomerKey customer, Line line, long row);

  /** How many customers of a tenant have which plan of their own. */
  CompletionStage<Map<Terms, Long>> plans(String tenant);

  /** How many customers of a tenant have no plan of their own. */
  CompletionStage<Long> withoutPlan(String tenant);

  /**
   * A tenant's customers in the order of their ids, at most {@code limit}.
   *
   * @param payer only those that name this payer of their provider as theirs
   * @param after only those behind this id
   */
  CompletionStage<List<Entry>> customers(String tenant, Optional<String> payer, Optional<String> after, int limit);

  /**
   * What is known of a customer.
   *
   * @param terms the plan that it has of its own
   * @param payer who pays for it, as the payment provider calls them
   */
  record Line(Optional<Terms> terms, Optional<String> payer) {}

  /** A customer and what is known of it. */
  record Entry(String customer, Line line) {}
}
