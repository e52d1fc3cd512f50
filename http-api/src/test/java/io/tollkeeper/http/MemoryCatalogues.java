package io.tollkeeper.http;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.CatalogueReader;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;
import io.tollkeeper.engine.entity.Catalogues;

/** Publications in a map. */
final class MemoryCatalogues implements Catalogues {

  private final Map<String, List<Publication>> publications = new HashMap<>();
  private final Clock clock;
  private boolean reachable = true;

  MemoryCatalogues(Clock clock) {
    this.clock = clock;
  }

  /** From now on the store can, or cannot, be reached. */
  synchronized void reachable(boolean yes) {
    reachable = yes;
  }

  @Override
  public synchronized Catalogue current(String tenant) {
    return version(tenant, publications.getOrDefault(tenant, List.of()).size());
  }

  /** One of the catalogues that were published; before the first, nothing. */
  synchronized Catalogue version(String tenant, int number) {
    if (number == 0) return Catalogue.EMPTY;
    return switch (CatalogueReader.read(publications.getOrDefault(tenant, List.of()).get(number - 1).document())) {
      case CatalogueReader.Reading.Valid(var catalogue) -> catalogue.withVersion(number);
      case CatalogueReader.Reading.Invalid(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  @Override
  public synchronized CompletionStage<Publication> publish(String tenant, Map<String, Object> document) {
    if (!reachable) return CompletableFuture.failedFuture(new IllegalStateException("jdbc:somewhere is down"));
    var all = publications.computeIfAbsent(tenant, _ -> new ArrayList<>());
    var publication = new Publication(all.size() + 1, clock.instant(), document);
    all.add(publication);
    return CompletableFuture.completedFuture(publication);
  }

  @Override
  public synchronized CompletionStage<Optional<Publication>> publication(String tenant, Optional<Integer> version) {
    if (!reachable) return CompletableFuture.failedFuture(new IllegalStateException("jdbc:somewhere is down"));
    var all = publications.getOrDefault(tenant, List.of());
    var number = version.orElse(all.size());
    return CompletableFuture
        .completedFuture(number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1)));
  }
}
