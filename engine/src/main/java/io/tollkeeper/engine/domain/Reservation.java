package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Credits that are held for work, and what became of them.
 *
 * @param id unique among the customer's reservations
 * @param demand the work
 * @param runs the run that it is part of, then that one's parents
 * @param catalogueVersion the publication that it was decided by, whose prices apply to the end
 * @param plan the plan whose entitlement set the price; empty where the feature did
 * @param counted what is counted of it in the windows of its limits
 * @param settledQuantity what its settles so far said that was used; empty if none did
 * @param held what is still held, in the order in which it will be charged
 * @param lapsed what was held when it expired and has not been settled since
 * @param charged what its settles charged in all
 * @param charge what of that has not been refunded
 * @param uncollected what its settles could not charge
 * @param expiresAt until when it holds, exclusive
 * @param status how it is now
 */
public record Reservation(String id, Demand demand, List<String> runs, int catalogueVersion, Optional<String> plan,
    Counted counted, Optional<Long> settledQuantity, List<Draw> held, Credits lapsed, Credits charged, Charge charge,
    Credits uncollected, Instant expiresAt, Status status) {

  public Reservation {
    runs = List.copyOf(runs);
    held = List.copyOf(held);
  }

  /** How a reservation is. The wire form is the lower-case name. */
  public enum Status {
    /** Credits are held. */
    OPEN,
    /** It was charged, and nothing is held any more. */
    SETTLED,
    /** The caller gave it up. */
    RELEASED,
    /** Its time was up, or its run ended. It can still be settled for a while. */
    EXPIRED
  }

  /** How much is held. */
  public Credits heldTotal() {
    return Draw.total(held);
  }

  /** The run that it is part of. */
  public Optional<String> run() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getFirst());
  }

  /** By how much the count of the feature changes when it ends without a settle: what was not used is given back. */
  Counted givenBack() {
    return new Counted(used() - counted.quantity(), counted.at());
  }

  private long used() {
    return settledQuantity.orElse(isCharged() ? counted.quantity() : 0);
  }

  /** Whether a settle asked for anything, even if nothing could be collected. */
  boolean isCharged() {
    return !charged.isZero() || !uncollected.isZero();
  }

  /** When it expired or was given up: nothing is held any more. */
  Reservation ended(Status newStatus) {
    return new Reservation(id, demand, runs, catalogueVersion, plan, new Counted(used(), counted.at()), settledQuantity,
        List.of(),
        newStatus == Status.EXPIRED ? heldTotal() : Credits.ZERO, charged, charge, uncollected, expiresAt, newStatus);
  }

  /** With more time, and more held. */
  Reservation extended(List<Draw> more, Instant until) {
    return new Reservation(id, demand, runs, catalogueVersion, plan, counted, settledQuantity, Draw.merged(held, more),
        lapsed,
        charged, charge, uncollected, until, status);
  }

  /** With this counted of it. */
  Reservation counted(Counted newCounted) {
    return new Reservation(id, demand, runs, catalogueVersion, plan, newCounted, settledQuantity, held, lapsed, charged,
        charge,
        uncollected, expiresAt, status);
  }

  /** With this much of its charge not refunded. */
  Reservation refunded(Charge rest) {
    return new Reservation(id, demand, runs, catalogueVersion, plan, counted, settledQuantity, held, lapsed, charged,
        rest,
        uncollected, expiresAt, status);
  }
}
