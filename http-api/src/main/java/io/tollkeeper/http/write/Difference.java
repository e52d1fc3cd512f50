package io.tollkeeper.http.write;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One place where two documents differ.
 *
 * @param path the place, as a JSON pointer (RFC 6901)
 * @param before what was there; absent for nothing
 * @param after what is there now; absent for nothing
 */
public record Difference(String path, Optional<Object> before, Optional<Object> after) {

  /**
   * Gives every place below this one where the two differ: the innermost ones. What only one of them has is one difference, and so
   * is a list that is longer or shorter than the other.
   */
  static void each(String path, Optional<Object> before, Optional<Object> after, Consumer<Difference> found) {
    if (before.equals(after)) return;
    if (before.orElse("") instanceof Map<?, ?> one && after.orElse("") instanceof Map<?, ?> other)
      eachName(path, one, other, found);
    else
      if (before.orElse("") instanceof List<?> one && after.orElse("") instanceof List<?> other
          && one.size() == other.size() && one.stream().allMatch(Map.class::isInstance))
        eachElement(path, one, other, found);
      else
        found.accept(new Difference(path, before, after));
  }

  private static void eachName(String path, Map<?, ?> before, Map<?, ?> after, Consumer<Difference> found) {
    var names = new LinkedHashSet<Object>(before.keySet());
    names.addAll(after.keySet());
    // Names are keys, or names of ours: none has a character that a pointer would escape.
    for (var name : names)
      each(path + '/' + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)), found);
  }

  private static void eachElement(String path, List<?> before, List<?> after, Consumer<Difference> found) {
    for (int i = 0; i < before.size(); i++)
      each(path + '/' + i, Optional.of(before.get(i)), Optional.of(after.get(i)), found);
  }
}
