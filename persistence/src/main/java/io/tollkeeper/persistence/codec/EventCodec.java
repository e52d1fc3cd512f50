package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.StoredFormException.require;

import java.time.Instant;
import java.util.List;

import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.persistence.stored.Rows;

/** The written form of events: always the newest version is written, and every version that was ever written is read. */
final class EventCodec {

  private EventCodec() {}

  /** Sets the event of a fact. */
  static void write(Fact whole, Rows.Fact.Builder fact) {
    switch (whole.event()) {
      case Event.CustomerPut(var profile) -> fact.getCustomerPutV1Builder().setProfile(ValueCodec.write(profile));
      case Event.GrantAdded(var command, var grant) ->
        fact.getGrantAddedV1Builder().setCommand(CommandCodec.write(command)).setGrant(GrantCodec.write(grant));
      case Event.GrantStarted(var grant) -> fact.getGrantStartedV1Builder().setGrant(grant);
      case Event.GrantExpired(var grant) -> fact.getGrantExpiredV1Builder().setGrant(grant);
      case Event.GrantVoided(var grant, var reason) -> fact.getGrantVoidedV1Builder().setGrant(grant).setReason(reason);
      case Event.AdjustedUp(var command, var grant) ->
        fact.getAdjustedUpV1Builder().setCommand(CommandCodec.write(command)).setGrant(GrantCodec.write(grant));
      case Event.AdjustedDown(var command) -> fact.getAdjustedDownV1Builder().setCommand(CommandCodec.write(command));
      case Event.Consumed consumed -> WorkCodec.write(consumed, fact.getConsumedV1Builder());
      case Event.GaugeMoved moved -> WorkCodec.write(moved, fact.getGaugeMovedV1Builder());
      case Event.Reserved reserved -> WorkCodec.of(whole).write(reserved, fact.getReservedV1Builder());
      case Event.Extended extended -> WorkCodec.of(whole).write(extended, fact.getExtendedV1Builder());
      case Event.Settled settled -> WorkCodec.of(whole).write(settled, fact.getSettledV1Builder());
      case Event.Released released -> WorkCodec.of(whole).write(released, fact.getReleasedV1Builder());
      case Event.ReservationExpired expired ->
        WorkCodec.of(whole).write(expired, fact.getReservationExpiredV1Builder());
      case Event.Refunded refunded -> WorkCodec.of(whole).write(refunded, fact.getRefundedV1Builder());
      case Event.RunOpened opened -> RunCodec.write(opened, fact.getRunOpenedV1Builder());
      case Event.BudgetRaised raised -> RunCodec.write(raised, fact.getBudgetRaisedV1Builder());
      case Event.RunsEnded(var runs) -> fact.getRunsEndedV1Builder().addAllRuns(RunCodec.write(runs));
      case Event.PlanAssigned assigned -> PlanCodec.write(assigned, fact.getPlanAssignedV1Builder());
      case Event.PlanAhead(var held) -> fact.getPlanAheadV1Builder().setSubscription(PlanCodec.write(held));
      case Event.PeriodStarted started -> PlanCodec.write(started, fact.getPeriodStartedV1Builder());
      case Event.PlanEnded(var held) -> fact.getPlanEndedV1Builder().setSubscription(PlanCodec.write(held));
      case Event.CreditsIncluded included -> PlanCodec.write(included, fact.getCreditsIncludedV1Builder());
      case Event.OverridePut(var override) -> fact.getOverridePutV1Builder().setOverride(AccessCodec.write(override));
      case Event.OverrideRemoved(var feature) -> fact.getOverrideRemovedV1Builder().setFeature(feature);
      case Event.Suspended(var reason) -> fact.getSuspendedV1Builder().setReason(reason);
      case Event.Resumed(var reason) -> fact.getResumedV1Builder().setReason(reason);
      case Event.PeriodPaid paid -> HeldSubscriptionCodec.write(paid, fact.getPeriodPaidV1Builder());
      case Event.SubscriptionPut put -> HeldSubscriptionCodec.write(put, fact.getSubscriptionPutV1Builder());
      case Event.Reversed reversed -> ClaimCodec.write(reversed, fact.getReversedV1Builder());
      case Event.TopUpChanged(var topUp) -> fact.getTopUpChangedV1Builder().setTopUp(TopUpCodec.write(topUp));
    }
  }

