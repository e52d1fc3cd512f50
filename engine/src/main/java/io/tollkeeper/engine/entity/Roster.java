package io.tollkeeper.engine.entity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Terms;

/**
 * Which customers a tenant has, and which plan each of them has: a list beside the journal, which says nothing that the journal does not
 * say, and may be behind it for a moment. Stages fail if the store cannot be reached.
 */
public interface Roster {

  /**
   * Notes that a customer has this plan, or none of its own, as of a row of its journal. Whatever is known as of a later row stays.
   */
  CompletionStage<Void> note(CustomerKey customer, Optional<Terms> terms, long row);

  /** How many customers of a tenant have which plan of their own. */
  CompletionStage<Map<Terms, Long>> plans(String tenant);

  /** How many customers of a tenant have no plan of their own. */
  CompletionStage<Long> withoutPlan(String tenant);
}
