package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Claim;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantBalance;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Price;
import io.tollkeeper.engine.domain.Profile;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Run;

/** What the decider did, in the plain values of {@link Effects}. */
final class Seen {

  private Seen() {}

  static Effects of(Decision.Decided decided) {
    return new Effects(told(decided.outcome()), decided.facts().stream().map(Seen::happened).toList());
  }

  static Effects.Told.Work work(Answer answer, boolean replayed) {
    return work(answer, replayed, Optional.empty(), Optional.empty());
  }

  private static Effects.Told.Work work(Answer answer, boolean replayed, Optional<Answer> first,
      Optional<Credits> refundable) {
    return new Effects.Told.Work(answer.refusal().map(Seen::word).orElse("allowed"), replayed, answer.run(),
        answer.feature(), answer.name().map(name -> word(name.space()) + ' ' + name.id()),
        answer.required().map(Seen::credits), credits(answer.charged()), credits(answer.uncollected()),
        taken(answer.draws()), sums(answer.balance()), credits(answer.after().available()), answer.after().low(),
        answer.after().limit().map(Seen::used),
        answer.reservation().map(Seen::held), answer.refunded().map(Seen::credits), answer.level(),
        answer.catalogueVersion(), answer.seq(), answer.at(), first.map(resolution -> work(resolution, false)),
        refundable.map(Seen::credits));
  }

  static String profile(Profile profile) {
    return profile.name() + '|' + profile.metadata().json() + '|' + profile.stripeCustomer();
  }

