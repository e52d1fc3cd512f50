package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * The tamper-evident chain of one customer: the hash of each fact and of each ledger entry covers its whole content and the hash
 * before it, back to a genesis that names tenant and customer. Whoever changes, drops or swaps anything changes every hash after it.
 *
 * <p>Names and metadata enter as digests, so that they can be erased without breaking the chain.
 */
public final class Chain {

  private Chain() {}

  /** The hash that the first fact of a customer is linked to. */
  public static Hash genesis(CustomerKey key) {
    return new Canonical().put("tollkeeper/1").put(key.tenant()).put(key.customer()).hash();
  }

  /** Whether this fact and all of its entries follow {@code previous}, unchanged. Erased texts count as unchanged. */
  public static boolean follows(Hash previous, Fact fact) {
    return isIntact(fact.event()) && isLinked(previous, fact);
  }

  private static boolean isLinked(Hash previous, Fact fact) {
    if (fact.entries().isEmpty())
      return fact.hash().equals(link(previous, fact.at(), fact.event(), fact.seq(), fact.balance()));
    var hash = previous;
    for (var entry : fact.entries()) {
      hash = link(hash, fact.at(), fact.event(), entry.seq(), entry.type(), entry.amountMicros(), entry.draws(),
          entry.balance());
      if (!hash.equals(entry.hash())) return false;
    }
    var last = fact.entries().getLast();
    return fact.hash().equals(hash) && fact.seq() == last.seq() && fact.balance().equals(last.balance());
  }

  /** Whether the texts that are hashed by their digests alone are those of the digests. */
  private static boolean isIntact(Event event) {
    return switch (event) {
      case Event.CustomerPut(var profile) -> profile.metadata().isIntact();
      case Event.Consumed consumed -> consumed.command().metadata().isIntact();
      case Event.Reserved reserved -> reserved.command().metadata().isIntact();
      case Event.RunOpened(var command, var run) -> command.metadata().isIntact() && run.metadata().isIntact();
      case Event.BudgetRaised(var _, var run) -> run.metadata().isIntact();
      case Event.RunsEnded(var runs) -> isIntact(runs);
      case Event.Settled settled -> isIntact(settled.runs());
      case Event.Refunded refunded -> isIntact(refunded.ended());
      case Event.PlanAssigned _,Event.PlanAhead _,Event.PeriodStarted _,Event.PlanEnded _,Event.CreditsIncluded _,Event.OverridePut _,Event.OverrideRemoved _,Event.Suspended _,Event.Resumed _,Event.PeriodPaid _,Event.SubscriptionPut _,Event.Reversed _,Event.TopUpChanged _,Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _,Event.GaugeMoved _,Event.Extended _,Event.Released _,Event.ReservationExpired _ ->
        true;
    };
  }

  private static boolean isIntact(List<Run> runs) {
    return runs.stream().allMatch(run -> run.metadata().isIntact());
  }

  /** The link of a fact without entries. */
  static Hash link(Hash previous, Instant at, Event event, long seq, Balance balance) {
    return put(head(previous, at, event).put(seq), balance).hash();
  }

  /** The link of one ledger entry of a fact. */
  static Hash link(Hash previous, Instant at, Event event, long seq, EntryType type, long amountMicros,
      List<Draw> draws, Balance balance) {
    var out = put(head(previous, at, event).put(seq).put(type.name()).put(amountMicros), balance).put(draws.size());
    for (var draw : draws)
      out.put(draw.grant()).put(draw.amount());
    return out.hash();
  }

