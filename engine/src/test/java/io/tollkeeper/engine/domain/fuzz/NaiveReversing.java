package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.fuzz.Effects.Line;
import io.tollkeeper.engine.domain.fuzz.Effects.Taken;
import io.tollkeeper.engine.domain.fuzz.NaiveClaim.What;

/** Payments that are taken back or disputed, as it is promised: what was clawed back and what is owed is what is wanted. */
record NaiveReversing(NaiveAccount account, Instant now) {

  /** Says how much is wanted back; a code if that cannot be. */
  String reverse(Command.Reverse command) {
    var known = Optional.ofNullable(account.claims.get(command.grant()));
    if (known.flatMap(NaiveClaim::said).filter(said -> said.revision() >= command.revision()).isPresent()) return "";
    var grant = account.grant(command.grant());
    if (grant.isEmpty()) return "grant_not_found";
    var policy = grant.get().paidBy.flatMap(by -> Optional.ofNullable(account.catalogue.plans().get(by.plan())))
        .or(account::terms);
    var before = known.orElseGet(() -> NaiveClaim.on(grant.get()));
    var begins = command.disputed() && !before.disputed();
    if (before.disputed() && !command.disputed())
      before = dispute(grant.get(), before, before.said().orElseThrow(), false, "unfreeze");
    var suspends = policy.filter(plan -> plan.dispute().suspends()).isPresent();
    var shortfall = policy.map(plan -> command.lost().isZero() ? plan.refundShortfall() : plan.dispute().shortfall())
        .orElse(Plan.Shortfall.DEBT);
    var after = before.saying(begins ? with(command, false) : command, suspends, shortfall);
    account.claims.put(after.grant(), after);
    var lines = new ArrayList<>(giveBack(before, after));
    lines.addAll(takeBack(grant.get()));
    account.record(now, "reversed " + account.claim(command.grant()), lines);
    collect(now);
    if (begins) dispute(grant.get(), account.claim(command.grant()), command, true, "freeze");
    return "";
  }

  private NaiveClaim dispute(NaiveGrant grant, NaiveClaim claim, Command.Reverse said, boolean open, String type) {
    var after = claim.saying(with(said, open), claim.suspends(), claim.shortfall());
    account.claims.put(after.grant(), after);
    var free = grant.active() ? grant.free : Effects.NOTHING;
    account.record(now, "reversed " + after,
        free.signum() == 0 ? List.of() : List.of(account.line(type, free, grant)));
    return after;
  }

  private static Command.Reverse with(Command.Reverse said, boolean disputed) {
    return new Command.Reverse(said.grant(), said.revision(), said.refunded(), said.lost(), said.trimmed(), disputed);
  }

  /** Less is wanted: what is owed is let off first, then what was given up, then what was taken comes back. */
  private List<Line> giveBack(NaiveClaim before, NaiveClaim after) {
    var less = before.wanted().subtract(after.wanted()).min(before.found().subtract(after.wanted()))
        .max(Effects.NOTHING);
    var owed = less.min(before.sum(What.OWED));
    var givenUp = less.subtract(owed).min(before.sum(What.WRITTEN_OFF));
    var clawed = less.subtract(owed).subtract(givenUp).min(before.sum(What.CLAWED));
    var trimmed = before.sum(What.TRIMMED).subtract(after.toTrim()).max(Effects.NOTHING);
    account.note(after.grant(), What.OWED, owed.negate());
    account.note(after.grant(), What.WRITTEN_OFF, givenUp.negate());
    account.note(after.grant(), What.CLAWED, clawed.negate());
    account.note(after.grant(), What.TRIMMED, trimmed.negate());
    var lines = new ArrayList<Line>();
    // Debt that other grants have paid meanwhile was paid for nothing.
    var unpaid = owed.min(account.sums().debt());
    if (unpaid.signum() > 0) lines.add(account.line("overdraft", unpaid.negate(), List.of()));
    if (givenUp.signum() > 0) lines.add(account.line("uncollected", givenUp.negate(), List.of()));
    var back = Effects.credits(clawed.add(trimmed).add(owed).subtract(unpaid));
    if (back.signum() > 0) {
      var draws = List.of(new Taken(after.grant(), back));
      lines.add(account.line("clawback", back, draws));
      lines.addAll(account.giveBack(draws, now));
    }
    return lines;
  }

  /** Takes what is free, and finds out what will never come back as it is. */
  private List<Line> takeBack(NaiveGrant grant) {
    var claim = account.claim(grant.id);
    var free = grant.active() ? grant.free : Effects.NOTHING;
    var missing = missing(claim);
    var clawed = missing.min(free);
    var trimmed = claim.toTrim().subtract(claim.sum(What.TRIMMED)).min(free.subtract(clawed)).max(Effects.NOTHING);
    var spent = missing.subtract(clawed).subtract(toCome(grant)).max(Effects.NOTHING);
    var taken = Effects.credits(clawed.add(trimmed));
    account.note(grant.id, What.CLAWED, clawed);
    account.note(grant.id, What.TRIMMED, trimmed);
    var lines = new ArrayList<Line>();
    if (taken.signum() > 0) {
      grant.free = grant.free.subtract(taken);
      lines.add(account.line("clawback", taken.negate(), grant));
    }
    if (spent.signum() > 0) {
      account.note(grant.id, claim.shortfall() == Plan.Shortfall.DEBT ? What.OWED : What.WRITTEN_OFF, spent);
      lines.add(
          account.line(claim.shortfall() == Plan.Shortfall.DEBT ? "overdraft" : "uncollected", spent, List.of()));
    }
    return lines;
  }

  private static BigDecimal missing(NaiveClaim claim) {
    return claim.wanted().subtract(claim.found()).max(Effects.NOTHING);
  }

  /** What may still come back of a grant. */
  private BigDecimal toCome(NaiveGrant grant) {
    if (grant.scheduled()) return grant.credits;
    var held = Effects.NOTHING;
    for (var hold : account.holds.values())
      for (var taken : hold.held)
        if (taken.grant().equals(grant.id)) held = held.add(taken.credits());
    return held;
  }

  /** Something may have come back, or be gone for ever. */
  void collect(Instant at) {
    for (var id : List.copyOf(account.claims.keySet())) {
      var claim = account.claim(id);
      if (claim.said().isEmpty()) continue;
      var lines = takeBack(account.grant(id).orElseThrow());
      if (!lines.isEmpty()) account.record(at, "reversed " + account.claim(id), lines);
    }
  }
}
