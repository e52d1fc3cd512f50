package io.tollkeeper.persistence.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.tollkeeper.engine.entity.CatalogueStore;

/** Catalogues in memory, for tests. */
public final class MemoryCatalogueStore implements CatalogueStore {

  private final Map<String, ConcurrentSkipListMap<Integer, Publication>> publications = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Boolean> add(String tenant, Publication publication) {
    var kept = new Publication(publication.version(), Times.kept(publication.publishedAt()),
        Documents.read(Documents.write(publication.document())));
    var earlier = publications.computeIfAbsent(tenant, _ -> new ConcurrentSkipListMap<>())
        .putIfAbsent(publication.version(), kept);
    return CompletableFuture.completedStage(earlier == null);
  }

  @Override
  public CompletionStage<Optional<Publication>> read(String tenant, int version) {
    var own = publications.get(tenant);
    return CompletableFuture.completedStage(own == null ? Optional.empty() : Optional.ofNullable(own.get(version)));
  }

  @Override
  public CompletionStage<Map<String, Integer>> newest() {
    var versions = new ConcurrentHashMap<String, Integer>();
    publications.forEach((tenant, own) -> own.keySet().stream().max(Integer::compare)
        .ifPresent(version -> versions.put(tenant, version)));
    return CompletableFuture.completedStage(versions);
  }
}
