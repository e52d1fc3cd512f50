package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules for runs: workflows with a budget, one inside the other. */
final class Running {

  private Running() {}

  static Outcome open(Case decided, Command.OpenRun command) {
    var customer = decided.customer();
    var parent = command.parent().flatMap(customer.runs()::find);
    if (command.parent().isPresent() && parent.isEmpty()) {
      var failed = noOpenRun(decided, command.parent().get());
      return Outcome.refused(failed.refusal(), failed.detail(), customer);
    }
    var depth = parent.map(run -> customer.runs().chain(run.id()).size()).orElse(0) + 1;
    if (depth > decided.limits().runDepth())
      return Outcome.refused(Refusal.RUN_TOO_DEEP,
          "at most " + decided.limits().runDepth() + " runs may be inside one another", customer);
    if (customer.runs().size() >= decided.limits().runs())
      return Outcome.refused(Refusal.TOO_MANY_RUNS, "the customer has " + decided.limits().runs() + " open runs",
          customer);
    var end = decided.now().plus(command.ttl());
    // A run ends with the one that it is part of, so it does not promise more time than that has.
    var until = parent.map(Run::expiresAt).filter(end::isAfter).orElse(end);
    var run =
        new Run(command.id(), command.parent(), command.budget(), Credits.ZERO, Credits.ZERO, until, command.metadata(),
            Run.Status.OPEN);
    return Outcome.of(customer.key(), decided.ledger().write(decided.now(), new Event.RunOpened(command, run)), false);
  }

  static Outcome raise(Case decided, Command.RaiseBudget command) {
    var customer = decided.customer();
    var run = customer.runs().find(command.run());
    if (run.isEmpty()) {
      var failed = noOpenRun(decided, command.run());
      return Outcome.refused(failed.refusal(), failed.detail(), customer);
    }
    if (command.more().micros() > Long.MAX_VALUE - run.get().budget().micros())
      return Outcome.refused(Refusal.AMOUNT_TOO_LARGE, "the budget would be more than can be represented", customer);
    var event = new Event.BudgetRaised(command, run.get().raisedBy(command.more()));
    return Outcome.of(customer.key(), decided.ledger().write(decided.now(), event), false);
  }

  static Outcome close(Case decided, Command.CloseRun command) {
    var customer = decided.customer();
    var open = customer.runs().find(command.run());
    if (open.isPresent())
      return closed(decided, end(decided.ledger(), open.get(), Run.Status.CLOSED, decided.now()), command.run(), false);
    var ended = decided.find(new Name(IdSpace.RUN_END, command.run()));
    if (ended.isPresent())
      return closed(decided, ended.get(), command.run(), isClosing(ended.get().event(), command.run()));
    return Outcome.refused(Refusal.RUN_NOT_FOUND, "the customer has no run " + command.run(), customer);
  }

  /** Ends a run with all inside it; what they hold can still be settled late. */
  static Fact end(Ledger ledger, Run run, Run.Status status, Instant at) {
    var tree = ledger.customer().runs().tree(run);
    var ids = tree.stream().map(Run::id).toList();
    for (var reservation : ledger.customer().reservations().list())
      if (reservation.run().filter(ids::contains).isPresent()) Reserving.expire(ledger, reservation, at);
    var runs = ledger.customer().runs();
    return ledger.write(at,
        new Event.RunsEnded(ids.stream().map(id -> runs.find(id).orElseThrow().ended(status)).toList()));
  }

  /** How a run is, or was at its end and has become since by late settles and refunds. */
  static Optional<Run> find(Case decided, String id) {
    return decided.customer().runs().find(id).or(() -> decided
        .newest(new Name(IdSpace.RUN_CHANGE, id), new Name(IdSpace.RUN_END, id)).flatMap(fact -> in(fact.event(), id)));
  }

  /** Those of these runs that have ended, with so many micro-credits (signed) more in what they spent. */
  static List<Run> endedAfter(Case decided, List<String> runs, long spentMicros) {
    return runs.stream().filter(id -> decided.customer().runs().find(id).isEmpty())
        .flatMap(id -> find(decided, id).stream()).map(run -> run.after(spentMicros, 0)).toList();
  }

  /** No, for one of these runs has less budget left than this. */
  static Optional<Verdict.Failed> overBudget(Customer customer, List<String> runs, Credits required) {
    for (var id : runs) {
      var run = customer.runs().find(id).orElseThrow();
      // What costs nothing fits into any budget, also into one that a larger settle has exceeded.
      if (Math.max(0, run.leftMicros()) < required.micros())
        return Optional.of(new Verdict.Failed(Refusal.RUN_BUDGET_EXCEEDED,
            required + " credits are required, the run " + id
                + " has " + Credits.text(Math.max(0, run.leftMicros())) + " left of " + run.budget(),
            Optional.of(required),
            Optional.empty(), Optional.of(id)));
    }
    return Optional.empty();
  }

  /** No, for the run is not open: it has ended, or never began. */
  static Verdict.Failed noOpenRun(Case decided, String id) {
    return decided.find(new Name(IdSpace.RUN, id)).isPresent()
        ? new Verdict.Failed(Refusal.RUN_CLOSED, "the run " + id + " has ended", Optional.empty(), Optional.empty(),
            Optional.of(id))
        : new Verdict.Failed(Refusal.RUN_NOT_FOUND, "the customer has no run " + id, Optional.empty(), Optional.empty(),
            Optional.of(id));
  }

  /** Whether this is how the caller closed this run itself; it may have ended with its parent or by the clock. */
  private static boolean isClosing(Event event, String id) {
    return event instanceof Event.RunsEnded(var runs) && runs.getFirst().id().equals(id)
        && runs.getFirst().status() == Run.Status.CLOSED;
  }

  private static Outcome closed(Case decided, Fact fact, String id, boolean replayed) {
    return new Outcome.RunStands(decided.customer().key(), in(fact.event(), id).orElseThrow(), fact.seq(), replayed);
  }

  private static Optional<Run> in(Event event, String id) {
    var runs = switch (event) {
      case Event.RunsEnded(var ended) -> ended;
      case Event.Settled settled -> settled.runs();
      case Event.Refunded refunded -> refunded.ended();
      case Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.Consumed _,Event.GaugeMoved _,Event.Reserved _,Event.Extended _,Event.Released _,Event.ReservationExpired _,Event.RunOpened _,Event.BudgetRaised _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        List.<Run>of();
    };
    return runs.stream().filter(run -> run.id().equals(id)).findFirst();
  }
}