  private static Canonical head(Hash previous, Instant at, Event event) {
    var out = new Canonical().put(previous).put(at);
    switch (event) {
      case Event.CustomerPut(var profile) -> put(out.put("customer_put"), profile);
      case Event.GrantAdded(var command, var grant) -> put(put(out.put("grant_added"), command), grant);
      case Event.GrantStarted(var grant) -> out.put("grant_started").put(grant);
      case Event.GrantExpired(var grant) -> out.put("grant_expired").put(grant);
      case Event.GrantVoided(var grant, var reason) -> out.put("grant_voided").put(grant).put(reason);
      case Event.AdjustedUp(var command, var grant) -> put(put(out.put("adjusted_up"), command), grant);
      case Event.AdjustedDown(var command) -> put(out.put("adjusted_down"), command);
      case Event.Consumed consumed -> put(out, consumed);
      case Event.GaugeMoved moved -> put(out.put("gauge_moved"), moved);
      case Event.Reserved reserved -> put(out.put("reserved"), reserved);
      case Event.Extended extended -> put(out.put("extended"), extended);
      case Event.Settled settled -> put(out.put("settled"), settled);
      case Event.Released released -> put(out.put("released"), released);
      case Event.ReservationExpired(var ended, var available) ->
        put(out.put("reservation_expired"), ended).put(available);
      case Event.Refunded refunded -> put(out.put("refunded"), refunded);
      case Event.RunOpened(var command, var run) -> put(put(out.put("run_opened"), command), run);
      case Event.BudgetRaised(var command, var run) ->
        put(out.put("budget_raised").put(command.id()).put(command.run()).put(command.more()), run);
      case Event.RunsEnded(var runs) -> out.put("runs_ended").putEach(runs, Chain::put);
      case Event.PlanAssigned(var subscription, var included) ->
        put(out.put("plan_assigned"), subscription).putEach(included, Chain::put);
      case Event.PlanAhead(var subscription) -> put(out.put("plan_ahead"), subscription);
      case Event.PeriodStarted(var subscription, var included, var rolledOver) ->
        put(out.put("period_started"), subscription).putEach(included, Chain::put).put(rolledOver, Chain::put);
      case Event.PlanEnded(var subscription) -> put(out.put("plan_ended"), subscription);
      case Event.CreditsIncluded(var plan, var version, var period, var included, var rolledOver) ->
        put(out.put("credits_included").put(plan).put(version), period).putEach(included, Chain::put)
            .put(rolledOver, Chain::put);
      case Event.OverridePut(var override) -> put(out.put("override_put"), override);
      case Event.OverrideRemoved(var feature) -> out.put("override_removed").put(feature);
      case Event.Suspended(var reason) -> out.put("suspended").put(reason);
      case Event.Resumed(var reason) -> out.put("resumed").put(reason);
      case Event.PeriodPaid paid -> PaymentLinks.put(out.put("period_paid"), paid);
      case Event.SubscriptionPut put -> PaymentLinks.put(out.put("subscription_put"), put);
      case Event.TopUpChanged(var topUp) -> PaymentLinks.put(out.put("top_up_changed"), topUp);
      case Event.Reversed reversed -> PaymentLinks.put(out.put("reversed"), reversed);
    }
    return out;
  }

  private static Canonical put(Canonical out, Balance balance) {
    return out.put(balance.settled()).put(balance.reserved()).put(balance.frozen()).put(balance.debt());
  }

  private static void put(Canonical out, Profile profile) {
    out.put(Hash.of(profile.name())).put(profile.metadata().digest()).put(profile.stripeCustomer());
  }

  private static Canonical put(Canonical out, Command.AddGrant command) {
    return out.put(command.id()).put(command.credits()).put(command.kind().name()).put(command.priority())
        .put(command.effectiveAt(), Canonical::put)
        .put(command.expiry(), Chain::put)
        .putAll(command.features()).put(command.source()).put(command.reason());
  }

  private static void put(Canonical out, Command.Expiry expiry) {
    switch (expiry) {
      case Command.Expiry.At(var time) -> out.put("at").put(time);
      case Command.Expiry.After(var term) -> out.put("after").put(term.toString());
    }
  }

