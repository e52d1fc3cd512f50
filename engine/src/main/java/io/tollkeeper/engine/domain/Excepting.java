package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/** The rules for exceptions by hand: overrides of what plans give, and suspension. */
final class Excepting {

  private Excepting() {}

  static Outcome put(Case decided, Command.PutOverride command) {
    var customer = decided.customer();
    var feature = decided.catalogue().feature(command.feature());
    if (feature.isEmpty())
      return Outcome.refused(Refusal.FEATURE_NOT_FOUND, "the catalogue has no feature " + command.feature(), customer);
    if (command.limit().isPresent() && !fits(command.limit().get(), feature.get().kind()))
      return Outcome.refused(Refusal.WRONG_KIND,
          "a limit with a window is for a metered feature, one without for a gauge; "
              + command.feature() + " is " + Hearing.inWords(feature.get().kind()),
          customer);
    if (command.value().isPresent() && feature.get().kind() != FeatureKind.CONFIG)
      return Outcome.refused(Refusal.WRONG_KIND, "a value is for a config feature; " + command.feature() + " is "
          + Hearing.inWords(feature.get().kind()), customer);
    var overrides = customer.access().overrides();
    var before = overrides.get(command.feature());
    if (before.isEmpty() && active(overrides, decided.now()) >= decided.limits().overrides())
      return Outcome.refused(Refusal.TOO_MANY_OVERRIDES,
          "the customer has " + decided.limits().overrides() + " overrides", customer);
    var override = new EntitlementOverride(command.feature(), command.effect(), command.value(), command.limit(),
        decided.now(), command.expiresAt(), command.reason(), command.author());
    if (before.filter(made -> made.since(decided.now()).equals(override)).isEmpty())
      decided.ledger().write(decided.now(), new Event.OverridePut(override));
    return Outcome.standing(decided);
  }

  private static int active(Tree<String, EntitlementOverride> overrides, Instant now) {
    var count = new int[1];
    overrides.forEach((_, override) -> count[0] += override.isActiveAt(now) ? 1 : 0);
    return count[0];
  }

  private static boolean fits(Limit limit, FeatureKind kind) {
    return switch (kind) {
      case METERED -> limit.window().isPresent();
      case GAUGE -> limit.window().isEmpty();
      case SWITCH, CONFIG -> false;
    };
  }

  static Outcome remove(Case decided, Command.RemoveOverride command) {
    if (decided.customer().access().overrides().get(command.feature()).isPresent())
      decided.ledger().write(decided.now(), new Event.OverrideRemoved(command.feature()));
    return Outcome.standing(decided);
  }

  static Outcome suspend(Case decided, Command.Suspend command) {
    if (!decided.customer().access().suspension().equals(Optional.of(command.reason())))
      decided.ledger().write(decided.now(), new Event.Suspended(command.reason()));
    return Outcome.standing(decided);
  }

  /** No, for the customer is suspended. */
  static Optional<Verdict.Failed> whileSuspended(Customer customer, Credits required) {
    return customer.suspension().map(
        reason -> new Verdict.Failed(Refusal.CUSTOMER_SUSPENDED, "the customer is suspended: " + reason, required));
  }

  static Outcome resume(Case decided, Command.Resume command) {
    if (decided.customer().access().suspension().isPresent())
      decided.ledger().write(decided.now(), new Event.Resumed(command.reason()));
    return Outcome.standing(decided);
  }
}
