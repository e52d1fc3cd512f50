package io.tollkeeper.engine.domain;

import java.util.List;

import io.tollkeeper.engine.domain.Plan.Dispute;
import io.tollkeeper.engine.domain.Plan.PastDue;
import io.tollkeeper.engine.domain.Plan.Shortfall;

/** Reads what a plan does when a payment fails, is given back or is disputed. */
final class ConsequenceReader {

  private static final int MAX_GRACE_DAYS = 90;

  // What a subscription that is not paid becomes when nothing is said about it.
  private static final PastDue PAST_DUE = new PastDue(3, true);

  /** What follows the days of grace. */
  private enum Then {
    SUSPEND_PLAN, KEEP
  }

  private static final List<Then> THENS = List.of(Then.values());
  private static final List<Shortfall> SHORTFALLS = List.of(Shortfall.values());

  private ConsequenceReader() {}

  static PastDue pastDue(DocumentPart plan) {
    return plan.part("on_past_due", "{ grace_days: 3, then: suspend_plan }").map(part -> {
      var days = NumberReader.whole(part, "grace_days", MAX_GRACE_DAYS, "the number of days of grace",
          PAST_DUE.graceDays() + " is the default; 0 is none");
      var then = WordReader.read(part, "then", THENS, "nothing of this name can follow");
      part.refuseUnread();
      return new PastDue(days.orElse(PAST_DUE.graceDays()),
          then.map(word -> word == Then.SUSPEND_PLAN).orElse(PAST_DUE.suspends()));
    }).orElse(PAST_DUE);
  }

  static Shortfall refund(DocumentPart plan) {
    return plan.part("on_refund", "{ shortfall: debt }").map(part -> {
      var shortfall = shortfall(part);
      part.refuseUnread();
      return shortfall;
    }).orElse(Shortfall.DEBT);
  }

  static Dispute dispute(DocumentPart plan) {
    return plan.part("on_dispute", "{ suspend: false, shortfall: debt }").map(part -> {
      var suspends = part.truth("suspend");
      var shortfall = shortfall(part);
      part.refuseUnread();
      return new Dispute(suspends.orElse(false), shortfall);
    }).orElseGet(() -> new Dispute(false, Shortfall.DEBT));
  }

  private static Shortfall shortfall(DocumentPart part) {
    return WordReader.read(part, "shortfall", SHORTFALLS, "nothing of this name can become of what is missing")
        .orElse(Shortfall.DEBT);
  }
}