  static Canonical put(Canonical out, Grant grant) {
    return out.put(grant.id()).put(grant.credits()).put(grant.kind().name()).put(grant.priority())
        .put(grant.effectiveAt()).put(grant.expiresAt())
        .putAll(grant.features()).put(grant.source());
  }

  private static Canonical put(Canonical out, Command.Adjust command) {
    return out.put(command.id()).put(command.micros()).put(command.reason());
  }

  // What a charge without runs, limits and credit had first is written as it was then.
  private static void put(Canonical out, Event.Consumed consumed) {
    var plain = consumed.runs().isEmpty() && consumed.after().limit().isEmpty() && !consumed.after().low()
        && consumed.borrowed().isZero();
    out.put(plain ? "consumed" : "consumed_2");
    var command = consumed.command();
    put(out.put(command.id()), command.demand())
        .put(command.run(), Canonical::put)
        .put(command.onInsufficient().name())
        .put(command.occurredAt(), Canonical::put)
        .put(command.metadata().digest());
    put(out.put(consumed.catalogueVersion()), consumed.price())
        .put(consumed.required()).put(consumed.uncollected()).put(consumed.after().available());
    if (!plain)
      out.put(consumed.borrowed()).putEach(consumed.runs(), Canonical::put).with(consumed.after(), Chain::put);
  }

  private static Canonical put(Canonical out, Demand demand) {
    return put(out.put(demand.feature()).put(demand.quantity()).put(demand.credits(), Canonical::put),
        demand.dimensions());
  }

  private static Canonical put(Canonical out, Dimensions dimensions) {
    return out.put(dimensions.words(), Canonical::put).put(dimensions.totals(), Canonical::put);
  }

  private static Canonical put(Canonical out, Price price) {
    return out.put(price.basis().name()).put(price.rule())
        .put(price.credits(), (o, rate) -> o.put(rate.credits()))
        .put(price.per(), (o, rate) -> o.put(rate.credits()));
  }

  private static void put(Canonical out, Event.GaugeMoved moved) {
    var command = moved.command();
    out.put(command.id()).put(command.feature());
    switch (command.move()) {
      case Command.Move.To(var level) -> out.put("to").put(level);
      case Command.Move.By(var change) -> out.put("by").put(change);
    }
    out.put(moved.catalogueVersion()).put(moved.level()).with(moved.after(), Chain::put);
  }

  private static void put(Canonical out, Event.Reserved reserved) {
    var command = reserved.command();
    put(out.put(command.id()), command.demand()).put(command.run(), Canonical::put).put(command.ttl())
        .put(command.partial()).put(command.metadata().digest());
    put(put(out, reserved.price()).put(reserved.required()), reserved.reservation())
        .with(reserved.after(), Chain::put);
  }

  private static void put(Canonical out, Event.Extended extended) {
    var command = extended.command();
    out.put(command.id()).put(command.reservation()).put(command.ttl(), Canonical::put).put(command.credits(),
        Canonical::put);
    put(out.putEach(extended.more(), Chain::put), extended.reservation())
        .with(extended.after(), Chain::put);
  }

  private static void put(Canonical out, Event.Settled settled) {
    var command = settled.command();
    out.put(command.reservation()).put(command.settle(), Canonical::put).put(command.last())
        .put(command.credits(), Canonical::put).put(command.quantity(), Canonical::put);
    put(out, command.dimensions()).put(command.onInsufficient().name());
    out.put(settled.price(), Chain::put).put(settled.required()).putEach(settled.held(), Chain::put)
        .putEach(settled.released(), Chain::put);
    put(put(out, settled.beyond()).put(settled.uncollected()).put(settled.late()), settled.counted());
    put(out, settled.reservation()).putEach(settled.runs(), Chain::put)
        .with(settled.after(), Chain::put);
  }

  private static void put(Canonical out, Event.Released released) {
    put(put(out.putEach(released.released(), Chain::put), released.counted()), released.reservation())
        .with(released.after(), Chain::put);
  }

