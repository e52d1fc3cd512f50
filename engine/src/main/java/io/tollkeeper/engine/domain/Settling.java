package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for charging what was held. Work that is done is never lost: what cannot be charged is recorded. */
final class Settling {

  private Settling() {}

  /** What a settle asks for. */
  private sealed interface Amount {
    record Known(Optional<Price> price, Credits required) implements Amount {}

    record Unknown(Verdict.Failed failed) implements Amount {}
  }

  static Outcome settle(Case decided, Command.Settle command) {
    var open = decided.customer().reservations().find(command.reservation());
    var earlier = command.name().flatMap(decided::find);
    if (earlier.isPresent()) return again(decided, command, earlier.get(), open);
    if (open.isPresent()) return settle(decided, command, open.get(), false);
    var resolution = decided.find(new Name(IdSpace.RESOLUTION, command.reservation()));
    if (resolution.isEmpty()) return Reserving.notFound(decided, command.reservation());
    var fact = resolution.get();
    if (fact.event().asked().filter(command::equals).isPresent())
      return Outcome.of(decided.customer().key(), fact, true);
    var reservation = Reserving.find(decided, command.reservation()).orElseThrow();
    if (reservation.status() != Reservation.Status.EXPIRED) return Reserving.resolved(decided, command.reservation());
    return fact.at().plus(decided.limits().lateSettle()).isBefore(decided.now())
        ? Reserving.notFound(decided, command.reservation())
        : settle(decided, command, reservation, true);
  }

  private static Outcome again(Case decided, Command.Settle command, Fact fact, Optional<Reservation> open) {
    if (fact.event().asked().filter(command::equals).isPresent())
      return Outcome.of(decided.customer().key(), fact, true);
    if (open.isEmpty()) return Reserving.resolved(decided, command.reservation());
    return Reserving.refuse(decided, open.get(),
        new Verdict.Failed(Refusal.ID_REUSED, "this id was used before, with other content"));
  }

  private static Outcome settle(Case decided, Command.Settle command, Reservation reservation, boolean late) {
    return switch (amount(decided, command, reservation, late)) {
      case Amount.Unknown(var failed) -> Reserving.refuse(decided, reservation, failed);
      case Amount.Known(var price, var required) -> charge(decided, command, reservation, price, required, late);
    };
  }

  private static Amount amount(Case decided, Command.Settle command, Reservation reservation, boolean late) {
    if (command.credits().isPresent()) return new Amount.Known(Optional.of(Price.NAMED), command.credits().get());
    if (command.quantity().isEmpty() && command.dimensions().isEmpty())
      return new Amount.Known(Optional.empty(), late ? reservation.lapsed() : reservation.heldTotal());
    // The work was agreed to at the prices of then; what was published since does not apply to it.
    var catalogue = decided.catalogue(reservation.catalogueVersion());
    var key = reservation.demand().feature();
    var feature = catalogue.feature(key).orElseThrow();
    var demand = new Demand(key, command.quantity().orElse(1L), Optional.empty(), command.dimensions());
    return switch (Pricing.quote(Entitling.cost(decided, feature, reservation.terms()), demand)) {
      case Pricing.Quote.Priced(var price, var required) -> new Amount.Known(Optional.of(price), required);
      case Pricing.Quote.Unpriced(var refusal, var detail) -> new Amount.Unknown(new Verdict.Failed(refusal, detail));
    };
  }

  private static Outcome charge(Case decided, Command.Settle command, Reservation reservation, Optional<Price> price,
      Credits required, boolean late) {
    var fromHold = required.min(reservation.heldTotal());
    var onInsufficient = late ? OnInsufficient.CAP : command.onInsufficient();
    return switch (Spending.pay(decided, reservation.demand().feature(), required.minus(fromHold), onInsufficient)) {
      case Spending.Payment.Unpaid(var detail) -> Reserving.refuse(decided, reservation,
          new Verdict.Failed(Refusal.INSUFFICIENT_CREDITS, "beyond what is held, " + detail, required));
      case Spending.Payment.Paid(var beyond, var uncollected) -> {
        var held = Draw.first(reservation.held(), fromHold);
        var rest = Draw.after(reservation.held(), fromHold);
        var released = command.last() ? rest : List.<Draw>of();
        var settled =
            new Settlement(decided, command, reservation, price, required, held, released, beyond, uncollected, late);
        yield settled.isTooLarge()
            ? Reserving.refuse(decided, reservation, new Verdict.Failed(Refusal.AMOUNT_TOO_LARGE,
                "the settles of " + reservation.id() + " would add up to more than can be represented", required))
            : Outcome.of(decided.customer().key(), settled.write(), false);
      }
    };
  }

