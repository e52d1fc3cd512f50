package io.tollkeeper.http.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Plan;

/** What a new catalogue adds to, removes from and changes in the one before it, by key. */
public record CatalogueChanges(Keys features, Keys plans, Keys packs, Names defaultPlan) {

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

  /** What something was called and what it is called now. */
  public record Names(Optional<String> before, Optional<String> after) {

    boolean isEmpty() {
      return before.equals(after);
    }
  }

  /** The changes from one catalogue to another. */
  public static CatalogueChanges between(Catalogue before, Catalogue after) {
    return new CatalogueChanges(Keys.between(before.features(), after.features()),
        Keys.between(placed(before, after), placed(after, before)), Keys.between(before.packs(), after.packs()),
        new Names(before.defaultPlan().map(Plan::key), after.defaultPlan().map(Plan::key)));
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return features.isEmpty() && plans.isEmpty() && packs.isEmpty() && defaultPlan.isEmpty();
  }

  /** A plan and its place among those that both catalogues have: of two plans with one config feature, the first gives its value. */
  private record Placed(Plan plan, int place) {}

  private static Map<String, Placed> placed(Catalogue catalogue, Catalogue other) {
    var placed = new HashMap<String, Placed>();
    var place = 0;
    for (var plan : catalogue.plans().values())
      placed.put(plan.key(), new Placed(plan, other.plans().containsKey(plan.key()) ? place++ : -1));
    return placed;
  }
}
