package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for credits whose payment is taken back or disputed. What is wanted back of a grant is taken from what is unused, then from
 * what reservations hold as it comes back; what was spent is owed, or given up, as the plan says. So of each grant what was clawed back,
 * what is owed, and what had ended unused make up what is wanted, in whatever order it all happened.
 */
final class Reversing {

  private Reversing() {}

  static Outcome reverse(Case decided, Command.Reverse command) {
    var customer = decided.customer();
    var before = customer.grants().claims().find(command.grant());
    // What is said of a payment may arrive late: a later word stands.
    if (before.map(Claim::revision).orElse(0L) >= command.revision()) return Outcome.standing(decided);
    var grant = known(decided, command.grant());
    if (grant.isEmpty())
      return Outcome.refused(Refusal.GRANT_NOT_FOUND, "the customer has no grant " + command.grant(), customer);
    var policy = policy(decided, grant.get());
    var claim = before.orElseGet(() -> Claim.on(grant.get()));
    if (claim.isDisputed() && !command.disputed()) unfreeze(decided, claim);
    var now = decided.customer().grants().claims().find(command.grant()).orElse(claim);
    var said = now.with(now.isDisputed() ? command : undisputed(command), command.trusted() && suspends(policy),
        command.lost().isZero() ? refundShortfall(policy) : disputeShortfall(policy));
    claw(decided, now, said);
    if (command.disputed() && !now.isDisputed()) freeze(decided, command);
    return Outcome.standing(decided);
  }

  /** Takes what is still wanted of grants that something has come back to, and what of it cannot come back any more as it is. */
  static void collect(Ledger ledger, Instant at) {
    for (var claim : ledger.customer().grants().claims().list()) {
      if (!claim.isWaiting()) continue;
      // What is written for one looks at all of them again.
      var now = ledger.customer().grants().claims().find(claim.grant()).orElseThrow();
      var collecting = new Collecting(ledger.customer().grants(), now);
      if (collecting.isDue())
        ledger.write(at, new Event.Reversed(collecting.after(), collecting.taken(), List.of(), Optional.empty()),
            collecting.postings());
    }
  }

  private static Optional<Grant> known(Case decided, String id) {
    var grants = decided.customer().grants();
    return grants.find(id).map(GrantBalance::grant).or(() -> grants.findEnded(id).map(EndedGrant::grant))
        .or(() -> Granting.definition(decided, id));
  }

  private static void unfreeze(Case decided, Claim claim) {
    var open = claim.reversal().orElseThrow();
    write(decided, claim.with(undisputed(open), claim.suspends(), claim.shortfall()), EntryType.UNFREEZE);
  }

  private static void freeze(Case decided, Command.Reverse command) {
    var claim = decided.customer().grants().claims().find(command.grant()).orElseThrow();
    write(decided, claim.with(command, claim.suspends(), claim.shortfall()), EntryType.FREEZE);
  }

  private static void write(Case decided, Claim after, EntryType type) {
    var free = free(decided.customer().grants(), after.grant());
    decided.ledger().write(decided.now(), new Event.Reversed(after, List.of(), List.of(), Optional.empty()),
        free.isZero() ? List.of() : List.of(Posting.of(type, free.micros(), after.grant())));
  }

  /** From what was wanted back to what is wanted now, more or less. */
  private static void claw(Case decided, Claim before, Claim said) {
    var undoing = new Undoing(decided, before, said);
    var collecting = new Collecting(undoing.way().after(decided.customer().grants()), undoing.after());
    var postings = new ArrayList<>(undoing.postings());
    postings.addAll(collecting.postings());
    decided.ledger().write(decided.now(), new Event.Reversed(collecting.after(), collecting.taken(),
        undoing.way().restored(), undoing.way().recalled().stream().findFirst()), postings);
  }

  private static Credits free(Grants grants, String grant) {
    return grants.live().stream().filter(balance -> balance.grant().id().equals(grant)).findFirst()
        .map(GrantBalance::free).orElse(Credits.ZERO);
  }

  private static Command.Reverse undisputed(Command.Reverse said) {
    return new Command.Reverse(said.grant(), said.revision(), said.refunded(), said.lost(), said.trimmed(), false,
        said.trusted());
  }

  /** The plan that the grant came with, else the one that the customer has: its terms say what follows. */
  private static Optional<Plan> policy(Case decided, Grant grant) {
    return PaidOrigin.plan(grant).flatMap(decided.catalogue()::plan).or(() -> Entitling.plan(decided));
  }

  private static boolean suspends(Optional<Plan> policy) {
    return policy.filter(plan -> plan.dispute().suspends()).isPresent();
  }

