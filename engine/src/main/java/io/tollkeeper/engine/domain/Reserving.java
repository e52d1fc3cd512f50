package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for credits that are held before the work: reserve, extend, release, and their end by the clock. */
final class Reserving {

  private Reserving() {}

  static Outcome reserve(Case decided, Command.Reserve command) {
    return switch (new Hearing(decided, command.demand(), command.run(), true).verdict()) {
      case Verdict.Failed failed -> Spending.refuse(decided, command.demand(), Optional.of(command.name()), failed);
      case Verdict.Passed passed -> hold(decided, command, passed);
    };
  }

  private static Outcome hold(Case decided, Command.Reserve command, Verdict.Passed passed) {
    var customer = decided.customer();
    var feature = command.demand().feature();
    var available = customer.grants().freeFor(feature);
    var required = passed.required();
    if (available.compareTo(required) < 0 && (!command.partial() || available.isZero()))
      return Spending.refuse(decided, command.demand(), Optional.of(command.name()), new Verdict.Failed(
          Refusal.INSUFFICIENT_CREDITS, required + " credits are required, " + available + " are available", required));
    if (customer.reservations().size() >= decided.limits().reservations())
      return Spending.refuse(decided, command.demand(), Optional.of(command.name()), new Verdict.Failed(
          Refusal.TOO_MANY_RESERVATIONS, "the customer has " + decided.limits().reservations() + " open reservations",
          required));
    var held = customer.grants().drawsFor(feature, required.min(available));
    var counted = new Counted(command.demand().quantity(), decided.now());
    var reservation = new Reservation(command.id(), command.demand(), passed.runs(), decided.catalogue().version(),
        passed.terms(), counted, Optional.empty(), held, Credits.ZERO, Credits.ZERO, Charge.NONE, Credits.ZERO,
        decided.now().plus(command.ttl()), Reservation.Status.OPEN);
    var event = new Event.Reserved(command, passed.price(), required, reservation,
        Afterwards.of(decided, customer.grants().hold(held), feature, counted));
    return Outcome.of(customer.key(), decided.ledger().write(decided.now(), event, Posting.reserve(held)), false);
  }

  static Outcome extend(Case decided, Command.Extend command) {
    var customer = decided.customer();
    var found = customer.reservations().find(command.reservation());
    if (found.isEmpty()) return resolved(decided, command.reservation());
    var reservation = found.get();
    var more = command.credits().orElse(Credits.ZERO);
    var feature = reservation.demand().feature();
    var available = customer.grants().freeFor(feature);
    var suspended = Excepting.whileSuspended(customer, more);
    if (suspended.isPresent() && !more.isZero()) return refuse(decided, reservation, suspended.get());
    var overBudget = Running.overBudget(customer, reservation.runs(), more);
    if (overBudget.isPresent()) return refuse(decided, reservation, overBudget.get());
    if (available.compareTo(more) < 0)
      return refuse(decided, reservation, new Verdict.Failed(
          Refusal.INSUFFICIENT_CREDITS, more + " more credits are required, " + available + " are available", more));
    var held = customer.grants().drawsFor(feature, more);
    var until = command.ttl().map(decided.now()::plus).filter(reservation.expiresAt()::isBefore)
        .orElse(reservation.expiresAt());
    var event = new Event.Extended(command, held, reservation.extended(held, until),
        Afterwards.of(decided, customer.grants().hold(held), feature, new Counted(0, decided.now())));
    var postings = command.credits().isPresent() ? List.of(Posting.reserve(held)) : List.<Posting>of();
    return Outcome.of(customer.key(), decided.ledger().write(decided.now(), event, postings), false);
  }

  static Outcome release(Case decided, Command.Release command) {
    var customer = decided.customer();
    var found = customer.reservations().find(command.reservation());
    if (found.isEmpty()) return released(decided, command);
    var reservation = found.get();
    var counted = reservation.givenBack();
    var feature = reservation.demand().feature();
    var event = new Event.Released(reservation.held(), counted, reservation.ended(Reservation.Status.RELEASED),
        Afterwards.of(decided, customer.grants().release(reservation.held()), feature, counted));
    var fact = decided.ledger().write(decided.now(), event, postings(customer, reservation.held()));
    return Outcome.of(customer.key(), fact, false);
  }

