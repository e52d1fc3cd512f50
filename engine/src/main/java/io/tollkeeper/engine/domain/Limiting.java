package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules for how much of a feature may be used. */
final class Limiting {

  private Limiting() {}

  /** The first limit that so much more would exceed, as it is now: one of those per second or minute, or one of the others. */
  static Optional<LimitUse> exceeded(Customer customer, String feature, List<Limit> limits, boolean rates,
      long quantity,
      Instant now) {
    for (var limit : limits) {
      if (limit.window().filter(Window::isRate).isPresent() != rates) continue;
      var use = use(customer, customer.usage(), feature, limit, now);
      if (use.left() < quantity) return Optional.of(use);
    }
    return Optional.empty();
  }

  /** The limit of which least is left, with this usage. */
  static Optional<LimitUse> closest(Customer customer, Usage usage, String feature, List<Limit> limits, Instant now) {
    var closest = Optional.<LimitUse>empty();
    for (var limit : limits) {
      var use = use(customer, usage, feature, limit, now);
      if (closest.isEmpty() || use.left() < closest.get().left()) closest = Optional.of(use);
    }
    return closest;
  }

  /** The limit of which least is left once so much more has been counted. */
  static Optional<LimitUse> closest(Case decided, String feature, Counted counted) {
    var limits = Entitling.limits(Entitling.right(decided, feature));
    if (limits.isEmpty()) return Optional.empty();
    var customer = decided.customer();
    var usage = customer.usage().plus(feature, counted, decided.now(), customer.billing());
    return closest(customer, usage, feature, limits, decided.now());
  }

  private static LimitUse use(Customer customer, Usage usage, String feature, Limit limit, Instant now) {
    var billing = customer.billing();
    var used = limit.window().map(window -> usage.used(feature, window, now, billing))
        .orElseGet(() -> usage.level(feature));
    return LimitUse.of(limit, used, now, billing);
  }
}
