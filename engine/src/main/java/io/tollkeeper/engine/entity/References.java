package io.tollkeeper.engine.entity;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which payer the objects of a provider belong to, by their names: many messages name a payment only, and not who pays. A name that
 * was learned leads to the same payer for ever. Stages fail if the store cannot be reached.
 */
public interface References {

  /** Learns that these names lead to this payer, as far as they lead nowhere yet. Those that did not. */
  CompletionStage<Set<String>> learn(String tenant, String payer, Collection<String> names);

  /** The payer that these names lead to; the first in the order of payers, should they lead to several. */
  CompletionStage<Optional<String>> payer(String tenant, Collection<String> names);
}