  /** The event of a fact that happened at this time and has these entries. */
  static Event read(Rows.Fact fact, Instant at, List<LedgerEntry> entries) {
    return switch (fact.getEventCase()) {
      case CUSTOMER_PUT_V1 -> read(fact.getCustomerPutV1());
      case GRANT_ADDED_V1 -> read(fact.getGrantAddedV1());
      case GRANT_STARTED_V1 -> new Event.GrantStarted(fact.getGrantStartedV1().getGrant());
      case GRANT_EXPIRED_V1 -> new Event.GrantExpired(fact.getGrantExpiredV1().getGrant());
      case GRANT_VOIDED_V1 ->
        new Event.GrantVoided(fact.getGrantVoidedV1().getGrant(), fact.getGrantVoidedV1().getReason());
      case ADJUSTED_UP_V1 -> read(fact.getAdjustedUpV1());
      case ADJUSTED_DOWN_V1 -> read(fact.getAdjustedDownV1());
      case CONSUMED_V1 -> WorkCodec.read(fact.getConsumedV1());
      case GAUGE_MOVED_V1 -> WorkCodec.read(fact.getGaugeMovedV1());
      case RESERVED_V1 -> WorkCodec.of(at, entries).read(fact.getReservedV1());
      case EXTENDED_V1 -> WorkCodec.of(at, entries).read(fact.getExtendedV1());
      case SETTLED_V1 -> WorkCodec.of(at, entries).read(fact.getSettledV1());
      case RELEASED_V1 -> WorkCodec.of(at, entries).read(fact.getReleasedV1());
      case RESERVATION_EXPIRED_V1 -> WorkCodec.of(at, entries).read(fact.getReservationExpiredV1());
      case REFUNDED_V1 -> WorkCodec.of(at, entries).read(fact.getRefundedV1());
      case RUN_OPENED_V1 -> RunCodec.read(fact.getRunOpenedV1());
      case BUDGET_RAISED_V1 -> RunCodec.read(fact.getBudgetRaisedV1());
      case RUNS_ENDED_V1 -> new Event.RunsEnded(RunCodec.read(fact.getRunsEndedV1().getRunsList()));
      case PLAN_ASSIGNED_V1 -> PlanCodec.read(fact.getPlanAssignedV1());
      case PLAN_AHEAD_V1 -> PlanCodec.read(fact.getPlanAheadV1());
      case PERIOD_STARTED_V1 -> PlanCodec.read(fact.getPeriodStartedV1());
      case PLAN_ENDED_V1 -> PlanCodec.read(fact.getPlanEndedV1());
      case CREDITS_INCLUDED_V1 -> PlanCodec.read(fact.getCreditsIncludedV1());
      case OVERRIDE_PUT_V1 -> AccessCodec.read(fact.getOverridePutV1());
      case OVERRIDE_REMOVED_V1 -> new Event.OverrideRemoved(fact.getOverrideRemovedV1().getFeature());
      case SUSPENDED_V1 -> new Event.Suspended(fact.getSuspendedV1().getReason());
      case RESUMED_V1 -> new Event.Resumed(fact.getResumedV1().getReason());
      case PERIOD_PAID_V1 -> HeldSubscriptionCodec.read(fact.getPeriodPaidV1());
      case SUBSCRIPTION_PUT_V1 -> HeldSubscriptionCodec.read(fact.getSubscriptionPutV1());
      case REVERSED_V1 -> ClaimCodec.read(fact.getReversedV1());
      case TOP_UP_CHANGED_V1 -> new Event.TopUpChanged(TopUpCodec.read(fact.getTopUpChangedV1().getTopUp()));
      case EVENT_NOT_SET -> throw new StoredFormException(
          "the event is missing or of a kind that only a newer version knows; its field is one of "
              + fact.getUnknownFields().asMap().keySet());
    };
  }

  private static Event read(Rows.CustomerPutV1 event) {
    require(event.hasProfile(), "the profile of a customer");
    return new Event.CustomerPut(ValueCodec.read(event.getProfile()));
  }

  private static Event read(Rows.GrantAddedV1 event) {
    require(event.hasCommand() && event.hasGrant(), "the command or the grant of an added grant");
    return new Event.GrantAdded(CommandCodec.read(event.getCommand()), GrantCodec.read(event.getGrant()));
  }

  private static Event read(Rows.AdjustedUpV1 event) {
    require(event.hasCommand() && event.hasGrant(), "the command or the grant of an adjustment");
    return new Event.AdjustedUp(CommandCodec.read(event.getCommand()), GrantCodec.read(event.getGrant()));
  }

  private static Event read(Rows.AdjustedDownV1 event) {
    require(event.hasCommand(), "the command of an adjustment");
    return new Event.AdjustedDown(CommandCodec.read(event.getCommand()));
  }
}
