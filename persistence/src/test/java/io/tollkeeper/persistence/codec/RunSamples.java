package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.Samples.AT;
import static io.tollkeeper.persistence.codec.Samples.micros;
import static io.tollkeeper.persistence.codec.Samples.row;
import static io.tollkeeper.persistence.codec.Samples.standing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.Run;

/** Those of the {@link Samples} that are about runs. */
final class RunSamples {

  static final Run FULL = new Run("run_2", Optional.of("run_1"), micros(50_000_000), micros(20_000_000),
      micros(3_000_000), AT.plusSeconds(600), Samples.METADATA, Run.Status.OPEN);
  static final Run BARE = new Run("run_3", Optional.empty(), Credits.ZERO, Credits.ZERO, Credits.ZERO,
      AT.plusSeconds(1), Metadata.NONE, Run.Status.OPEN);

  private RunSamples() {}

  static Map<String, Facts> events() {
    return Map.of(
        "run_opened_v1", row(
            standing(new Event.RunOpened(
                new Command.OpenRun("run_2", micros(50_000_000), Optional.of("run_1"), Duration.ofSeconds(600, 5),
                    Samples.METADATA),
                new Run("run_2", Optional.of("run_1"), micros(50_000_000), Credits.ZERO, Credits.ZERO,
                    AT.plusSeconds(600), Samples.METADATA, Run.Status.OPEN))),
            standing(new Event.RunOpened(
                new Command.OpenRun("run_3", Credits.ZERO, Optional.empty(), Duration.ofSeconds(1), Metadata.NONE),
                BARE))),
        "budget_raised_v1",
        row(standing(new Event.BudgetRaised(new Command.RaiseBudget("b_1", "run_2", micros(10_000_000)), FULL))),
        "runs_ended_v1", row(
            standing(new Event.RunsEnded(List.of(ended(FULL, Run.Status.CLOSED), ended(BARE, Run.Status.CLOSED)))),
            standing(new Event.RunsEnded(List.of(ended(BARE, Run.Status.EXPIRED))))));
  }

  static Run ended(Run run, Run.Status status) {
    return new Run(run.id(), run.parent(), run.budget(), run.spent(), Credits.ZERO, run.expiresAt(), run.metadata(),
        status);
  }
}
