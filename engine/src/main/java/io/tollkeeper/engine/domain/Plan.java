package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is sold by subscription, or given to everyone.
 *
 * @param key its name in the catalogue
 * @param stripePrices the ids of the Stripe prices that sell it
 * @param period how long one of its billing periods is
 * @param entitlements the features that it opens, by their keys
 * @param credits what it includes in each period, if it includes credits
 * @param overdraft how much its customers may owe
 * @param renewalGrace for how long the credits of a subscription stay usable after a period while the next is not paid yet
 * @param lowBalance below which balance decisions say so
 * @param pastDue what becomes of a subscription that is not paid
 * @param refundShortfall what becomes of refunded credits that have been spent
 * @param dispute what an open dispute does
 */
public record Plan(String key, Set<String> stripePrices, BillingPeriod period, Map<String, Entitlement> entitlements,
    Optional<IncludedCredits> credits, Credits overdraft, Duration renewalGrace, Optional<Credits> lowBalance,
    PastDue pastDue, Shortfall refundShortfall, Dispute dispute) {

  public Plan {
    stripePrices = Set.copyOf(stripePrices);
    entitlements = Map.copyOf(entitlements);
  }

  /** The length of a billing period. The wire form is the lower-case name. */
  public enum BillingPeriod {
    MONTH(1), YEAR(12);

    private final int months;

    BillingPeriod(int months) {
      this.months = months;
    }

    /** How many months it has. */
    public int months() {
      return months;
    }
  }

  /** What becomes of credits that have been spent and are to be taken back. The wire form is the lower-case name. */
  public enum Shortfall {
    /** The customer owes them. */
    DEBT,
    /** They are given up, and recorded as such. */
    WRITE_OFF
  }

  /**
   * What becomes of a subscription that is not paid.
   *
   * @param graceDays for how many days nothing does
   * @param suspends whether it gives no rights after that; otherwise it goes on
   */
  public record PastDue(int graceDays, boolean suspends) {}

  /**
   * What a dispute does.
   *
   * @param suspends whether the customer is suspended while it is open
   */
  public record Dispute(boolean suspends, Shortfall shortfall) {}
}
