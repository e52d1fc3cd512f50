package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscription at the payment provider, and the plans that the customer has by it.
 *
 * @param id the provider's id of it
 * @param revision counts what was said of it
 * @param plans those that it gives, or gave until a while ago; none if it gives nothing
 * @param period the billing period that it is in
 * @param anchor from when its billing periods are counted
 * @param status how it stands
 */
public record PaidSubscription(String id, long revision, List<Held> plans, Period period, Instant anchor,
    Command.PutSubscription.Status status) {

  /** What the source of a plan begins with that a subscription gives; its id follows. */
  public static final String SOURCE = "stripe:";

  public PaidSubscription {
    plans = List.copyOf(plans);
  }

  /**
   * A plan by a subscription.
   *
   * @param version the publication whose terms apply until the period ends or the plan changes
   * @param quantity how many of it
   * @param since from when
   * @param until until when, if that is known; exclusive
   */
  public record Held(String plan, int version, long quantity, Instant since, Optional<Instant> until) {

    /** Whether the customer has it at this time. */
    public boolean isHeldAt(Instant time) {
      return until.filter(end -> !time.isBefore(end)).isEmpty();
    }
  }

  /** Whether it gives a plan at this time. */
  public boolean isHeldAt(Instant time) {
    return plans.stream().anyMatch(held -> held.isHeldAt(time));
  }

  /** How many months its billing period has. */
  int months() {
    return period.isLongerThanAMonth() ? Plan.BillingPeriod.YEAR.months() : Plan.BillingPeriod.MONTH.months();
  }

  /** Whether it is known to go no further than this period: then nothing renews its credits. */
  boolean endsWith(Period last) {
    return switch (status) {
      case Command.PutSubscription.Status.Active(var until) -> endsBy(until, last);
      case Command.PutSubscription.Status.PastDue(var _, var until) -> endsBy(until, last);
      case Command.PutSubscription.Status.Inactive _ -> true;
    };
  }

  private static boolean endsBy(Optional<Instant> until, Period last) {
    return until.filter(end -> !end.isAfter(last.end())).isPresent();
  }
}
