package io.tollkeeper.engine.entity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Catalogue;

/** The catalogues of all tenants as this node knows them, and the way to publish a new one. */
public interface Catalogues {

  /** The tenant's newest catalogue that this node has seen, at once. {@link Catalogue#EMPTY} before the first publication. */
  Catalogue current(String tenant);

  /**
   * Publishes a valid document as the tenant's next version; every node has it within a second. Fails if the store cannot be reached.
   *
   * @param document what {@code CatalogueReader} accepted
   */
  CompletionStage<CatalogueStore.Publication> publish(String tenant, Map<String, Object> document);

  /** One publication, or the newest. Empty if there is no such. Fails if the store cannot be reached. */
  CompletionStage<Optional<CatalogueStore.Publication>> publication(String tenant, Optional<Integer> version);
}
