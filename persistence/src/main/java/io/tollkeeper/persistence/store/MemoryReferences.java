package io.tollkeeper.persistence.store;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.tollkeeper.engine.entity.References;

/** The references in memory, for tests. */
public final class MemoryReferences implements References {

  private final Map<Key, String> payers = new ConcurrentHashMap<>();

  private record Key(String tenant, String name) {}

  @Override
  public CompletionStage<Set<String>> learn(String tenant, String payer, Collection<String> names) {
    return CompletableFuture.completedStage(names.stream()
        .filter(name -> payers.putIfAbsent(new Key(tenant, name), payer) == null).collect(Collectors.toSet()));
  }

  @Override
  public CompletionStage<Optional<String>> payer(String tenant, Collection<String> names) {
    return CompletableFuture.completedStage(
        names.stream().map(name -> payers.get(new Key(tenant, name))).filter(Objects::nonNull).sorted().findFirst());
  }
}