  private static Effects.Told told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer, var replayed) -> work(answer, replayed);
      case Outcome.Booked(var _, var fact, var replayed) -> new Effects.Told.Booked(replayed, happened(fact));
      case Outcome.RunStands(var _, var run, var seq, var replayed) ->
        new Effects.Told.RunStood(replayed, ran(run), seq);
      case Outcome.Standing(var customer, var created) -> standing(customer, created);
      case Outcome.Refused refused when refused.answer().isPresent() ->
        work(refused.answer().get(), false, refused.first(), refused.refundable());
      case Outcome.Refused refused -> new Effects.Told.No(word(refused.refusal()), refused.seq());
    };
  }

  private static Effects.Told standing(CustomerView view, boolean created) {
    return new Effects.Told.Standing(created, profile(view.profile()), view.createdAt(),
        view.live().stream().map(Seen::live).toList(),
        view.scheduled().stream().map(Grant::id).toList(), view.reservations().stream().map(Seen::held).toList(),
        view.runs().stream().map(Seen::ran).toList(), new TreeMap<>(view.levels()).toString(), access(view.access()),
        view.suspension(),
        view.entitlements().stream()
            .map(right -> right.feature() + ' ' + right.source() + ' ' + right.value()).toList(),
        sums(view.balance()),
        view.overdraftLeft().map(Seen::credits).orElseThrow(), view.seq(), view.at());
  }

  private static Effects.Happened happened(Fact fact) {
    return new Effects.Happened(fact.at(), what(fact.event()), fact.entries().stream().map(Seen::line).toList());
  }

  private static String what(Event event) {
    return switch (event) {
      case Event.CustomerPut(var profile) -> "put " + profile(profile);
      case Event.GrantAdded(var command, var _) -> "grant " + command.id();
      case Event.GrantStarted(var grant) -> "start " + grant;
      case Event.GrantExpired(var grant) -> "expire " + grant;
      case Event.GrantVoided(var grant, var _) -> "void " + grant;
      case Event.AdjustedUp(var command, var _) -> "adjust " + command.id();
      case Event.AdjustedDown(var command) -> "adjust " + command.id();
      case Event.Consumed consumed -> "consume " + consumed.command().id() + " by " + price(consumed.price());
      case Event.GaugeMoved moved -> "gauge " + moved.command().feature() + " at " + moved.level();
      case Event.Reserved reserved -> "reserve " + reserved.command().id() + " by " + price(reserved.price());
      case Event.Extended extended -> "extend " + extended.command().id();
      case Event.Settled settled -> (settled.late() ? "late " : "") + "settle " + settled.command().reservation()
          + " by " + settled.price().map(Seen::price).orElse("hold");
      case Event.Released released -> "release " + released.reservation().id();
      case Event.ReservationExpired expired -> "let go " + expired.reservation().id();
      case Event.Refunded refunded -> "refund " + refunded.command().id() + " of " + credits(refunded.amount());
      case Event.RunOpened(var command, var _) -> "run " + command.id();
      case Event.BudgetRaised(var command, var _) -> "budget " + command.id();
      case Event.RunsEnded(var runs) -> "end " + runs.stream().map(Seen::ran).toList();
      case Event.PlanAssigned(var plan, var _) -> "assign " + plan + " with " + grants(event);
      case Event.PlanAhead(var plan) -> "ahead " + plan;
      case Event.PeriodStarted(var plan, var _, var _) -> "period " + plan + " with " + grants(event);
      case Event.PlanEnded(var plan) -> "end " + plan;
      case Event.CreditsIncluded(var plan, var version, var period, var _, var _) ->
        "default " + plan + ' ' + version + ' ' + period + " with " + grants(event);
      case Event.OverridePut(var override) -> "override " + override;
      case Event.OverrideRemoved(var feature) -> "no override " + feature;
      case Event.Suspended(var reason) -> "suspend " + reason;
      case Event.Resumed(var reason) -> "resume " + reason;
      case Event.PeriodPaid paid -> "paid " + paid.command().id() + " with " + grants(event) + " after " + paid.ended()
          + " of " + taken(paid.carried());
      case Event.SubscriptionPut(var subscription, var dated) -> "subscription " + subscription + " dated "
          + dated.stream().map(grant -> grant.id() + ' ' + grant.expiresAt()).sorted().toList();
      case Event.TopUpChanged(var topUp) -> "top up " + topUp;
      case Event.Reversed reversed -> "reversed " + claim(reversed.claim());
    };
  }

  private static List<String> grants(Event event) {
    return event.grants().stream()
        .map(grant -> grant.id() + ' ' + credits(grant.credits()) + ' ' + word(grant.kind()) + ' ' + grant.priority()
            + ' ' + grant.effectiveAt() + ' '
            + Optional.of(grant.expiresAt()).filter(end -> !end.equals(Grant.NEVER)))
        .toList();
  }

  private static String access(Access access) {
    var overrides = new TreeMap<String, EntitlementOverride>();
    access.overrides().forEach(overrides::put);
    return access.subscription() + " since " + access.anchor() + ' ' + access.paidList() + ' ' + overrides + ' '
        + access.suspension();
  }

  private static String live(GrantBalance balance) {
    return balance.grant().id() + ' ' + credits(balance.left()) + ' ' + balance.grant().expiresAt() + ' '
        + (balance.isFrozen() ? "frozen" : "");
  }

  private static String claim(Claim claim) {
    return claim.grant() + ' ' + claim.reversal() + ' ' + claim.suspends() + ' ' + claim.shortfall() + ' '
        + credits(claim.clawed()) + ' ' + credits(claim.trimmed()) + ' ' + credits(claim.owed()) + ' '
        + credits(claim.writtenOff()) + ' ' + credits(claim.expired()) + ' ' + credits(claim.voided());
  }

  private static String price(Price price) {
    return price.basis() == Price.Basis.RULE ? "rule " + price.rule() : word(price.basis());
  }

  private static Effects.Line line(LedgerEntry entry) {
    return new Effects.Line(entry.seq(), word(entry.type()), BigDecimal.valueOf(entry.amountMicros(), 6),
        taken(entry.draws()), sums(entry.balance()));
  }

  private static Effects.Sums sums(Balance balance) {
    return new Effects.Sums(credits(balance.settled()), credits(balance.reserved()), credits(balance.frozen()),
        credits(balance.debt()));
  }

  static Effects.Held held(Reservation reservation) {
    return new Effects.Held(reservation.id(), word(reservation.status()), reservation.run(), taken(reservation.held()),
        credits(reservation.charged()), credits(reservation.uncollected()), reservation.expiresAt());
  }

  static Effects.Ran ran(Run run) {
    return new Effects.Ran(run.id(), run.parent(), word(run.status()), credits(run.budget()), credits(run.spent()),
        credits(run.reserved()), run.expiresAt());
  }

  private static Effects.Used used(LimitUse use) {
    return new Effects.Used(use.limit(), use.used(), use.window().map(Seen::word).orElse(""), use.resetsAt());
  }

  private static List<Effects.Taken> taken(List<Draw> draws) {
    return draws.stream().map(draw -> new Effects.Taken(draw.grant(), credits(draw.amount()))).toList();
  }

  static long micros(BigDecimal credits) {
    return credits.movePointRight(6).longValueExact();
  }

  static BigDecimal credits(Credits credits) {
    return BigDecimal.valueOf(credits.micros(), 6);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
