package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The open reservations of one customer. Immutable. */
public final class Reservations {

  static final Reservations NONE = new Reservations(Tree.empty(), Tree.empty());

  private final Tree<String, Reservation> byId;
  private final Tree<Deadline, Boolean> deadlines;

  private Reservations(Tree<String, Reservation> byId, Tree<Deadline, Boolean> deadlines) {
    this.byId = byId;
    this.deadlines = deadlines;
  }

  /** These, in any order. */
  public static Reservations of(List<Reservation> open) {
    var reservations = NONE;
    for (var reservation : open)
      reservations = reservations.plus(reservation);
    return reservations;
  }

  public int size() {
    return byId.size();
  }

  public Optional<Reservation> find(String id) {
    return byId.get(id);
  }

  /** All of them, in the order of their ids. */
  public List<Reservation> list() {
    var list = new ArrayList<Reservation>(byId.size());
    byId.forEach((_, reservation) -> list.add(reservation));
    return list;
  }

  /** The one that expires first. */
  Optional<Reservation> next() {
    return deadlines.first().flatMap(deadline -> byId.get(deadline.id()));
  }

  /** When the first of them expires. */
  Instant nextDue() {
    return deadlines.first().map(Deadline::at).orElse(Grant.NEVER);
  }

  /** With this one, in place of an earlier state of it. */
  Reservations plus(Reservation reservation) {
    var others = minus(reservation.id());
    return new Reservations(others.byId.plus(reservation.id(), reservation),
        others.deadlines.plus(Deadline.of(reservation), true));
  }

  /** Without the one that has ended. */
  Reservations minus(String id) {
    return byId.get(id).map(reservation -> new Reservations(byId.minus(id), deadlines.minus(Deadline.of(reservation))))
        .orElse(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reservations that && byId.equals(that.byId);
  }

  @Override
  public int hashCode() {
    return byId.hashCode();
  }

  @Override
  public String toString() {
    return byId.toString();
  }

  /** When one expires. Ordered by time, then by id. */
  private record Deadline(Instant at, String id) implements Comparable<Deadline> {

    static Deadline of(Reservation reservation) {
      return new Deadline(reservation.expiresAt(), reservation.id());
    }

    @Override
    public int compareTo(Deadline other) {
      var order = at.compareTo(other.at);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }
}
