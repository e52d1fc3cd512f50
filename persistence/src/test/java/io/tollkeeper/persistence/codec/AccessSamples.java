package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.Samples.AT;
import static io.tollkeeper.persistence.codec.Samples.BALANCE;
import static io.tollkeeper.persistence.codec.Samples.booked;
import static io.tollkeeper.persistence.codec.Samples.micros;
import static io.tollkeeper.persistence.codec.Samples.row;
import static io.tollkeeper.persistence.codec.Samples.standing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.EntitlementOverride.Effect;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Subscription;
import io.tollkeeper.engine.domain.Tree;
import io.tollkeeper.engine.domain.Window;

/** Those of the {@link Samples} that are about plans and exceptions. */
final class AccessSamples {

  private static final Period YEAR = new Period(AT, Instant.parse("2027-03-29T01:59:59.987654321Z"));
  private static final Period MONTH = new Period(AT, Instant.parse("2026-04-29T01:59:59.987654321Z"));
  private static final Grant INCLUDED = new Grant("plan:pro:2026-03-29T01:59:59.987654321Z", micros(5_000_000),
      GrantKind.PLAN, 5, AT, MONTH.end(), Set.of(), "plan:pro");
  private static final Grant ROLLED_OVER = new Grant("plan:pro:rollover:2026-03-29T01:59:59.987654321Z",
      micros(2_000_000), GrantKind.ROLLOVER, 5, AT, MONTH.end(), Set.of(), "plan:pro");

  private static final Subscription CHANGING = new Subscription("stripe:sub_1", "pro", 7, AT.minusSeconds(9), true,
      YEAR, MONTH, Optional.of(new Subscription.Ahead.Change("basic")));
  private static final Subscription ENDING = new Subscription(Subscription.API, "pro", 7, AT, false, MONTH, MONTH,
      Optional.of(new Subscription.Ahead.End()));
  private static final Subscription PLAIN =
      new Subscription(Subscription.API, "basic", 0, AT, false, MONTH, MONTH, Optional.empty());

  private static final EntitlementOverride DENIED = new EntitlementOverride("chat", Effect.DENY, Optional.empty(),
      Optional.empty(), AT, Optional.empty(), "", "");
  private static final EntitlementOverride ALLOWED = new EntitlementOverride("images", Effect.ALLOW,
      Optional.of("large"), Optional.of(new Limit(9_223_372_036_854_775_807L, Optional.of(Window.MONTH), true)),
      AT.minusSeconds(1), Optional.of(AT.plusSeconds(1)), "beta", "jane@acme");
  private static final EntitlementOverride NO_SEATS = new EntitlementOverride("seats", Effect.ALLOW, Optional.empty(),
      Optional.of(new Limit(0, Optional.empty(), false)), AT, Optional.empty(), "", "");

  /** With everything at the same time. */
  static final Access FULL = new Access(Optional.of(CHANGING), Optional.of(AT.minusSeconds(100)), Tree.empty(),
      Optional.of(new Access.Included("free", MONTH)), Tree.<String, EntitlementOverride>empty().plus("chat", DENIED)
          .plus("images", ALLOWED).plus("seats", NO_SEATS),
      Optional.of("fraud"));
  /** That of a customer that nobody did anything for. */
  static final Access BARE = new Access(Optional.empty(), Optional.empty(), Tree.empty(),
      Optional.of(new Access.Included("free", MONTH)), Tree.empty(), Optional.empty());

  private AccessSamples() {}

  static Map<String, Facts> events() {
    return Map.of(
        "plan_assigned_v1", row(
            booked(new Event.PlanAssigned(CHANGING, List.of(INCLUDED)), entry(51, EntryType.GRANT, 5_000_000, INCLUDED),
                entry(52, EntryType.REPAY, -3_000_000, INCLUDED)),
            standing(new Event.PlanAssigned(PLAIN, List.of()))),
        "plan_ahead_v1", row(
            standing(new Event.PlanAhead(CHANGING)), standing(new Event.PlanAhead(ENDING)),
            standing(new Event.PlanAhead(PLAIN))),
        "period_started_v1", row(
            booked(new Event.PeriodStarted(CHANGING, List.of(INCLUDED), Optional.of(ROLLED_OVER)),
                entry(51, EntryType.GRANT, 5_000_000, INCLUDED), entry(52, EntryType.ROLLOVER, 2_000_000, ROLLED_OVER)),
            standing(new Event.PeriodStarted(PLAIN, List.of(), Optional.empty()))),
        "plan_ended_v1", row(
            standing(new Event.PlanEnded(ENDING)), standing(new Event.PlanEnded(PLAIN))),
        "credits_included_v1", row(
            booked(new Event.CreditsIncluded("pro", 7, MONTH, List.of(INCLUDED), Optional.of(ROLLED_OVER)),
                entry(51, EntryType.GRANT, 5_000_000, INCLUDED), entry(52, EntryType.ROLLOVER, 2_000_000, ROLLED_OVER)),
            standing(new Event.CreditsIncluded("free", 0, MONTH, List.of(), Optional.empty()))),
        "override_put_v1", row(
            standing(new Event.OverridePut(ALLOWED)), standing(new Event.OverridePut(NO_SEATS)),
            standing(new Event.OverridePut(DENIED))),
        "override_removed_v1", row(standing(new Event.OverrideRemoved("images"))),
        "suspended_v1", row(standing(new Event.Suspended("fraud")), standing(new Event.Suspended(""))),
        "resumed_v1", row(standing(new Event.Resumed("settled")), standing(new Event.Resumed(""))));
  }

  private static LedgerEntry entry(long seq, EntryType type, long micros, Grant grant) {
    return new LedgerEntry(seq, type, micros, List.of(new Draw(grant.id(), micros(Math.abs(micros)))), BALANCE,
        Hash.of(Long.toString(seq)));
  }
}
