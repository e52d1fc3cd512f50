package io.tollkeeper.http.stripe;

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

/** References in memory, which tell what to do after they were asked. */
final class KnownReferences implements References {

  private final Map<String, String> payers = new ConcurrentHashMap<>();
  private volatile Runnable afterLook = () -> {};

  /** Runs once, after the next look. */
  void afterNextLook(Runnable action) {
    afterLook = () -> {
      afterLook = () -> {};
      action.run();
    };
  }

  @Override
  public CompletionStage<Set<String>> learn(String tenant, String payer, Collection<String> names) {
    return CompletableFuture.completedStage(names.stream()
        .filter(name -> payers.putIfAbsent(tenant + '/' + name, payer) == null).collect(Collectors.toSet()));
  }

  @Override
  public CompletionStage<Optional<String>> payer(String tenant, Collection<String> names) {
    var found =
        names.stream().map(name -> payers.get(tenant + '/' + name)).filter(Objects::nonNull).sorted().findFirst();
    afterLook.run();
    return CompletableFuture.completedStage(found);
  }
}