  /** Releasing what was released, or what has expired, succeeds: nothing is held, which is what was wanted. */
  private static Outcome released(Case decided, Command.Release command) {
    var resolution = decided.find(new Name(IdSpace.RESOLUTION, command.reservation()));
    if (resolution.isPresent() && resolution.get().event() instanceof Event.Released)
      return Outcome.of(decided.customer().key(), resolution.get(), true);
    // It stays expired until the last of its late settles.
    if (resolution.flatMap(Reserving::reservation).filter(Reserving::hasExpired).isPresent())
      return new Outcome.Accepted(Answer.expired(decided.customer().key(), resolution.get()), false);
    return resolved(decided, command.reservation());
  }

  /** Ends a reservation whose time is up, or whose run has ended. */
  static void expire(Ledger ledger, Reservation reservation, Instant at) {
    var customer = ledger.customer();
    var event = new Event.ReservationExpired(reservation,
        customer.grants().release(reservation.held()).freeFor(reservation.demand().feature()));
    ledger.write(at, event, postings(customer, reservation.held()));
  }

  /** How a reservation is, or was at its end. */
  static Optional<Reservation> find(Case decided, String id) {
    return decided.customer().reservations().find(id).or(() -> decided
        .newest(new Name(IdSpace.REFUND_OF_RESERVATION, id), new Name(IdSpace.RESOLUTION, id))
        .flatMap(Reserving::reservation));
  }

  /** No, for the reservation is not open any more, or never was. */
  static Outcome resolved(Case decided, String id) {
    var resolution = decided.find(new Name(IdSpace.RESOLUTION, id));
    var reservation = resolution.flatMap(Reserving::reservation);
    if (reservation.isEmpty()) return notFound(decided, id);
    var failed = switch (reservation.get().status()) {
      case SETTLED, OPEN ->
        new Verdict.Failed(Refusal.ALREADY_SETTLED, "the reservation " + id + " was settled before");
      case RELEASED -> new Verdict.Failed(Refusal.ALREADY_RELEASED, "the reservation " + id + " was released before");
      case EXPIRED -> new Verdict.Failed(Refusal.RESERVATION_EXPIRED, "the reservation " + id + " has expired");
    };
    var answer = answer(decided, reservation.get(), failed);
    return new Outcome.Refused(failed.refusal(), failed.detail(), answer.seq(), Optional.of(answer),
        resolution.flatMap(fact -> Answer.of(decided.customer().key(), fact)), Optional.empty());
  }

  /** No, for there is nothing of this id that could still be settled. */
  static Outcome notFound(Case decided, String id) {
    var failed = new Verdict.Failed(Refusal.RESERVATION_NOT_FOUND, "the customer has no reservation " + id);
    return Outcome.refused(failed,
        Answer.refused(decided, Optional.empty(), Optional.of(new Name(IdSpace.RESERVATION, id)),
            Optional.empty(), failed));
  }

  /** No, and the reservation stays as it is. */
  static Outcome refuse(Case decided, Reservation reservation, Verdict.Failed failed) {
    return Outcome.refused(failed, answer(decided, reservation, failed));
  }

  private static Answer answer(Case decided, Reservation reservation, Verdict.Failed failed) {
    return Answer.refused(decided, Optional.of(reservation.demand().feature()),
        Optional.of(new Name(IdSpace.RESERVATION, reservation.id())), Optional.of(reservation), failed);
  }

  private static boolean hasExpired(Reservation reservation) {
    return reservation.status() == Reservation.Status.EXPIRED;
  }

  private static Optional<Reservation> reservation(Fact fact) {
    return Answer.reservation(fact.event());
  }

  private static List<Posting> postings(Customer customer, List<Draw> released) {
    var postings = new ArrayList<Posting>(List.of(Posting.release(released)));
    postings.addAll(Due.endings(customer.grants(), released));
    return postings;
  }
}
