package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.fuzz.Effects.Told;

/** Workflows with budgets, one inside the other. */
record NaiveRunning(NaiveAccount account, NaiveRules rules, Limits limits) {

  private static final BigDecimal LARGEST = new BigDecimal("9223372036854.775807");

  Told open(Command.OpenRun command) {
    var runs = new ArrayList<>(List.of(command.id()));
    var until = rules.now().plus(command.ttl());
    if (command.parent().isPresent()) {
      var no = rules.openRun(command.parent().get());
      if (!no.isEmpty()) return no(no);
      var parent = known(command.parent().get()).orElseThrow();
      runs.addAll(parent.runs());
      if (until.isAfter(parent.until())) until = parent.until();
    }
    if (runs.size() > limits.runDepth()) return no("run_too_deep");
    if (account.openRuns() >= limits.runs()) return no("too_many_runs");
    return stands(new NaiveRun(command.id(), runs, Seen.credits(command.budget()), until), "run " + command.id());
  }

  Told raise(Command.RaiseBudget command) {
    var no = rules.openRun(command.run());
    if (!no.isEmpty()) return no(no);
    var raised = known(command.run()).orElseThrow().withMore(Seen.credits(command.more()));
    return raised.budget().compareTo(LARGEST) > 0 ? no("amount_too_large") : stands(raised, "budget " + command.id());
  }

  private Told stands(NaiveRun run, String what) {
    account.runs.put(run.id(), run);
    account.record(rules.now(), what, List.of());
    return new Told.RunStood(false, account.ran(run, "open"), account.seq());
  }

  Told close(Command.CloseRun command) {
    var run = known(command.run());
    if (run.isEmpty()) return no("run_not_found");
    if (run.get().open()) return new NaiveClock(account).end(run.get(), "closed", rules.now());
    var stood = run.get().stood().orElseThrow();
    return run.get().byItself() ? stood.again() : stood;
  }

  Optional<Object> look(String id) {
    return known(id).map(run -> account.ran(run, run.status()));
  }

  private Optional<NaiveRun> known(String id) {
    return Optional.ofNullable(account.runs.get(id));
  }

  private Told no(String code) {
    return new Told.No(code, account.seq());
  }
}