  private static Plan.Shortfall refundShortfall(Optional<Plan> policy) {
    return policy.map(Plan::refundShortfall).orElse(Plan.Shortfall.DEBT);
  }

  private static Plan.Shortfall disputeShortfall(Optional<Plan> policy) {
    return policy.map(plan -> plan.dispute().shortfall()).orElse(Plan.Shortfall.DEBT);
  }

  /** Less is wanted back than before: what was taken for it comes back, the last first. */
  private static final class Undoing {

    private final Claim after;
    private final Restoration way;
    private final List<Posting> postings = new ArrayList<>();

    Undoing(Case decided, Claim before, Claim said) {
      way = new Restoration(decided);
      var less = Claim.excess(before.target(), said.target());
      var tooMuch = Claim.excess(before.covered(), said.target()).min(less);
      var owed = tooMuch.min(before.owed());
      var writtenOff = Claim.excess(tooMuch, owed).min(before.writtenOff());
      var clawed = tooMuch.minus(owed).minus(writtenOff).min(before.clawed());
      var trimmed = Claim.excess(before.trimmed(), said.trim());
      // Of what was owed, the part that is paid by now comes back as what it was before it was spent.
      var unpaid = owed.min(decided.customer().balance().debt());
      var back = clawed.plus(trimmed).plus(owed.minus(unpaid));
      if (!unpaid.isZero()) postings.add(new Posting(EntryType.OVERDRAFT, -unpaid.micros(), List.of()));
      if (!writtenOff.isZero()) postings.add(new Posting(EntryType.UNCOLLECTED, -writtenOff.micros(), List.of()));
      if (!back.isZero()) {
        way.give(new Draw(before.grant(), back));
        postings.add(Posting.of(EntryType.CLAWBACK, back.micros(), before.grant()));
        postings.addAll(way.endings());
      }
      after = ended(said.withOwed(before.owed().minus(owed)).withWrittenOff(before.writtenOff().minus(writtenOff))
          .withClawed(before.clawed().minus(clawed)).withTrimmed(before.trimmed().minus(trimmed)));
    }

    private Claim ended(Claim claim) {
      var next = claim;
      for (var ending : way.endings())
        next = next.withEnded(ending.type(), new Credits(-ending.amountMicros()));
      return next;
    }

    Claim after() {
      return after;
    }

    Restoration way() {
      return way;
    }

    List<Posting> postings() {
      return postings;
    }
  }

  /** What can be taken now of what is wanted back, and what never can. */
  private static final class Collecting {

    private final Claim before;
    private final Credits clawed;
    private final Credits trimmed;
    private final Credits missing;

    Collecting(Grants grants, Claim claim) {
      before = claim;
      var free = free(grants, claim.grant());
      var pending = claim.pending();
      clawed = pending.min(free);
      trimmed = Claim.excess(claim.trim(), claim.trimmed()).min(free.minus(clawed));
      missing = Claim.excess(pending.minus(clawed), toCome(grants, claim.grant()));
    }

    /** What reservations hold of it, or all of it if it is still to start. */
    private static Credits toCome(Grants grants, String grant) {
      return grants.scheduled().stream().filter(later -> later.id().equals(grant)).findFirst().map(Grant::credits)
          .or(() -> grants.find(grant).map(GrantBalance::held))
          .or(() -> grants.findEnded(grant).map(EndedGrant::held)).orElse(Credits.ZERO);
    }

    boolean isDue() {
      return !(clawed.isZero() && trimmed.isZero() && missing.isZero());
    }

    Claim after() {
      var taken = before.withClawed(before.clawed().plus(clawed)).withTrimmed(before.trimmed().plus(trimmed));
      return switch (before.shortfall()) {
        case DEBT -> taken.withOwed(before.owed().plus(missing));
        case WRITE_OFF -> taken.withWrittenOff(before.writtenOff().plus(missing));
      };
    }

    List<Draw> taken() {
      var all = clawed.plus(trimmed);
      return all.isZero() ? List.of() : List.of(new Draw(before.grant(), all));
    }

    List<Posting> postings() {
      var postings = new ArrayList<Posting>();
      for (var draw : taken())
        postings.add(Posting.of(EntryType.CLAWBACK, -draw.amount().micros(), draw.grant()));
      if (!missing.isZero()) postings.add(switch (before.shortfall()) {
        case DEBT -> new Posting(EntryType.OVERDRAFT, missing.micros(), List.of());
        case WRITE_OFF -> new Posting(EntryType.UNCOLLECTED, missing.micros(), List.of());
      });
      return postings;
    }
  }
}
