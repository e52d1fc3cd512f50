package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Period;

/** A grant as the model sees it: kept for ever, whatever becomes of it. What is free of it is neither spent nor held. */
final class NaiveGrant {

  /** Where a grant is in its life. */
  enum Stage {
    SCHEDULED, ACTIVE, ENDED
  }

  /** What paid for it: a subscription, for a plan and a period, in one of several ways. */
  record PaidBy(String subscription, String plan, String how, Period period) {

    /** Whether it ends with a period. */
    boolean isPeriodic() {
      return how.equals("period") || how.equals("part");
    }

    boolean isLike(PaidBy other) {
      return isPeriodic() && other.isPeriodic() && subscription.equals(other.subscription) && plan.equals(other.plan);
    }
  }

  private static final List<String> KINDS = List.of("promotional", "rollover", "plan", "adjustment", "paid");

  final String id;
  final BigDecimal credits;
  final String kind;
  final int priority;
  final Instant from;
  Optional<Instant> until;
  Optional<PaidBy> paidBy = Optional.empty();
  final Set<String> features;
  BigDecimal free;
  String endedBy = "";
  Stage stage;

  NaiveGrant(String id, BigDecimal credits, String kind, int priority, Instant from, Optional<Instant> until,
      Set<String> features) {
    this.id = id;
    this.credits = credits;
    this.kind = kind;
    this.priority = priority;
    this.from = from;
    this.until = until;
    this.features = features;
    this.free = credits;
    this.stage = Stage.SCHEDULED;
  }

  NaiveGrant copy() {
    var copy = new NaiveGrant(id, credits, kind, priority, from, until, features);
    copy.free = free;
    copy.endedBy = endedBy;
    copy.stage = stage;
    copy.paidBy = paidBy;
    return copy;
  }

  @Override
  public String toString() {
    return id + ' ' + credits + ' ' + kind + ' ' + priority + ' ' + from + ' ' + until;
  }

  boolean scheduled() {
    return stage == Stage.SCHEDULED;
  }

  boolean active() {
    return stage == Stage.ACTIVE;
  }

  void end(String by) {
    stage = Stage.ENDED;
    endedBy = by;
    free = Effects.NOTHING;
  }

  boolean over(Instant now) {
    return stage == Stage.ENDED || (until.isPresent() && !now.isBefore(until.get()));
  }

  /** Whether it ends with the periods of this subscription. */
  boolean isOf(String subscription) {
    return paidBy.filter(by -> by.subscription().equals(subscription) && by.isPeriodic()).isPresent();
  }

  /** Whether it is of a period that begins then or later. */
  boolean isSince(Instant time) {
    return !paidBy.orElseThrow().period().start().isBefore(time);
  }

  /** Whether a payment has bought it. */
  boolean isBought() {
    return id.startsWith("stripe:");
  }

  boolean pays(String feature) {
    return features.isEmpty() || features.contains(feature);
  }

  /** Whether it is spent before the other: priority, expiry, kind, age, id. */
  boolean spentBefore(NaiveGrant other) {
    if (priority != other.priority) return priority < other.priority;
    if (!until.equals(other.until)) {
      if (until.isEmpty()) return false;
      return other.until.isEmpty() || until.get().isBefore(other.until.get());
    }
    if (!kind.equals(other.kind)) return KINDS.indexOf(kind) < KINDS.indexOf(other.kind);
    if (!from.equals(other.from)) return from.isBefore(other.from);
    return id.compareTo(other.id) < 0;
  }
}
