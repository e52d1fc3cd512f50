package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each run was charged, added up from the charges and refunds themselves and from nothing that the runs say. */
final class RunBooks {

  private final Map<String, Optional<String>> parents = new HashMap<>();
  private final Map<String, Long> charged = new HashMap<>();
  private final Map<String, Run> ended = new HashMap<>();

  void audit(Event event) {
    switch (event) {
      case Event.RunOpened(var command, var _) -> parents.put(command.id(), command.parent());
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
      case Event.CustomerPut _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.GaugeMoved _,Event.Reserved _,Event.Extended _,Event.Released _,Event.ReservationExpired _,Event.BudgetRaised _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _ ->
        {
        }
    }
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
    var open = new HashSet<String>();
    for (var run : live.runs().list()) {
      open.add(run.id());
      assertTrue(run.parent().isEmpty() || live.runs().find(run.parent().get()).isPresent(),
          () -> "open inside one that has ended: " + run);
      audit(run, live);
    }
    ended.values().forEach(run -> audit(run, live));
    var all = new HashSet<>(ended.keySet());
    all.addAll(open);
    assertEquals(parents.keySet(), all, "runs that began");
    assertEquals(parents.size(), ended.size() + open.size(), "runs that are open and have ended");
  }

  private void audit(Run run, Customer live) {
    var inside = inside(run.id());
    assertEquals(inside.stream().mapToLong(id -> charged.getOrDefault(id, 0L)).sum(), run.spent().micros(),
        () -> "what was charged to " + run);
    assertEquals(
        live.reservations().list().stream().filter(held -> held.run().filter(inside::contains).isPresent())
            .mapToLong(held -> held.heldTotal().micros()).sum(),
        run.reserved().micros(), () -> "what is held for " + run);
  }

  /** The run and all that are inside it, or inside one of those. */
  private Set<String> inside(String id) {
    var inside = new HashSet<>(Set.of(id));
    while (inside.addAll(parents.entrySet().stream().filter(run -> run.getValue().filter(inside::contains).isPresent())
        .map(Map.Entry::getKey).toList())) {
      // Until nothing is added any more.
    }
    return inside;
  }
}
