package io.tollkeeper.engine.domain.fuzz;

import java.util.Set;

import io.tollkeeper.engine.domain.Claim;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Refusal;

/** Finds what happens to payments only where several rules meet. */
final class RarePayments {

  private RarePayments() {}

  static void meet(Customer before, Command command, Decision.Decided decided, Set<Object> met) {
    var then = before;
    for (var fact : decided.facts()) {
      meet(fact, then, command, met);
      if (decided.facts().size() > 1) then = then.evolve(fact);
    }
    var customer = decided.customer();
    var events = decided.facts().stream().map(Fact::event).toList();
    if (events.stream().anyMatch(Event.SubscriptionPut.class::isInstance)
        && events.stream().anyMatch(Event.PlanEnded.class::isInstance))
      met.add(Rarity.SUBSCRIPTION_TAKES_OVER);
    if (decided.outcome() instanceof Outcome.Standing(var view, var _)) meet(view, met);
    if (decided.outcome() instanceof Outcome.Refused no && no.refusal() == Refusal.CUSTOMER_SUSPENDED
        && customer.access().suspension().isEmpty())
      met.add(Rarity.SUSPENDED_BY_A_DISPUTE);
    meetNoTopUp(customer, met);
  }

  private static void meet(Fact fact, Customer before, Command command, Set<Object> met) {
    var frozen = fact.balance().frozen().compareTo(before.balance().frozen());
    switch (fact.event()) {
      case Event.Reversed reversed -> meet(fact, reversed, before, command, met);
      case Event.PeriodPaid paid -> meet(fact, paid, met);
      case Event.SubscriptionPut(var subscription, var dated) -> dated.forEach(grant -> met
          .add(grant.expiresAt().isAfter(subscription.period().end()) ? Rarity.GOES_ON_AFTER_ALL : Rarity.WILL_END));
      case Event.GrantExpired _ when frozen < 0 -> met.add(Rarity.EXPIRED_WHILE_FROZEN);
      case Event.GrantStarted _ when frozen > 0 -> met.add(Rarity.STARTED_FROZEN);
      case Event.Settled _,Event.Released _,Event.ReservationExpired _ when frozen > 0 ->
        met.add(Rarity.COMES_BACK_FROZEN);
      case Event.Refunded _ when frozen > 0 -> met.add(Rarity.REFUND_IS_FROZEN);
      case Event.TopUpChanged(var next) -> {
        if (next.made() > before.topUp().made()) met.add(Rarity.TOP_UP_ASKED);
        if (next.declined() > 1) met.add(Rarity.TOP_UP_DECLINED_AGAIN);
        if (before.topUp().open().isPresent() && next.open().isEmpty() && next.declined() == 0)
          met.add(Rarity.TOP_UP_PAID);
      }
      default -> {
        // Nothing else is about payments.
      }
    }
  }

  private static void meet(Fact fact, Event.Reversed reversed, Customer before, Command command, Set<Object> met) {
    var claim = reversed.claim();
    var was = before.grants().claims().list().stream().filter(known -> known.grant().equals(claim.grant())).findFirst();
    if (missing(claim) > 0) met.add(Rarity.CLAW_BACK_WAITS);
    if (!(command instanceof Command.Reverse)) {
      met.add(Rarity.CLAW_BACK_OF_WHAT_COMES_BACK);
      if (was.filter(known -> claim.trimmed().compareTo(known.trimmed()) > 0).isPresent())
        met.add(Rarity.TRIM_OF_WHAT_COMES_BACK);
    }
    for (var entry : fact.entries())
      switch (entry.type()) {
      case OVERDRAFT -> met.add(entry.amountMicros() > 0 ? Rarity.SHORTFALL_IS_OWED : Rarity.DEBT_IS_LET_OFF);
      case UNCOLLECTED ->
        met.add(entry.amountMicros() > 0 ? Rarity.SHORTFALL_IS_GIVEN_UP : Rarity.GIVEN_UP_AND_WON_BACK);
      case FREEZE -> {
        met.add(Rarity.FROZEN);
        if (holds(before, claim.grant())) met.add(Rarity.FROZEN_BESIDE_A_HOLD);
      }
      case UNFREEZE -> met.add(Rarity.FREE_AGAIN);
      case EXPIRE -> met.add(Rarity.UNDONE_AFTER_THE_END);
      case GRANT, CONSUME, RESERVE, SETTLE, RELEASE, REFUND, VOID, ADJUST, CLAWBACK, ROLLOVER, REPAY -> {
      }
      }
    var letOff = was.map(known -> known.owed().micros() - claim.owed().micros()).orElse(0L);
    if (letOff > before.balance().debt().micros()) met.add(Rarity.UNDONE_AFTER_IT_WAS_PAID);
  }

  private static long missing(Claim claim) {
    return claim.reversal().map(said -> said.refunded().micros() + said.lost().micros()).orElse(0L)
        - claim.clawed().micros() - claim.owed().micros() - claim.writtenOff().micros() - claim.expired().micros()
        - claim.voided().micros();
  }

  private static boolean holds(Customer customer, String grant) {
    return customer.grants().live().stream()
        .anyMatch(balance -> balance.grant().id().equals(grant) && !balance.held().isZero());
  }

  private static void meet(Fact fact, Event.PeriodPaid paid, Set<Object> met) {
    var late = paid.ended().contains(paid.grant().id());
    if (fact.entries().isEmpty()) met.add(Rarity.PERIOD_TO_COME);
    if (late) met.add(Rarity.LATE_PERIOD);
    if (paid.rolledOver().isPresent()) met.add(late ? Rarity.LATE_PERIOD_GOES_ON : Rarity.PERIOD_GOES_ON);
    if (!late && paid.carried().stream().anyMatch(draw -> !paid.ended().contains(draw.grant())))
      met.add(Rarity.GOES_ON_THOUGH_EXPIRED);
    if (fact.entries().stream().anyMatch(entry -> entry.type() == EntryType.REPAY)) met.add(Rarity.PERIOD_REPAYS);
  }

  private static void meet(CustomerView view, Set<Object> met) {
    if (view.entitlements().stream().anyMatch(right -> right.source().contains("+"))) met.add(Rarity.PLANS_TOGETHER);
    if (view.access().paidList().stream().anyMatch(known -> known.status() instanceof Status.PastDue
        && known.plans().stream().flatMap(held -> held.until().stream()).anyMatch(end -> !end.isAfter(view.at()))))
      met.add(Rarity.PAST_DUE_IS_OVER);
  }

  /** Credits are low, and still nothing is asked for. */
  private static void meetNoTopUp(Customer customer, Set<Object> met) {
    var topUp = customer.topUp();
    var low = topUp.settings().filter(wanted -> customer.balance().available().compareTo(wanted.threshold()) < 0);
    if (low.isEmpty() || topUp.open().isPresent() || customer.profile().stripeCustomer().isEmpty()) return;
    met.add(customer.lastAt().isBefore(topUp.notBefore()) ? Rarity.TOP_UP_WAITS : Rarity.TOP_UP_LIMITED);
  }
}
