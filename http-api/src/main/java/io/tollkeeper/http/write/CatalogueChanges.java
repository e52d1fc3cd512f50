package io.tollkeeper.http.write;

import java.util.List;
import java.util.Map;

import io.tollkeeper.engine.domain.Catalogue;

/** What a new catalogue adds to, removes from and changes in the one before it, by key. */
public record CatalogueChanges(Keys features, Keys packs) {

  /** The keys that differ, each list in alphabetical order. */
  public record Keys(List<String> added, List<String> removed, List<String> changed) {

    static <T> Keys between(Map<String, T> before, Map<String, T> after) {
      return new Keys(
          after.keySet().stream().filter(key -> !before.containsKey(key)).sorted().toList(),
          before.keySet().stream().filter(key -> !after.containsKey(key)).sorted().toList(),
          after.entrySet().stream()
              .filter(
                  entry -> before.containsKey(entry.getKey()) && !entry.getValue().equals(before.get(entry.getKey())))
              .map(Map.Entry::getKey).sorted().toList());
    }

    boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
  }

  /** The changes from one catalogue to another. */
  public static CatalogueChanges between(Catalogue before, Catalogue after) {
    return new CatalogueChanges(Keys.between(before.features(), after.features()),
        Keys.between(before.packs(), after.packs()));
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return features.isEmpty() && packs.isEmpty();
  }
}
