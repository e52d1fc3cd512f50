package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The open runs of one customer. Immutable. A parent is open as long as any of its children is. */
public final class Runs {

  static final Runs NONE = new Runs(Tree.empty(), Grant.NEVER);

  private final Tree<String, Run> byId;
  private final Instant nextDue;

  private Runs(Tree<String, Run> byId, Instant nextDue) {
    this.byId = byId;
    this.nextDue = nextDue;
  }

  /** These, in any order. */
  public static Runs of(List<Run> open) {
    var runs = NONE;
    for (var run : open)
      runs = runs.plus(run);
    return runs;
  }

  public int size() {
    return byId.size();
  }

  public Optional<Run> find(String id) {
    return byId.get(id);
  }

  /** All of them, in the order of their ids. */
  public List<Run> list() {
    var list = new ArrayList<Run>(byId.size());
    byId.forEach((_, run) -> list.add(run));
    return list;
  }

  /** The ids of an open run and of those that it is part of, itself first. */
  List<String> chain(String id) {
    var chain = new ArrayList<String>();
    for (var run = byId.get(id); run.isPresent(); run = run.get().parent().flatMap(byId::get))
      chain.add(run.get().id());
    return chain;
  }

  /** This run and all inside it, the parents before their children. */
  List<Run> tree(Run top) {
    return list().stream().filter(run -> chain(run.id()).contains(top.id()))
        .sorted(Comparator.comparingInt(run -> chain(run.id()).size())).toList();
  }

  /** When the first of them ends. */
  Instant nextDue() {
    return nextDue;
  }

  /** The run that ends first; of several, one that is part of no other, then the one whose id comes first. */
  Optional<Run> next() {
    return list().stream().filter(run -> run.expiresAt().equals(nextDue))
        .min(Comparator.comparingInt(run -> chain(run.id()).size()));
  }

  /** With this one, in place of an earlier state of it. */
  Runs plus(Run run) {
    return new Runs(byId.plus(run.id(), run), run.expiresAt().isBefore(nextDue) ? run.expiresAt() : nextDue);
  }

  /** Without those that have ended. */
  Runs minus(List<Run> ended) {
    var rest = byId;
    for (var run : ended)
      rest = rest.minus(run.id());
    var due = new Instant[] {Grant.NEVER};
    rest.forEach((_, run) -> {
      if (run.expiresAt().isBefore(due[0])) due[0] = run.expiresAt();
    });
    return new Runs(rest, due[0]);
  }

  /** With so many micro-credits (signed) more spent and reserved by these runs, as far as they are open. */
  Runs after(List<String> chain, long spentMicros, long reservedMicros) {
    var changed = byId;
    for (var id : chain) {
      var run = changed.get(id);
      if (run.isPresent()) changed = changed.plus(id, run.get().after(spentMicros, reservedMicros));
    }
    return chain.isEmpty() ? this : new Runs(changed, nextDue);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Runs that && byId.equals(that.byId);
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }

  @Override
  public String toString() {
    return byId.toString();
  }
}
