package io.tollkeeper.engine.domain;

import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.IncludedCredits.Expiry;

/** Reads the credits that a plan includes. */
final class IncludedCreditsReader {

  /** How often they are given. */
  private enum Per {
    BILLING_PERIOD, MONTH
  }

  private static final List<Per> PERS = List.of(Per.values());
  private static final String PERIOD_END = "period_end";
  private static final String NEVER = "never";

  private IncludedCreditsReader() {}

  /** The credits under {@code credits}; empty if the plan includes none. */
  static Optional<IncludedCredits> read(DocumentPart plan) {
    return plan.part("credits", "{ amount: 10000 }").map(IncludedCreditsReader::credits);
  }

  private static IncludedCredits credits(DocumentPart part) {
    var amount = amount(part);
    var per = WordReader.read(part, "per", PERS, "credits are given once in each of these").orElse(Per.BILLING_PERIOD);
    var expiry = expiry(part);
    var rolloverMax = rolloverMax(part);
    if (part.has("rollover") && expiry.isPresent())
      part.problem("rollover", "only credits that expire with their period go on into the next",
          "remove it, or let them expire with the period: expires: " + PERIOD_END);
    var trial = NumberReader.amount(part, "trial", "such as 500; without it a trial is given the amount");
    var priority = NumberReader.priority(part);
    part.refuseUnread();
    return new IncludedCredits(amount, per == Per.MONTH, expiry, rolloverMax, trial.orElse(amount), priority);
  }

  private static Credits amount(DocumentPart part) {
    var amount = NumberReader.positive(part, "amount", "such as 10000; leave credits out where none are included");
    if (!part.has("amount")) part.problem("amount", "this says how many credits are included", "such as 10000");
    return amount.orElse(Credits.ZERO);
  }

  private static Optional<Expiry> expiry(DocumentPart part) {
    var text = part.text("expires");
    if (text.isEmpty() || text.get().equals(PERIOD_END)) return Optional.empty();
    if (text.get().equals(NEVER)) return Optional.of(new Expiry.Never());
    var term = TermReader.term(text.get());
    if (term.isEmpty())
      part.problem("expires", "this is neither " + PERIOD_END + " nor " + NEVER
          + " nor a length of time of at most 1000 years", "an ISO 8601 duration is such as P90D, P1Y or PT36H");
    return term.map(Expiry.After::new);
  }

  private static Credits rolloverMax(DocumentPart credits) {
    return credits.part("rollover", "{ max: 2000 }").map(part -> {
      var max = NumberReader.amount(part, "max", "such as 2000; 0 lets nothing go on");
      if (!part.has("max")) part.problem("max", "this says how much goes on, at most", "such as 2000");
      part.refuseUnread();
      return max.orElse(Credits.ZERO);
    }).orElse(Credits.ZERO);
  }
}
