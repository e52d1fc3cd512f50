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
    var plan = new Plan(decided, back, back.borrowed().minus(repaid), GRANT + command.id());
    // A part gives back credits only; the work is undone when all of it is given back.
    var counted = new Counted(rest.total().isZero() ? -from.counted().quantity() : 0, from.counted().at());
    var event =
        new Event.Refunded(command, from.feature(), from.catalogueVersion(), amount, plan.restored(), plan.recalled(),
            repaid, rest, from.charged().minus(rest.total()), counted, from.runs(),
            Running.endedAfter(decided, from.runs(), -amount.micros()),
            from.reservation().map(reservation -> uncounted(reservation.refunded(rest), counted)),
            plan.available(customer, from.feature()), Limiting.closest(decided, from.feature(), counted));
    var postings = new ArrayList<Posting>();
    postings.add(new Posting(EntryType.REFUND, amount.micros(), plan.all()));
    if (!repaid.isZero()) postings.add(new Posting(EntryType.REPAY, -repaid.micros(), List.of()));
    postings.addAll(plan.endings());
    return decided.ledger().write(decided.now(), event, postings);
  }

  private static Reservation uncounted(Reservation reservation, Counted counted) {
    return reservation
        .counted(new Counted(reservation.counted().quantity() + counted.quantity(), reservation.counted().at()));
  }

  /** Where what is given back goes. */
  private static final class Plan {

    private final List<Draw> all = new ArrayList<>();
    private final List<Draw> restored = new ArrayList<>();
    private final List<Grant> recalled = new ArrayList<>();
    private final List<Posting> endings = new ArrayList<>();

    /** Of what was borrowed, the part that other grants have repaid meanwhile becomes a grant itself. */
    Plan(Case decided, Charge back, Credits repaidByGrants, String newGrant) {
      if (!repaidByGrants.isZero()) {
        recalled.add(new Grant(newGrant, repaidByGrants, GrantKind.ADJUSTMENT, Grant.DEFAULT_PRIORITY, decided.now(),
            Grant.NEVER, Set.of(), Grant.SOURCE_API));
        restore(new Draw(newGrant, repaidByGrants));
      }
      back.draws().forEach(draw -> give(decided, draw));
    }

    private void give(Case decided, Draw draw) {
      var grants = decided.customer().grants();
      var known = grants.find(draw.grant());
      var ended = grants.findEnded(draw.grant());
      if (known.isPresent() && known.get().grant().activeAt(decided.now())) restore(draw);
      else if (ended.isPresent()) end(draw, ended.get().by());
      else if (known.isPresent()) end(draw, EntryType.EXPIRE);
      else giveToForgotten(decided, draw);
    }

    private void giveToForgotten(Case decided, Draw draw) {
      var grant = Granting.definition(decided, draw.grant()).orElseThrow();
      if (decided.find(new Name(IdSpace.GRANT_END, draw.grant())).isPresent()) {
        end(draw, EntryType.VOID);
      } else if (!grant.activeAt(decided.now())) {
        end(draw, EntryType.EXPIRE);
      } else {
        // Two draws may be of one grant: what was held later is drawn after what was held first.
        if (!recalled.contains(grant)) recalled.add(grant);
        restore(draw);
      }
    }

    private void restore(Draw draw) {
      all.add(draw);
      restored.add(draw);
    }

    private void end(Draw draw, EntryType by) {
      all.add(draw);
      endings.add(Posting.of(by, -draw.amount().micros(), draw.grant()));
    }

    List<Draw> all() {
      return all;
    }

    List<Draw> restored() {
      return restored;
    }

    List<Grant> recalled() {
      return recalled;
    }

    List<Posting> endings() {
      return endings;
    }

    Credits available(Customer customer, String feature) {
      var grants = customer.grants();
      for (var grant : recalled)
        grants = grants.recall(grant);
      return grants.give(restored).freeFor(feature);
    }
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
