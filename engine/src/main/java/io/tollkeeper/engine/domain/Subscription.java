package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * That a customer has a plan.
 *
 * @param source who says so: {@code api}, or the subscription of a payment provider
 * @param plan the plan's key
 * @param version the publication whose terms apply until the period ends or the plan changes
 * @param since from when
 * @param trial whether the period is a trial
 * @param period the billing period
 * @param credited the period that credits were included for last
 * @param ahead what becomes of it when the period ends; empty if it goes on
 */
public record Subscription(String source, String plan, int version, Instant since, boolean trial, Period period,
    Period credited,
    Optional<Ahead> ahead) {

  /** The source of a plan that a caller of the API assigned. */
  public static final String API = "api";

  /** What becomes of a subscription at the end of its period. */
  public sealed interface Ahead {

    /** Another plan takes its place. */
    record Change(String plan) implements Ahead {}

    /** It ends. */
    record End() implements Ahead {}
  }

  /** How many months its billing period has; a trial is billed like a month. */
  int months() {
    var isYear = !trial && period.isLongerThanAMonth();
    return (isYear ? Plan.BillingPeriod.YEAR : Plan.BillingPeriod.MONTH).months();
  }

  /** When something about it falls due. */
  Instant nextDue() {
    return credited.end().isBefore(period.end()) ? credited.end() : period.end();
  }

  Subscription withAhead(Optional<Ahead> next) {
    return new Subscription(source, plan, version, since, trial, period, credited, next);
  }
}
