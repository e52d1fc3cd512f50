package io.tollkeeper.engine.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for doing work and paying for it at once, and for asking whether that could be done. */
final class Spending {

  private Spending() {}

  /** How a price is paid. */
  sealed interface Payment {

    /**
     * It can be paid.
     *
     * @param charge what is taken
     * @param uncollected what cannot be
     */
    record Paid(Charge charge, Credits uncollected) implements Payment {}

    /** It cannot be paid. */
    record Unpaid(String detail) implements Payment {}
  }

  static Outcome consume(Case decided, Command.Consume command) {
    var customer = decided.customer();
    return switch (new Hearing(decided, command.demand(), command.run(), true).verdict()) {
      case Verdict.Failed failed -> refuse(decided, command.demand(), Optional.of(command.name()), failed);
      case Verdict.Passed passed ->
        switch (pay(decided, command.demand().feature(), passed.required(), command.onInsufficient())) {
          case Payment.Unpaid(var detail) -> refuse(decided, command.demand(), Optional.of(command.name()),
              new Verdict.Failed(Refusal.INSUFFICIENT_CREDITS, detail, passed.required()));
          case Payment.Paid paid -> Outcome.of(customer.key(), charge(decided, command, passed, paid), false);
        };
    };
  }

  /** What {@link #consume} would answer, with nothing charged. */
  static Answer authorize(Case decided, Demand demand, Optional<String> run, OnInsufficient onInsufficient) {
    return switch (new Hearing(decided, demand, run, false).verdict()) {
      case Verdict.Failed failed ->
        Answer.refused(decided, Optional.of(demand.feature()), Optional.empty(), Optional.empty(), failed);
      case Verdict.Passed passed -> switch (pay(decided, demand.feature(), passed.required(), onInsufficient)) {
        case Payment.Unpaid(var detail) -> Answer.refused(decided, Optional.of(demand.feature()), Optional.empty(),
            Optional.empty(), new Verdict.Failed(Refusal.INSUFFICIENT_CREDITS, detail, passed.required()));
        case Payment.Paid _ -> Answer.allowed(decided, demand, passed);
      };
    };
  }

  /** Every rule that {@link #authorize} asks, and what it says; up to the first of those without which the others cannot be asked. */
  static Explanation explain(Case decided, Demand demand, Optional<String> run, OnInsufficient onInsufficient) {
    var hearing = new Hearing(decided, demand, run, false);
    var findings = new ArrayList<Explanation.Finding>();
    for (var rule : Hearing.ORDER) {
      var objection = hearing.objection(rule);
      findings.add(new Explanation.Finding(rule, objection.map(Verdict.Failed::refusal),
          objection.map(Verdict.Failed::detail).orElseGet(() -> hearing.reason(rule))));
      if (objection.isPresent() && (rule == Refusal.Rule.FEATURE || rule == Refusal.Rule.PRICE)) break;
    }
    if (findings.size() == Hearing.ORDER.size())
      findings.add(switch (pay(decided, demand.feature(), hearing.required(), onInsufficient)) {
        case Payment.Unpaid(var detail) ->
          new Explanation.Finding(Refusal.Rule.CREDITS, Optional.of(Refusal.INSUFFICIENT_CREDITS), detail);
        case Payment.Paid _ -> new Explanation.Finding(Refusal.Rule.CREDITS, Optional.empty(), hearing.required()
            + " credits are required, " + decided.customer().grants().freeFor(demand.feature()) + " are available");
      });
    return new Explanation(authorize(decided, demand, run, onInsufficient), findings);
  }

  /** A no to a piece of work. */
  static Outcome refuse(Case decided, Demand demand, Optional<Name> name, Verdict.Failed failed) {
    return Outcome.refused(failed,
        Answer.refused(decided, Optional.of(demand.feature()), name, Optional.empty(), failed));
  }

  /** How this much is paid for a feature from what is free. */
  static Payment pay(Case decided, String feature, Credits required, OnInsufficient onInsufficient) {
    var customer = decided.customer();
    var available = customer.grants().freeFor(feature);
    var payable = required.min(available);
    var missing = required.minus(payable);
    if (missing.isZero())
      return new Payment.Paid(new Charge(customer.grants().drawsFor(feature, payable), Credits.ZERO), Credits.ZERO);
    return switch (onInsufficient) {
      case CAP -> new Payment.Paid(new Charge(customer.grants().drawsFor(feature, payable), Credits.ZERO), missing);
      case REJECT -> new Payment.Unpaid(required + " credits are required, " + available + " are available");
      case OVERDRAFT -> {
        var left = Entitling.overdraftLeft(decided);
        yield missing.compareTo(left) > 0
            ? new Payment.Unpaid(required + " credits are required, " + available + " are available and " + left
                + " may be borrowed")
            : new Payment.Paid(new Charge(customer.grants().drawsFor(feature, payable), missing), Credits.ZERO);
      }
    };
  }

  private static Fact charge(Case decided, Command.Consume command, Verdict.Passed passed, Payment.Paid paid) {
    var feature = command.demand().feature();
    var draws = paid.charge().draws();
    var taken = Draw.total(draws);
    var counted = new Counted(command.demand().quantity(), decided.now());
    var event = new Event.Consumed(command, decided.catalogue().version(), passed.price(), passed.required(),
        paid.charge().borrowed(), paid.uncollected(), passed.runs(),
        Afterwards.of(decided, decided.customer().grants().take(draws), feature, counted));
    var consume = new Posting(EntryType.CONSUME, -taken.micros(), draws);
    return decided.ledger().write(decided.now(), event,
        withMissing(consume, paid.charge().borrowed(), paid.uncollected()));
  }

  /** A charge with the entries for what of it is borrowed and what is not collected. */
  static List<Posting> withMissing(Posting charge, Credits borrowed, Credits uncollected) {
    if (borrowed.isZero() && uncollected.isZero()) return List.of(charge);
    var postings = new ArrayList<Posting>(List.of(charge));
    if (!borrowed.isZero()) postings.add(new Posting(EntryType.OVERDRAFT, borrowed.micros(), List.of()));
    if (!uncollected.isZero()) postings.add(new Posting(EntryType.UNCOLLECTED, uncollected.micros(), List.of()));
    return postings;
  }
}