  private static void put(Canonical out, Event.Refunded refunded) {
    var command = refunded.command();
    out.put(command.id());
    switch (command.target()) {
      case Command.Target.Usage(var id) -> out.put("usage").put(id);
      case Command.Target.Reservation(var id) -> out.put("reservation").put(id);
    }
    out.put(command.credits(), Canonical::put).put(command.reason()).put(refunded.feature())
        .put(refunded.catalogueVersion()).put(refunded.amount()).putEach(refunded.restored(), Chain::put)
        .putEach(refunded.recalled(), Chain::put).put(refunded.repaid());
    put(put(out, refunded.rest()).put(refunded.total()), refunded.counted()).putEach(refunded.runs(), Canonical::put)
        .putEach(refunded.ended(), Chain::put).put(refunded.reservation(), Chain::put)
        .with(refunded.after(), Chain::put);
  }

  private static Canonical put(Canonical out, Command.OpenRun command) {
    return out.put(command.id()).put(command.budget()).put(command.parent(), Canonical::put).put(command.ttl())
        .put(command.metadata().digest());
  }

  private static Canonical put(Canonical out, Reservation reservation) {
    put(out.put(reservation.id()), reservation.demand()).putEach(reservation.runs(), Canonical::put)
        .put(reservation.catalogueVersion())
        .put(reservation.terms(), (o, terms) -> o.put(terms.plan()).put(terms.version()));
    put(out, reservation.counted()).put(reservation.settledQuantity(), Canonical::put)
        .putEach(reservation.held(), Chain::put).put(reservation.lapsed()).put(reservation.charged());
    return put(out, reservation.charge()).put(reservation.uncollected()).put(reservation.expiresAt())
        .put(reservation.status().name());
  }

  private static Canonical put(Canonical out, Run run) {
    return out.put(run.id()).put(run.parent(), Canonical::put).put(run.budget()).put(run.spent()).put(run.reserved())
        .put(run.expiresAt()).put(run.metadata().digest()).put(run.status().name());
  }

  private static Canonical put(Canonical out, Subscription subscription) {
    put(put(
        out.put(subscription.source()).put(subscription.plan()).put(subscription.version()).put(subscription.since())
            .put(subscription.trial()),
        subscription.period()), subscription.credited());
    return out.put(subscription.ahead(), Chain::put);
  }

  private static void put(Canonical out, Subscription.Ahead ahead) {
    switch (ahead) {
      case Subscription.Ahead.Change(var plan) -> out.put("change").put(plan);
      case Subscription.Ahead.End _ -> out.put("end");
    }
  }

  static Canonical put(Canonical out, Period period) {
    return out.put(period.start()).put(period.end());
  }

  private static Canonical put(Canonical out, EntitlementOverride override) {
    return out.put(override.feature()).put(override.effect().name()).put(override.value(), Canonical::put)
        .put(override.limit(),
            (o, limit) -> o.put(limit.limit()).put(limit.window(), (oo, window) -> oo.put(window.name()))
                .put(limit.perQuantity()))
        .put(override.setAt()).put(override.expiresAt(), Canonical::put).put(Hash.of(override.reason()))
        .put(Hash.of(override.author()));
  }

  private static Canonical put(Canonical out, Charge charge) {
    return out.putEach(charge.draws(), Chain::put).put(charge.borrowed());
  }

  private static Canonical put(Canonical out, Counted counted) {
    return out.put(counted.quantity()).put(counted.at());
  }

  static Canonical put(Canonical out, Draw draw) {
    return out.put(draw.grant()).put(draw.amount());
  }

  private static Canonical put(Canonical out, Afterwards after) {
    return out.put(after.available()).put(after.low()).put(after.limit(), Chain::put);
  }

  private static Canonical put(Canonical out, LimitUse use) {
    return out.put(use.limit()).put(use.used()).put(use.window(), (o, window) -> o.put(window.name()))
        .put(use.resetsAt(), Canonical::put);
  }
}
