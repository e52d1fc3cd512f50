package io.tollkeeper.engine.entity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;

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

  /** One publication of the tenant's catalogue, if it is at hand: at once. */
  default Optional<Catalogue> atHand(String tenant, int version) {
    return Optional.of(current(tenant)).filter(catalogue -> catalogue.version() == version);
  }

  /** One publication of the tenant's catalogue. Fails if there is no such, or if the store cannot be reached. */
  default CompletionStage<Catalogue> catalogue(String tenant, int version) {
    return publication(tenant, Optional.of(version))
        .thenApply(publication -> publication.map(read -> read(tenant, read))
            .orElseThrow(() -> new IllegalStateException(tenant + " has no publication " + version)));
  }

  /** The catalogue that was published. It was valid then, so anything else is a fault. */
  static Catalogue read(String tenant, CatalogueStore.Publication publication) {
    return switch (CatalogueReader.read(publication.document())) {
      case CatalogueReader.Reading.Valid(var catalogue) -> catalogue.withVersion(publication.version());
      case CatalogueReader.Reading.Invalid(var problems) -> throw new IllegalStateException(
          "publication " + publication.version() + " of " + tenant + " is not valid: " + problems);
    };
  }

  /** One publication, or the newest. Empty if there is no such. Fails if the store cannot be reached. */
  CompletionStage<Optional<CatalogueStore.Publication>> publication(String tenant, Optional<Integer> version);
}
