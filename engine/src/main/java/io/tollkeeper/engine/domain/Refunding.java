package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for giving back what was charged: to exactly the grants that paid, never more than was charged. */
final class Refunding {

  /** What the ids of the grants begin with that give back what had been borrowed and repaid; the id of the refund follows. */
  static final String GRANT = "tk:refund:";

  private Refunding() {}

  /**
   * What can be refunded.
   *
   * @param charge what was charged and not given back yet
   * @param charged what was charged in all
   * @param counted what is counted of it
   */
  private record Refundable(String feature, int catalogueVersion, Charge charge, Credits charged, Counted counted,
      List<String> runs, Optional<Reservation> reservation) {}

  static Outcome refund(Case decided, Command.Refund command) {
    var found = switch (command.target()) {
      case Command.Target.Usage(var id) -> usage(decided, id);
      case Command.Target.Reservation(var id) -> Reserving.find(decided, id).map(Refunding::reservation);
    };
    if (found.isEmpty()) return nothing(decided, command);
    var left = found.get().charge().total();
    var amount = command.credits().orElse(left);
    if (amount.isZero() || amount.compareTo(left) > 0) return tooMuch(decided, command, found.get(), left);
    if (Granting.overflows(decided.customer(), amount))
      return refuse(decided, command, Optional.of(found.get().feature()), new Verdict.Failed(Refusal.AMOUNT_TOO_LARGE,
          "the customer's credits would add up to more than can be represented"), Optional.empty());
    return Outcome.of(decided.customer().key(), write(decided, command, found.get(), amount), false);
  }

  /** What of the charge of a usage id has been given back. */
  static Credits refunded(Case decided, String usage) {
    return decided.find(new Name(IdSpace.REFUND_OF_USAGE, usage))
        .map(fact -> ((Event.Refunded) fact.event()).total()).orElse(Credits.ZERO);
  }

  private static Optional<Refundable> usage(Case decided, String id) {
    var charge = decided.find(new Name(IdSpace.USAGE, id));
    if (charge.isEmpty() || !(charge.get().event() instanceof Event.Consumed consumed)) return Optional.empty();
    var whole = new Charge(charge.get().entries().getFirst().draws(), consumed.borrowed());
    var rest = decided.find(new Name(IdSpace.REFUND_OF_USAGE, id))
        .map(fact -> ((Event.Refunded) fact.event()).rest()).orElse(whole);
    return Optional.of(new Refundable(consumed.command().demand().feature(), consumed.catalogueVersion(), rest,
        consumed.charged(), new Counted(consumed.command().demand().quantity(), charge.get().at()), consumed.runs(),
        Optional.empty()));
  }

  private static Refundable reservation(Reservation reservation) {
    // What an open reservation counts is corrected by its settles and its end.
    var counted = reservation.status() == Reservation.Status.OPEN
        ? new Counted(0, reservation.counted().at())
        : reservation.counted();
    return new Refundable(reservation.demand().feature(), reservation.catalogueVersion(), reservation.charge(),
        reservation.charged(), counted, reservation.runs(), Optional.of(reservation));
  }

  private static Fact write(Case decided, Command.Refund command, Refundable from, Credits amount) {
    var customer = decided.customer();
    var rest = from.charge().withoutLast(amount);
    var back = from.charge().last(amount);
    var repaid = back.borrowed().min(customer.balance().debt());
    var way = restoration(decided, back, back.borrowed().minus(repaid), GRANT + command.id());
    // A part gives back credits only; the work is undone when all of it is given back.
    var counted = new Counted(rest.total().isZero() ? -from.counted().quantity() : 0, from.counted().at());
    var event =
        new Event.Refunded(command, from.feature(), from.catalogueVersion(), amount, way.restored(), way.recalled(),
            repaid, rest, from.charged().minus(rest.total()), counted, from.runs(),
            Running.endedAfter(decided, from.runs(), -amount.micros()),
            from.reservation().map(reservation -> uncounted(reservation.refunded(rest), counted)),
            Afterwards.of(decided, way.after(customer.grants()), from.feature(), counted));
    var postings = new ArrayList<Posting>();
    postings.add(new Posting(EntryType.REFUND, amount.micros(), way.all()));
    if (!repaid.isZero()) postings.add(new Posting(EntryType.REPAY, -repaid.micros(), List.of()));
    postings.addAll(way.endings());
    return decided.ledger().write(decided.now(), event, postings);
  }

  /** Of what was borrowed, the part that other grants have repaid meanwhile becomes a grant itself. */
  private static Restoration restoration(Case decided, Charge back, Credits repaidByGrants, String newGrant) {
    var way = new Restoration(decided);
    if (!repaidByGrants.isZero())
      way.makeGrant(new Grant(newGrant, repaidByGrants, GrantKind.ADJUSTMENT, Grant.DEFAULT_PRIORITY, decided.now(),
          Grant.NEVER, Set.of(), Grant.SOURCE_API));
    back.draws().forEach(way::give);
    return way;
  }

  private static Reservation uncounted(Reservation reservation, Counted counted) {
    return reservation
        .counted(new Counted(reservation.counted().quantity() + counted.quantity(), reservation.counted().at()));
  }

  private static Outcome nothing(Case decided, Command.Refund command) {
    return switch (command.target()) {
      case Command.Target.Usage(var id) -> refuse(decided, command, Optional.empty(),
          new Verdict.Failed(Refusal.USAGE_NOT_FOUND, "nothing was charged for the usage id " + id), Optional.empty());
      case Command.Target.Reservation(var id) -> Reserving.notFound(decided, id);
    };
  }

  private static Outcome tooMuch(Case decided, Command.Refund command, Refundable from, Credits left) {
    return refuse(decided, command, Optional.of(from.feature()),
        new Verdict.Failed(Refusal.REFUND_EXCEEDS_CHARGE, "only " + left + " credits can still be refunded"),
        Optional.of(left));
  }

  static Outcome refuse(Case decided, Command.Refund command, Optional<String> feature, Verdict.Failed failed,
      Optional<Credits> refundable) {
    var answer = Answer.refused(decided, feature, Optional.of(command.name()), Optional.empty(), failed);
    return new Outcome.Refused(failed.refusal(), failed.detail(), answer.seq(), Optional.of(answer), Optional.empty(),
        refundable);
  }
}
