package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each run was charged, added up from the charges and refunds themselves and from nothing that the runs say. */
final class RunBooks {

  /** Each run with those that it is part of. */
  private final Map<String, List<String>> chains = new HashMap<>();
  private final Map<String, Long> charged = new HashMap<>();
  private final Map<String, Run> ended = new HashMap<>();

  void audit(Event event) {
    switch (event) {
      case Event.RunOpened(var command, var _) -> begin(command);
      case Event.Consumed consumed ->
        charge(consumed.command().run(), consumed.required().micros() - consumed.uncollected().micros());
      case Event.Settled settled -> {
        charge(settled.reservation().run(), settled.required().micros() - settled.uncollected().micros());
        end(settled.runs());
      }
      case Event.Refunded refunded -> {
        charge(refunded.runs().stream().findFirst(), -refunded.amount().micros());
        end(refunded.ended());
      }
      case Event.RunsEnded(var runs) -> {
        end(runs);
        for (var run : runs)
          assertEquals(Credits.ZERO, run.reserved(), () -> "still held at its end: " + run);
      }
      case Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.GaugeMoved _,Event.Reserved _,Event.Extended _,Event.Released _,Event.ReservationExpired _,Event.BudgetRaised _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        {
        }
    }
  }

  private void begin(Command.OpenRun command) {
    var chain = new ArrayList<>(List.of(command.id()));
    command.parent().ifPresent(parent -> chain.addAll(chains.getOrDefault(parent, List.of())));
    chains.put(command.id(), chain);
  }

  private void charge(Optional<String> run, long micros) {
    run.ifPresent(id -> charged.merge(id, micros, Long::sum));
  }

  private void end(List<Run> runs) {
    for (var run : runs)
      ended.put(run.id(), run);
  }

  /** What the runs say is what was charged to them and to all inside them, and what these hold. */
  void auditState(Customer live) {
    var spent = new HashMap<String, Long>();
    charged.forEach((id, micros) -> add(spent, id, micros));
    var held = new HashMap<String, Long>();
    for (var reservation : live.reservations().list())
      reservation.run().ifPresent(id -> add(held, id, reservation.heldTotal().micros()));
    var known = new HashMap<>(ended);
    for (var run : live.runs().list()) {
      assertTrue(run.parent().isEmpty() || live.runs().find(run.parent().get()).isPresent(),
          () -> "open inside one that has ended: " + run);
      assertNull(known.put(run.id(), run), () -> "open and ended: " + run);
    }
    assertEquals(chains.keySet(), known.keySet(), "runs that began");
    for (var run : known.values()) {
      assertEquals(spent.getOrDefault(run.id(), 0L), run.spent().micros(), () -> "what was charged to " + run);
      assertEquals(held.getOrDefault(run.id(), 0L), run.reserved().micros(), () -> "what is held for " + run);
    }
  }

  private void add(Map<String, Long> sums, String run, long micros) {
    for (var id : chains.getOrDefault(run, List.of()))
      sums.merge(id, micros, Long::sum);
  }
}
