package io.tollkeeper.engine.domain.payer;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import io.tollkeeper.engine.domain.Tree;

/**
 * Which ids are names of one and the same payment. Immutable.
 *
 * @param names of each id all names of its payment, itself included
 */
record Aliases(Tree<String, Set<String>> names) {

  static final Aliases NONE = new Aliases(Tree.empty());

  /** All names of the payment that has this name. */
  Set<String> of(String id) {
    return names.get(id).orElseGet(() -> Set.of(id));
  }

  /** All names of the payments that have these names. */
  Set<String> of(Collection<String> ids) {
    var all = new TreeSet<String>();
    ids.forEach(id -> all.addAll(of(id)));
    return all;
  }

  /** Whether it is not known yet that these are names of one payment. */
  boolean isNews(Collection<String> ids) {
    return ids.size() > 1 && !of(ids.iterator().next()).containsAll(ids);
  }

  /** With these as names of one payment. */
  Aliases with(Collection<String> ids) {
    var joined = Set.copyOf(of(ids));
    if (ids.size() < 2) return this;
    var next = names;
    for (var id : joined)
      next = next.plus(id, joined);
    return new Aliases(next);
  }
}
