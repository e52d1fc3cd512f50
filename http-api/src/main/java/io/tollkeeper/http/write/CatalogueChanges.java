package io.tollkeeper.http.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Plan;

/** What a new catalogue adds to, removes from and changes in the one before it. */
public record CatalogueChanges(Things features, Things plans, Things packs, Names defaultPlan) {

  /** As many places as people read before they decide. */
  private static final int MAX_DETAILS = 100;

  /**
   * The features, plans or packs that differ, by their keys, each list in alphabetical order.
   *
   * @param details where those that have changed differ, the first of them
   * @param more how many other places there are
   */
  public record Things(List<String> added, List<String> removed, List<String> changed, List<Difference> details,
      int more) {

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
    return new CatalogueChanges(
        things("/features", before.features(), after.features(), CatalogueForm::of),
        things("/plans", before.plans(), after.plans(), CatalogueForm::of, moved(before.plans(), after.plans())),
        things("/packs", before.packs(), after.packs(), CatalogueForm::of),
        new Names(before.defaultPlan().map(Plan::key), after.defaultPlan().map(Plan::key)));
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return features.isEmpty() && plans.isEmpty() && packs.isEmpty() && defaultPlan.isEmpty();
  }

  private static <T> Things things(String path, Map<String, T> before, Map<String, T> after,
      Function<T, Map<String, Object>> form) {
    return things(path, before, after, form, List.of());
  }

  private static <T> Things things(String path, Map<String, T> before, Map<String, T> after,
      Function<T, Map<String, Object>> form, List<String> moved) {
    var places = new ArrayList<Difference>();
    Difference.each(path, Optional.of(order(before, moved)), Optional.of(order(after, moved)), places::add);
    var changed = new ArrayList<String>();
    for (var key : after.keySet().stream().sorted().toList()) {
      var one = Optional.ofNullable(before.get(key));
      var other = Optional.ofNullable(after.get(key));
      if (one.isEmpty() || (one.equals(other) && !moved.contains(key))) continue;
      changed.add(key);
      Difference.each(path + '/' + key, one.map(form), other.map(form), places::add);
    }
    var details = places.stream().limit(MAX_DETAILS).toList();
    return new Things(missing(after, before), missing(before, after), changed, details,
        places.size() - details.size());
  }

  /** The keys in the first that the second has not. */
  private static List<String> missing(Map<String, ?> keys, Map<String, ?> other) {
    return keys.keySet().stream().filter(key -> !other.containsKey(key)).sorted().toList();
  }

  /** The plans that have another place among those that both catalogues have: of two with one config feature, the first gives its value. */
  private static List<String> moved(Map<String, Plan> before, Map<String, Plan> after) {
    var one = before.keySet().stream().filter(after::containsKey).toList();
    var other = after.keySet().stream().filter(before::containsKey).toList();
    return one.stream().filter(key -> one.indexOf(key) != other.indexOf(key)).toList();
  }

  private static List<String> order(Map<String, ?> things, List<String> of) {
    return things.keySet().stream().filter(of::contains).toList();
  }
}
