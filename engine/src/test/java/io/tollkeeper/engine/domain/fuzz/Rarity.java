package io.tollkeeper.engine.domain.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Reservation;

/** What happens only where several rules meet. A life that never meets it proves nothing about it. */
enum Rarity {
  PARENT_SAYS_NO, LATE_SETTLE, LATE_PART, LATE_SETTLE_IN_ENDED_RUN, SETTLED_BEYOND_HOLD, SETTLED_ON_CREDIT,
  UNCOLLECTED_SETTLE, HELD_PART_OF_ENDED_GRANT_COMES_BACK, HELD_PART_OF_ENDED_GRANT_IS_USED, HOLD_ENDED_BY_RUN,
  REFUND_LOWERS_DEBT, REFUND_BECOMES_GRANT, REFUND_TO_ENDED_GRANT, REFUND_GIVES_QUANTITY_BACK,
  REFUND_IN_ENDED_RUN, GRANT_REPAYS, SCHEDULED_GRANT_REPAYS, OTHER_RESOLUTION,
  CLAW_BACK_WAITS, CLAW_BACK_OF_WHAT_COMES_BACK, TRIM_OF_WHAT_COMES_BACK, SHORTFALL_IS_OWED, SHORTFALL_IS_GIVEN_UP,
  DEBT_IS_LET_OFF, GIVEN_UP_AND_WON_BACK, UNDONE_AFTER_IT_WAS_PAID, UNDONE_AFTER_THE_END,
  FROZEN, FROZEN_BESIDE_A_HOLD, FREE_AGAIN, COMES_BACK_FROZEN, REFUND_IS_FROZEN, EXPIRED_WHILE_FROZEN, STARTED_FROZEN,
  SUSPENDED_BY_A_DISPUTE,
  PERIOD_TO_COME, PERIOD_GOES_ON, GOES_ON_THOUGH_EXPIRED, LATE_PERIOD, LATE_PERIOD_GOES_ON, PERIOD_REPAYS,
  SUBSCRIPTION_TAKES_OVER, PLANS_TOGETHER, PAST_DUE_IS_OVER, WILL_END, GOES_ON_AFTER_ALL,
  TOP_UP_ASKED, TOP_UP_PAID, TOP_UP_DECLINED_AGAIN, TOP_UP_WAITS, TOP_UP_LIMITED;

  /** Adds what this decision met. */
  static void meet(Customer before, Command command, Decision.Decided decided, Set<Object> met) {
    if (decided.outcome() instanceof Outcome.Refused refused && refused.first().isPresent()) met.add(OTHER_RESOLUTION);
    if (isParent(command, decided.outcome())) met.add(PARENT_SAYS_NO);
    for (var fact : decided.facts())
      meet(fact, before, met);
    RarePayments.meet(before, command, decided, met);
  }

  private static void meet(Fact fact, Customer before, Set<Object> met) {
    switch (fact.event()) {
      case Event.Settled settled -> meet(fact, settled, before, met);
      case Event.Refunded refunded -> meet(fact, refunded, met);
      case Event.Released _ -> comesBack(fact, met);
      case Event.ReservationExpired(var reservation, var _) -> {
        comesBack(fact, met);
        if (fact.at().isBefore(reservation.expiresAt())) met.add(HOLD_ENDED_BY_RUN);
      }
      case Event.GrantAdded _ -> repays(fact, GRANT_REPAYS, met);
      case Event.GrantStarted _ -> repays(fact, SCHEDULED_GRANT_REPAYS, met);
      case Event.CustomerPut _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.Consumed _,Event.GaugeMoved _,Event.Reserved _,Event.Extended _,Event.RunOpened _,Event.BudgetRaised _,Event.RunsEnded _,Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _ ->
        {
        }
    }
  }

  private static void meet(Fact fact, Event.Settled settled, Customer before, Set<Object> met) {
    if (settled.late()) met.add(LATE_SETTLE);
    if (settled.late() && settled.reservation().status() == Reservation.Status.EXPIRED) met.add(LATE_PART);
    if (!settled.runs().isEmpty()) met.add(LATE_SETTLE_IN_ENDED_RUN);
    if (!settled.held().isEmpty() && !settled.beyond().draws().isEmpty()) met.add(SETTLED_BEYOND_HOLD);
    if (!settled.beyond().borrowed().isZero()) met.add(SETTLED_ON_CREDIT);
    if (!settled.uncollected().isZero()) met.add(UNCOLLECTED_SETTLE);
    var ended = before.grants().ended().stream().map(grant -> grant.grant().id()).toList();
    if (settled.held().stream().anyMatch(draw -> ended.contains(draw.grant())))
      met.add(HELD_PART_OF_ENDED_GRANT_IS_USED);
    comesBack(fact, met);
  }

  private static void meet(Fact fact, Event.Refunded refunded, Set<Object> met) {
    if (!refunded.repaid().isZero()) met.add(REFUND_LOWERS_DEBT);
    if (!refunded.ended().isEmpty()) met.add(REFUND_IN_ENDED_RUN);
    if (refunded.counted().quantity() < 0) met.add(REFUND_GIVES_QUANTITY_BACK);
    if (!refunded.recalled().isEmpty()) met.add(REFUND_BECOMES_GRANT);
    if (wrote(fact, EntryType.EXPIRE, EntryType.VOID)) met.add(REFUND_TO_ENDED_GRANT);
  }

  private static void comesBack(Fact fact, Set<Object> met) {
    if (wrote(fact, EntryType.EXPIRE, EntryType.VOID)) met.add(HELD_PART_OF_ENDED_GRANT_COMES_BACK);
  }

  private static void repays(Fact fact, Rarity rarity, Set<Object> met) {
    if (wrote(fact, EntryType.REPAY)) met.add(rarity);
  }

  private static boolean wrote(Fact fact, EntryType... types) {
    return fact.entries().stream().anyMatch(entry -> List.of(types).contains(entry.type()));
  }

  /** Whether a run that the work is part of says no, but not the run itself. */
  private static boolean isParent(Command command, Outcome outcome) {
    var run = command instanceof Command.Consume consume ? consume.run() : Optional.<String>empty();
    return outcome instanceof Outcome.Refused refused && run.isPresent()
        && refused.answer().flatMap(answer -> answer.run()).filter(no -> !no.equals(run.get())).isPresent();
  }
}
