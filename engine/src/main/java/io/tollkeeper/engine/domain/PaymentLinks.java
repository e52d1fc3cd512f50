package io.tollkeeper.engine.domain;

import io.tollkeeper.engine.domain.Command.PutSubscription.Status;

/** The bytes that events about payments enter the {@link Chain} with. Frozen, as all of its bytes. */
final class PaymentLinks {

  private PaymentLinks() {}

  static void put(Canonical out, Event.PeriodPaid paid) {
    var command = paid.command();
    out.put(command.id()).put(command.subscription()).put(command.terms().plan()).put(command.terms().version())
        .put(command.credits()).with(command.period(), Chain::put).put(command.kind().name());
    out.with(paid.grant(), Chain::put).putEach(paid.ended(), Canonical::put).putEach(paid.carried(), Chain::put)
        .put(paid.rolledOver(), Chain::put);
  }

  static void put(Canonical out, Event.SubscriptionPut put) {
    var known = put.subscription();
    out.put(known.id()).put(known.revision()).putEach(known.plans(), PaymentLinks::put)
        .with(known.period(), Chain::put).put(known.anchor()).with(known.status(), PaymentLinks::put)
        .putEach(put.dated(), Chain::put);
  }

  private static void put(Canonical out, PaidSubscription.Held held) {
    out.put(held.plan()).put(held.version()).put(held.quantity()).put(held.since()).put(held.until(), Canonical::put);
  }

  private static void put(Canonical out, Status status) {
    switch (status) {
      case Status.Active(var until) -> out.put("active").put(until, Canonical::put);
      case Status.PastDue(var since, var until) -> out.put("past_due").put(since).put(until, Canonical::put);
      case Status.Inactive _ -> out.put("inactive");
    }
  }

  static void put(Canonical out, Event.Reversed reversed) {
    var claim = reversed.claim();
    out.put(claim.grant()).put(claim.source()).put(claim.expiresAt()).put(claim.reversal(), PaymentLinks::put)
        .put(claim.suspends()).put(claim.shortfall().name()).put(claim.clawed()).put(claim.trimmed())
        .put(claim.owed()).put(claim.writtenOff()).put(claim.expired()).put(claim.voided());
    out.putEach(reversed.taken(), Chain::put).putEach(reversed.restored(), Chain::put)
        .put(reversed.recalled(), Chain::put);
  }

  private static void put(Canonical out, Command.Reverse said) {
    out.put(said.grant()).put(said.revision()).put(said.refunded()).put(said.lost()).put(said.trimmed())
        .put(said.disputed()).put(said.trusted());
  }

  static void put(Canonical out, TopUp topUp) {
    out.put(topUp.settings(), (o, wanted) -> o.put(wanted.threshold()).put(wanted.pack()).put(wanted.maxPerPeriod()))
        .put(topUp.made()).put(topUp.open(), (o, open) -> o.put(open.id()).put(open.pack())).put(topUp.count())
        .put(topUp.lastAt())
        .put(topUp.declined()).put(topUp.notBefore());
  }
}
