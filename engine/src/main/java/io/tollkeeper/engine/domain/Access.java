package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a customer may use, beside what the catalogue gives to everyone. Immutable.
 *
 * @param subscription the plan that it has, if it has one
 * @param anchor from when its periods are counted: since its first plan; empty if it never had one
 * @param paid its subscriptions at the payment provider, by their ids
 * @param included the default plan and the period that credits of it were included for last
 * @param overrides exceptions, by feature
 * @param suspension why it may do nothing, if that is so
 */
public record Access(Optional<Subscription> subscription, Optional<Instant> anchor,
    Tree<String, PaidSubscription> paid, Optional<Included> included, Tree<String, EntitlementOverride> overrides,
    Optional<String> suspension) {

  public static final Access NONE =
      new Access(Optional.empty(), Optional.empty(), Tree.empty(), Optional.empty(), Tree.empty(), Optional.empty());

  // Those that have ended are kept so that nothing revives them; nobody has that many.
  private static final int MAX_SUBSCRIPTIONS = 100;

  /** For which plan and period credits were included. */
  public record Included(String plan, Period period) {}

  Access with(Subscription next, Instant newAnchor) {
    return new Access(Optional.of(next), anchor.or(() -> Optional.of(newAnchor)), paid, included, overrides,
        suspension);
  }

  Access withoutPlan() {
    return new Access(Optional.empty(), anchor, paid, included, overrides, suspension);
  }

  Access with(Included last) {
    return new Access(subscription, anchor, paid, Optional.of(last), overrides, suspension);
  }

  /** With one more override; those that have expired are forgotten. */
  Access with(EntitlementOverride override) {
    var active = new ArrayList<EntitlementOverride>();
    overrides.forEach((_, made) -> {
      if (made.isActiveAt(override.setAt())) active.add(made);
    });
    var next = Tree.<String, EntitlementOverride>empty();
    for (var made : active)
      next = next.plus(made.feature(), made);
    return with(next.plus(override.feature(), override));
  }

  Access withoutOverride(String feature) {
    return with(overrides.minus(feature));
  }

  private Access with(Tree<String, EntitlementOverride> newOverrides) {
    return new Access(subscription, anchor, paid, included, newOverrides, suspension);
  }

  Access suspended(Optional<String> reason) {
    return new Access(subscription, anchor, paid, included, overrides, reason);
  }

  /** With this subscription as it is now. */
  Access with(PaidSubscription known) {
    var next = paid;
    if (paid.size() >= MAX_SUBSCRIPTIONS && paid.get(known.id()).isEmpty())
      next = next.minus(paidList().stream().filter(other -> other.plans().isEmpty()).findFirst()
          .map(PaidSubscription::id).orElse(""));
    return new Access(subscription, anchor, next.plus(known.id(), known), included, overrides, suspension);
  }

  /** Its subscriptions at the payment provider, in the order of their ids. */
  public List<PaidSubscription> paidList() {
    var list = new ArrayList<PaidSubscription>(paid.size());
    paid.forEach((_, known) -> list.add(known));
    return list;
  }

  /** The plans that subscriptions give at this time. */
  List<PaidSubscription.Held> paidAt(Instant time) {
    if (paid.size() == 0) return List.of();
    return paidList().stream().flatMap(known -> known.plans().stream()).filter(held -> held.isHeldAt(time)).toList();
  }

  /** Until when subscriptions give plans; {@link Grant#NEVER} if that is open, and the epoch if they give none. */
  Instant paidUntil() {
    var until = Instant.EPOCH;
    if (paid.size() > 0)
      for (var known : paidList())
        for (var held : known.plans()) {
          var end = held.until().orElse(Grant.NEVER);
          if (end.isAfter(until)) until = end;
        }
    return until;
  }

  /** The plan of its own that it has: of several that subscriptions give, the first. */
  public Optional<Terms> terms() {
    return paidList().stream().flatMap(known -> known.plans().stream()).findFirst()
        .map(held -> new Terms(held.plan(), held.version()))
        .or(() -> subscription.map(held -> new Terms(held.plan(), held.version())));
  }

  /** From when the billing periods of the plan are counted that it has, or had last. */
  Optional<Instant> billedFrom() {
    return subscription.isPresent() ? anchor : billing().map(PaidSubscription::anchor).or(() -> anchor);
  }

  /** How many months the billing periods of its plan have; empty without a plan of its own. */
  Optional<Integer> billedMonths() {
    return subscription.map(Subscription::months).or(() -> billing().map(PaidSubscription::months));
  }

  /** The subscription whose periods limits are counted in; empty if none gives a plan. */
  private Optional<PaidSubscription> billing() {
    return paid.size() == 0
        ? Optional.empty()
        : paidList().stream().filter(known -> !known.plans().isEmpty()).findFirst();
  }
}
