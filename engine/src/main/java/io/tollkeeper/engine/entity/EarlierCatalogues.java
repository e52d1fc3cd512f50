package io.tollkeeper.engine.entity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;

/** The publications that were needed last beside the newest, shared by all customers of a node. */
final class EarlierCatalogues {

  // A tenant that publishes leaves the one before for a while; a catalogue of ordinary size is some tens of kilobytes.
  private static final int MAX_KEPT = 64;

  private record Key(String tenant, int version) {}

  private final Map<Key, Catalogue> kept = new LinkedHashMap<>(16, 0.75f, true);

  synchronized Optional<Catalogue> find(String tenant, int version) {
    return Optional.ofNullable(kept.get(new Key(tenant, version)));
  }

  synchronized void keep(String tenant, Catalogue catalogue) {
    kept.put(new Key(tenant, catalogue.version()), catalogue);
    if (kept.size() > MAX_KEPT) kept.remove(kept.keySet().iterator().next());
  }
}
