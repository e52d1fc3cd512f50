package io.tollkeeper.http.write;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.Period;

/** What caused the entries of a ledger: one word, the ids that say which, and the reason that was given. */
final class CauseJson {

  private static final String STRIPE = "stripe";
  private static final String EXPIRED = "expired";
  private static final String PLAN = "plan";
  private static final String GRANT_ID = "grant_id";
  private static final String RESERVATION_ID = "reservation_id";

  private CauseJson() {}

  static void cause(JsonGenerator out, Event event, EntryType type) throws IOException {
    switch (event) {
      case Event.GrantAdded(var command, var grant) -> {
        cause(out, grant.source().startsWith(STRIPE) ? STRIPE : "api", GRANT_ID, grant.id());
        reason(out, command.reason());
      }
      case Event.GrantStarted(var grant) ->
        cause(out, grant.startsWith(STRIPE + ':') ? STRIPE : "api", GRANT_ID, grant);
      case Event.GrantExpired(var grant) -> cause(out, EXPIRED, GRANT_ID, grant);
      case Event.GrantVoided(var grant, var reason) -> {
        cause(out, "void", GRANT_ID, grant);
        reason(out, reason);
      }
      case Event.AdjustedUp(var command, var _) -> adjusted(out, command);
      case Event.AdjustedDown(var command) -> adjusted(out, command);
      case Event.Consumed consumed -> cause(out, "usage", "usage_id", consumed.command().id());
      case Event.Reserved reserved -> cause(out, "reserve", RESERVATION_ID, reserved.command().id());
      case Event.Extended extended -> {
        cause(out, "extend", RESERVATION_ID, extended.command().reservation());
        out.writeStringField("extend_id", extended.command().id());
      }
      case Event.Settled settled -> {
        cause(out, "settle", RESERVATION_ID, settled.command().reservation());
        id(out, "settle_id", settled.command().settle());
      }
      case Event.Released released -> cause(out, "release", RESERVATION_ID, released.reservation().id());
      case Event.ReservationExpired(var ended, var _) -> cause(out, EXPIRED, RESERVATION_ID, ended.id());
      case Event.Refunded refunded -> refunded(out, refunded.command());
      case Event.PlanAssigned(var subscription, var included) -> {
        cause(out, PLAN, PLAN, subscription.plan());
        period(out, subscription.credited());
        id(out, GRANT_ID, grant(type, included, Optional.empty()));
      }
      case Event.PeriodStarted(var subscription, var included, var rolledOver) -> {
        cause(out, "period", PLAN, subscription.plan());
        period(out, subscription.credited());
        id(out, GRANT_ID, grant(type, included, rolledOver));
      }
      case Event.CreditsIncluded(var plan, var _, var period, var included, var rolledOver) -> {
        cause(out, "default_plan", PLAN, plan);
        period(out, period);
        id(out, GRANT_ID, grant(type, included, rolledOver));
      }
      case Event.PeriodPaid paid -> paid(out, paid, type);
      case Event.Reversed(var claim, var _, var _, var _) -> cause(out, switch (type) {
        case FREEZE, UNFREEZE -> "dispute";
        case EXPIRE -> EXPIRED;
        case GRANT, CONSUME, RESERVE, SETTLE, RELEASE, REFUND, VOID, ADJUST, CLAWBACK, ROLLOVER, OVERDRAFT, REPAY,
            UNCOLLECTED ->
          "clawback";
      }, GRANT_ID, claim.grant());
      case Event.SubscriptionPut _,Event.TopUpChanged _,Event.CustomerPut _,Event.GaugeMoved _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAhead _,Event.PlanEnded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _ ->
        throw new IllegalStateException("this writes no entry into the ledger: " + event);
    }
  }

  private static void paid(JsonGenerator out, Event.PeriodPaid paid, EntryType type) throws IOException {
    var command = paid.command();
    cause(out, STRIPE, PLAN, command.terms().plan());
    out.writeStringField("subscription_id", command.subscription());
    period(out, command.period());
    // What else it ended is named by the draws.
    if (type != EntryType.EXPIRE) id(out, GRANT_ID, grant(type, List.of(paid.grant()), paid.rolledOver()));
  }

  private static void adjusted(JsonGenerator out, Command.Adjust command) throws IOException {
    cause(out, "adjustment", "adjustment_id", command.id());
    reason(out, command.reason());
  }

  private static void refunded(JsonGenerator out, Command.Refund command) throws IOException {
    cause(out, "refund", "refund_id", command.id());
    switch (command.target()) {
      case Command.Target.Usage(var usage) -> out.writeStringField("usage_id", usage);
      case Command.Target.Reservation(var reservation) -> out.writeStringField(RESERVATION_ID, reservation);
    }
    reason(out, command.reason());
  }

  /** Of what came with a period: the grant that this entry is about. */
  private static Optional<String> grant(EntryType type, List<Grant> included, Optional<Grant> rolledOver) {
    return (type == EntryType.ROLLOVER ? rolledOver : included.stream().findFirst()).map(Grant::id);
  }

  private static void period(JsonGenerator out, Period period) throws IOException {
    Values.time(out, "period_start", period.start());
    Values.time(out, "period_end", period.end());
  }

  private static void cause(JsonGenerator out, String cause, String idName, String id) throws IOException {
    out.writeStringField("cause", cause);
    out.writeStringField(idName, id);
  }

  private static void id(JsonGenerator out, String name, Optional<String> id) throws IOException {
    if (id.isPresent()) out.writeStringField(name, id.get());
  }

  private static void reason(JsonGenerator out, String reason) throws IOException {
    if (!reason.isEmpty()) out.writeStringField("reason", reason);
  }
}
