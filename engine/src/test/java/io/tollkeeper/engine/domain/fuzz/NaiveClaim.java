package io.tollkeeper.engine.domain.fuzz;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Plan;

/**
 * What is wanted back of a grant, and all that became of that as it happened: sums are made when somebody asks.
 *
 * @param over when the grant ends, as far as was known when this began
 * @param by what paid for the grant, if that was known then
 * @param said what was said last of the payment
 */
record NaiveClaim(String grant, Instant over, Optional<NaiveGrant.PaidBy> by, Optional<Command.Reverse> said,
    boolean suspends, Plan.Shortfall shortfall, List<Note> notes) {

  /** What became of some credits. */
  enum What {
    CLAWED, TRIMMED, OWED, WRITTEN_OFF, EXPIRED, VOIDED
  }

  /** That this became of so much, or did not after all. */
  record Note(What what, BigDecimal credits) {}

  static NaiveClaim on(NaiveGrant grant) {
    return new NaiveClaim(grant.id, grant.until.orElse(Instant.MAX), grant.paidBy, Optional.empty(), false,
        Plan.Shortfall.DEBT, List.of());
  }

  /** On a grant that had ended before, and of which nothing was left then. */
  static NaiveClaim late(String grant, Instant now) {
    return new NaiveClaim(grant, now, Optional.empty(), Optional.empty(), false, Plan.Shortfall.DEBT, List.of());
  }

  NaiveClaim saying(Command.Reverse next, boolean nowSuspends, Plan.Shortfall nowShortfall) {
    return new NaiveClaim(grant, over, by, Optional.of(next), nowSuspends, nowShortfall, notes);
  }

  NaiveClaim and(What what, BigDecimal credits) {
    if (credits.signum() == 0) return this;
    var more = new ArrayList<>(notes);
    more.add(new Note(what, credits));
    return new NaiveClaim(grant, over, by, said, suspends, shortfall, List.copyOf(more));
  }

  BigDecimal sum(What what) {
    var sum = Effects.NOTHING;
    for (var note : notes)
      if (note.what() == what) sum = sum.add(note.credits());
    return sum;
  }

  boolean disputed() {
    return said.filter(Command.Reverse::disputed).isPresent();
  }

  BigDecimal wanted() {
    return said.map(last -> Seen.credits(last.refunded()).add(Seen.credits(last.lost()))).orElse(Effects.NOTHING);
  }

  BigDecimal toTrim() {
    return said.map(last -> Seen.credits(last.trimmed())).orElse(Effects.NOTHING);
  }

  /** What nobody misses any more. */
  BigDecimal found() {
    return sum(What.CLAWED).add(sum(What.OWED)).add(sum(What.WRITTEN_OFF)).add(sum(What.EXPIRED))
        .add(sum(What.VOIDED));
  }

  @Override
  public String toString() {
    return grant + ' ' + said + ' ' + suspends + ' ' + shortfall + ' ' + sum(What.CLAWED) + ' ' + sum(What.TRIMMED)
        + ' ' + sum(What.OWED) + ' ' + sum(What.WRITTEN_OFF) + ' ' + sum(What.EXPIRED) + ' ' + sum(What.VOIDED);
  }
}
