package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.CustomerKey;

/** The journal as it is read beside the customer that writes it. */
@FunctionalInterface
public interface Journal {

  /** The rows with these numbers, both inclusive, in their order; those that do not exist are left out. Fails if the store cannot be read. */
  CompletionStage<List<JournalRow>> rows(CustomerKey customer, long from, long to);
}
