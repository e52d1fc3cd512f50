package io.tollkeeper.engine.entity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where the publications of catalogues are kept, for ever. Stages fail if the store cannot be reached. */
public interface CatalogueStore {

  /** Adds a publication. False if this tenant already has one with that version; then nothing was added. */
  CompletionStage<Boolean> add(String tenant, Publication publication);

  /** One publication. */
  CompletionStage<Optional<Publication>> read(String tenant, int version);

  /** The newest version of every tenant that has published. */
  CompletionStage<Map<String, Integer>> newest();

  /**
   * A catalogue as it was published.
   *
   * @param version counts the publications of one tenant from 1
   * @param document the catalogue as maps, lists, strings, numbers and booleans
   */
  record Publication(int version, Instant publishedAt, Map<String, Object> document) {}
}
