package io.tollkeeper.engine.domain.scenario;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Window;

/** Turns the part of a line before its outcome into what is asked about plans and exceptions. */
final class AccessPhrase {

  private AccessPhrase() {}

  /** {@code assign pro at_end trial +14d}. */
  static Command.AssignPlan assign(Line line, Instant now) {
    var plan = line.word();
    var when = when(line);
    return new Command.AssignPlan(plan, when,
        line.next("trial") ? Optional.of(line.time(now)) : Optional.empty());
  }

  /** {@code cancel at_end}. */
  static Command.CancelPlan cancel(Line line) {
    return new Command.CancelPlan(when(line));
  }

  private static Command.When when(Line line) {
    return line.next("at_end") ? Command.When.PERIOD_END : Command.When.NOW;
  }

  /** {@code override chat allow value gold limit 5 per day until +1d because gift}. */
  static Command.PutOverride override(Line line, Instant now) {
    var feature = line.word();
    var effect = EntitlementOverride.Effect.valueOf(line.word().toUpperCase(Locale.ROOT));
    Optional<String> value = Optional.empty();
    Optional<Limit> limit = Optional.empty();
    Optional<Instant> until = Optional.empty();
    var reason = "";
    while (!Phrase.atOutcome(line)) {
      switch (line.word()) {
        case "value" -> value = Optional.of(line.word());
        case "limit" -> limit = Optional.of(limit(line));
        case "until" -> until = Optional.of(line.time(now));
        case "because" -> reason = line.word();
        default -> throw new IllegalArgumentException("an override has value, limit, until and because");
      }
    }
    return new Command.PutOverride(feature, effect, value, limit, until, reason, "support");
  }

  /** {@code 5 per day}, or {@code 5}. */
  static Limit limit(Line line) {
    return new Limit(Long.parseLong(line.word()),
        line.next("per") ? Optional.of(Window.valueOf(line.word().toUpperCase(Locale.ROOT))) : Optional.empty(), false);
  }
}
