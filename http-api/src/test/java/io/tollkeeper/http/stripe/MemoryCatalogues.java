package io.tollkeeper.http.stripe;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.entity.CatalogueStore;
import io.tollkeeper.engine.entity.Catalogues;

/** Catalogues that are published by a call. */
final class MemoryCatalogues implements Catalogues {

  private final Map<String, Catalogue> newest = new ConcurrentHashMap<>();

  /** A pack of so many credits, sold by one price, that is gone after 90 days. */
  static Pack pack(String key, String price, long credits) {
    return new Pack(key, Set.of(price), new Credits(credits * 1_000_000), Term.parse("P90D"), 7, Set.of("chat"),
        Map.of());
  }

  static Catalogue catalogue(int version, Pack... packs) {
    return new Catalogue(version, Map.of(), Map.of(),
        Arrays.stream(packs).collect(Collectors.toMap(Pack::key, Function.identity())), Optional.empty());
  }

  void publish(String tenant, Pack... packs) {
    newest.compute(tenant, (_, old) -> catalogue(old == null ? 1 : old.version() + 1, packs));
  }

  @Override
  public Catalogue current(String tenant) {
    return newest.getOrDefault(tenant, Catalogue.EMPTY);
  }

  @Override
  public CompletionStage<CatalogueStore.Publication> publish(String tenant, Map<String, Object> document) {
    // Documents are read elsewhere: here a document is the key, price and credits of one more pack.
    var packs = Stream.concat(current(tenant).packs().values().stream(),
        Stream.of(pack(text(document, "key"), text(document, "price"), Long.parseLong(text(document, "credits")))));
    publish(tenant, packs.toArray(Pack[]::new));
    return CompletableFuture
        .completedStage(new CatalogueStore.Publication(current(tenant).version(), TickingClock.START, document));
  }

  private static String text(Map<String, Object> document, String field) {
    return String.valueOf(document.get(field));
  }

  @Override
  public CompletionStage<Optional<CatalogueStore.Publication>> publication(String tenant, Optional<Integer> version) {
    throw new UnsupportedOperationException("documents are kept elsewhere");
  }
}
