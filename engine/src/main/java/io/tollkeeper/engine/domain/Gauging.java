package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;

/** The rules for levels: seats, projects, storage. */
final class Gauging {

  private Gauging() {}

  static Outcome move(Case decided, Command.MoveGauge command) {
    return switch (judge(decided, command)) {
      case Verdict.Failed failed -> refuse(decided, command, failed);
      case Verdict.Passed _ -> {
        var customer = decided.customer();
        var level = target(customer, command);
        var usage = customer.usage().withLevel(command.feature(), level);
        var limits = Entitling.limits(Entitling.right(decided, command.feature()));
        var event = new Event.GaugeMoved(command, decided.catalogue().version(), level,
            new Afterwards(customer.grants().freeFor(command.feature()),
                Entitling.isLow(decided, customer.grants().free()),
                Limiting.closest(customer, usage, command.feature(), limits, decided.now())));
        yield Outcome.of(customer.key(), decided.ledger().write(decided.now(), event), false);
      }
    };
  }

  static Outcome refuse(Case decided, Command.MoveGauge command, Verdict.Failed failed) {
    return Outcome.refused(failed, Answer.refused(decided, Optional.of(command.feature()), Optional.of(command.name()),
        Optional.empty(), failed));
  }

  private static Verdict judge(Case decided, Command.MoveGauge command) {
    var customer = decided.customer();
    var feature = decided.catalogue().feature(command.feature());
    if (feature.isEmpty())
      return new Verdict.Failed(Refusal.FEATURE_NOT_FOUND, "the catalogue has no feature " + command.feature());
    if (feature.get().kind() != FeatureKind.GAUGE)
      return new Verdict.Failed(Refusal.WRONG_KIND,
          command.feature() + " is " + Hearing.inWords(feature.get().kind()) + "; only a gauge has a level");
    var before = customer.usage().level(command.feature());
    if (command.move() instanceof Command.Move.By(var change) && change > Long.MAX_VALUE - before)
      return new Verdict.Failed(Refusal.AMOUNT_TOO_LARGE, "the level would be more than can be represented");
    var change = target(customer, command) - before;
    if (before + change < 0)
      return new Verdict.Failed(Refusal.GAUGE_BELOW_ZERO, "the level is " + before + " and cannot fall below 0");
    // Falling is always possible, also from above a limit that was lowered and without a right to rise again.
    return change <= 0
        ? new Verdict.Passed(Price.FREE, Credits.ZERO, Optional.empty(), List.of())
        : new Hearing(decided, new Demand(command.feature(), change, Optional.empty(), Dimensions.NONE),
            Optional.empty(), false).verdict();
  }

  private static long target(Customer customer, Command.MoveGauge command) {
    return switch (command.move()) {
      case Command.Move.To(var level) -> level;
      case Command.Move.By(var change) -> customer.usage().level(command.feature()) + change;
    };
  }
}