  /** A settle of which everything is decided. */
  private record Settlement(Case decided, Command.Settle command, Reservation before, Optional<Price> price,
      Credits required,
      List<Draw> held, List<Draw> released, Charge beyond, Credits uncollected, boolean late) {

    Fact write() {
      var customer = decided.customer();
      var feature = before.demand().feature();
      var counted = counted();
      var charged = required.minus(uncollected);
      var event = new Event.Settled(command, price, required, held, released, beyond, uncollected, late, counted,
          after(counted), Running.endedAfter(decided, before.runs(), charged.micros()),
          Afterwards.of(decided, customer.grants().takeHeld(held).release(released).take(beyond.draws()), feature,
              counted));
      return decided.ledger().write(decided.now(), event, postings(customer));
    }

    /** Whether what adds up over settles would be more than can be represented. */
    boolean isTooLarge() {
      var charged = required.minus(uncollected).micros();
      return exceeds(before.charged().micros(), charged) || exceeds(before.uncollected().micros(), uncollected.micros())
          || exceeds(before.settledQuantity().orElse(0L), command.quantity().orElse(0L))
          || exceeds(decided.customer().usage().counters().get(before.demand().feature()).map(Counter::lifetime)
              .orElse(0L), counted().quantity())
          || before.runs().stream().flatMap(id -> Running.find(decided, id).stream())
              .anyMatch(run -> exceeds(run.spent().micros(), charged));
    }

    private static boolean exceeds(long sum, long more) {
      return more > Long.MAX_VALUE - sum;
    }

    private List<Posting> postings(Customer customer) {
      var draws = Draw.merged(held, beyond.draws());
      var freed = Draw.total(held).plus(Draw.total(released)).micros();
      var settle = new Posting(EntryType.SETTLE, -Draw.total(draws).micros(), draws, freed, released);
      var postings = new ArrayList<>(Spending.withMissing(settle, beyond.borrowed(), uncollected));
      postings.addAll(Due.endings(customer.grants(), released));
      return postings;
    }

    /** What was reserved counts until a settle says how much was really used; a late one counts now. */
    private Counted counted() {
      if (late) return new Counted(command.quantity().orElse(lateQuantity()), decided.now());
      var total = settledQuantity();
      var count = before.counted().quantity();
      if (total.isEmpty()) return new Counted(0, before.counted().at());
      var next = command.last() ? total.get() : Math.max(count, total.get());
      return new Counted(next - count, before.counted().at());
    }

    /** What was reserved, the first time that a settle comes too late. */
    private long lateQuantity() {
      return before.settledQuantity().isEmpty() && !before.isCharged() ? before.demand().quantity() : 0;
    }

    private Optional<Long> settledQuantity() {
      // What a late settle counted is known from then on, also if it charged nothing: the next one does not count it again.
      if (late) return Optional.of(before.settledQuantity().orElse(0L) + counted().quantity());
      return command.quantity().isEmpty()
          ? before.settledQuantity()
          : Optional.of(Math.addExact(before.settledQuantity().orElse(0L), command.quantity().get()));
    }

    private Reservation after(Counted counted) {
      var left = Draw.after(before.held(), Draw.total(held));
      return new Reservation(before.id(), before.demand(), before.runs(), before.catalogueVersion(), before.terms(),
          countedAfter(counted),
          settledQuantity(),
          command.last() ? List.of() : left, lapsed(), before.charged().plus(required.minus(uncollected)),
          before.charge().plus(new Charge(Draw.merged(held, beyond.draws()), beyond.borrowed())),
          before.uncollected().plus(uncollected), before.expiresAt(), status());
    }

    /** A late settle that counts nothing leaves what was counted before where it was counted. */
    private Counted countedAfter(Counted counted) {
      return late && counted.quantity() > 0
          ? counted
          : new Counted(before.counted().quantity() + counted.quantity(), before.counted().at());
    }

    private Credits lapsed() {
      return command.last() ? Credits.ZERO : before.lapsed().minus(before.lapsed().min(required));
    }

    private Reservation.Status status() {
      if (command.last()) return Reservation.Status.SETTLED;
      return late ? Reservation.Status.EXPIRED : Reservation.Status.OPEN;
    }
  }
}
