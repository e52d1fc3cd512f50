package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;

/** A catalogue that every tenant has: two packs and a plan, and what is added to them. */
final class OneCatalogue implements Catalogues {

  private static final Plan PRO = new Plan("pro", Set.of("price_pro"), Plan.BillingPeriod.MONTH, Map.of(),
      Optional.empty(), Credits.ZERO, Duration.ZERO, Optional.empty(), new Plan.PastDue(0, true), Plan.Shortfall.DEBT,
      new Plan.Dispute(false, Plan.Shortfall.DEBT));

  private final List<Pack> packs = new ArrayList<>(List.of(pack("small", 10), pack("large", 90)));
  private volatile Catalogue current = catalogue(1);

  void publish(Pack pack) {
    packs.add(pack);
    current = catalogue(current.version() + 1);
  }

  @Override
  public Catalogue current(String tenant) {
    return current;
  }

  @Override
  public CompletionStage<CatalogueStore.Publication> publish(String tenant, Map<String, Object> document) {
    return CompletableFuture.failedStage(new UnsupportedOperationException());
  }

  @Override
  public CompletionStage<Optional<CatalogueStore.Publication>> publication(String tenant, Optional<Integer> version) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  private Catalogue catalogue(int version) {
    return new Catalogue(version, Map.of(), Map.of("pro", PRO),
        packs.stream().collect(Collectors.toMap(Pack::key, Function.identity())), Optional.empty());
  }

  private static Pack pack(String key, long micros) {
    return new Pack(key, Set.of("price_" + key), new Credits(micros), Optional.empty(), 10, Set.of("chat"), Map.of());
  }
}
