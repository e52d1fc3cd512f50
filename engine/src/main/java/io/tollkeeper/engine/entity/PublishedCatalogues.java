package io.tollkeeper.engine.entity;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.entity.CatalogueStore.Publication;

/**
 * The newest catalogue of every tenant, in memory. The store is asked for newer ones a few times a second, so every node has a
 * publication within a second whatever happens to messages between nodes.
 */
public final class PublishedCatalogues implements Catalogues {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedCatalogues.class);
  private static final Duration POLL = Duration.ofMillis(400);
  // Two publications at once are rare; more than a few lost races mean that something else is wrong.
  private static final int MAX_ATTEMPTS = 10;

  private final CatalogueStore store;
  private final Clock clock;
  private final ConcurrentHashMap<String, Catalogue> newest = new ConcurrentHashMap<>();
  private final EarlierCatalogues earlier = new EarlierCatalogues();

  private PublishedCatalogues(CatalogueStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Loads what has been published and keeps looking for more until the system ends. The stage fails if the store cannot be read. */
  public static CompletionStage<PublishedCatalogues> start(ActorSystem<?> system, CatalogueStore store, Clock clock) {
    var catalogues = new PublishedCatalogues(store, clock);
    return catalogues.refresh().thenApply(_ -> {
      catalogues.poll(system);
      return catalogues;
    });
  }

  private void poll(ActorSystem<?> system) {
    // Each look is scheduled by the one before it, so a slow store is not asked twice at a time.
    system.scheduler().scheduleOnce(POLL, () -> refresh().whenComplete((_, failure) -> {
      if (failure != null) LOG.warn("catalogues cannot be refreshed: {}", failure.toString());
      poll(system);
    }), system.executionContext());
  }

  @Override
  public Catalogue current(String tenant) {
    return newest.getOrDefault(tenant, Catalogue.EMPTY);
  }

  @Override
  public CompletionStage<Publication> publish(String tenant, Map<String, Object> document) {
    return publish(tenant, document, MAX_ATTEMPTS);
  }

  private CompletionStage<Publication> publish(String tenant, Map<String, Object> document, int attempts) {
    var publication =
        new Publication(current(tenant).version() + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), document);
    return store.add(tenant, publication).thenCompose(added -> {
      if (added) {
        learn(tenant, publication);
        return CompletableFuture.completedStage(publication);
      }
      if (attempts == 1)
        return CompletableFuture.failedStage(new IllegalStateException("other publications were always faster"));
      return refresh().thenCompose(_ -> publish(tenant, document, attempts - 1));
    });
  }

  @Override
  public CompletionStage<Optional<Publication>> publication(String tenant, Optional<Integer> version) {
    var number = version.orElseGet(() -> current(tenant).version());
    return number == 0 ? CompletableFuture.completedStage(Optional.empty()) : store.read(tenant, number);
  }

  @Override
  public Optional<Catalogue> atHand(String tenant, int version) {
    return Catalogues.super.atHand(tenant, version).or(() -> earlier.find(tenant, version));
  }

  @Override
  public CompletionStage<Catalogue> catalogue(String tenant, int version) {
    return Catalogues.super.catalogue(tenant, version).thenApply(catalogue -> {
      earlier.keep(tenant, catalogue);
      return catalogue;
    });
  }

  private CompletionStage<Void> refresh() {
    return store.newest().thenCompose(versions -> CompletableFuture.allOf(versions.entrySet().stream()
        .filter(entry -> entry.getValue() > current(entry.getKey()).version())
        .map(entry -> store.read(entry.getKey(), entry.getValue())
            .thenAccept(read -> read.ifPresent(publication -> learn(entry.getKey(), publication))))
        .map(CompletionStage::toCompletableFuture)
        .toArray(CompletableFuture[]::new)));
  }

  private void learn(String tenant, Publication publication) {
    newest.merge(tenant, Catalogues.read(tenant, publication),
        (known, read) -> read.version() > known.version() ? read : known);
  }
}
