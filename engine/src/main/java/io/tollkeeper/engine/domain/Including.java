package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for the credits that plans include: those of each period exactly once, and what of them goes on into the next. */
final class Including {

  /** What the ids of the grants that plans include begin with; the plan's key and the start of the period follow. */
  static final String GRANT = "plan:";

  private static final String TRIAL = "trial";
  private static final int MAX_MISSED = 24;

  private Including() {}

  /**
   * What a period brings.
   *
   * @param included its credits; none if it has none, or had them before
   * @param rolledOver what goes on of the period before
   */
  record Brought(List<Grant> included, Optional<Grant> rolledOver) {

    /** Their ledger entries. Each pays what is still owed when it starts. */
    List<Posting> postings(Customer customer) {
      var postings = new ArrayList<Posting>();
      var debt = customer.balance().debt();
      for (var grant : included) {
        postings.addAll(Granting.start(debt, EntryType.GRANT, grant));
        debt = debt.minus(debt.min(grant.credits()));
      }
      if (rolledOver.isPresent()) postings.addAll(Granting.start(debt, EntryType.ROLLOVER, rolledOver.get()));
      return postings;
    }
  }

  /** What the first period of a plan brings, or one that it is taken up in. */
  static Brought first(Case decided, Plan plan, Period credited, Instant at) {
    return new Brought(period(decided, plan, credited, at), Optional.empty());
  }

  /** What a trial brings, once for each plan; that ends with the trial. */
  static Brought trial(Case decided, Plan plan, Period trial, Instant at) {
    return new Brought(
        plan.credits().map(credits -> given(decided, plan, TRIAL, credits.trial(), at, trial.end()))
            .orElse(List.of()),
        Optional.empty());
  }

  /** What the next period of a plan brings. */
  static Brought next(Case decided, Plan plan, String planBefore, Period before, Period credited, Instant start) {
    var included = period(decided, plan, credited, start);
    var max = plan.credits().map(IncludedCredits::rolloverMax).orElse(Credits.ZERO);
    var rest = plan.key().equals(planBefore)
        ? max.min(unused(decided.customer(), planBefore, before.end())).min(room(decided.customer(), included))
        : Credits.ZERO;
    var id = GRANT + plan.key() + ":rollover:" + credited.start();
    if (rest.isZero() || wasGiven(decided, id)) return new Brought(included, Optional.empty());
    return new Brought(included,
        Optional.of(new Grant(id, rest, GrantKind.ROLLOVER,
            plan.credits().orElseThrow().priority(), start, credited.end(), Set.of(), GRANT + plan.key())));
  }

  /** The period that credits of a plan are given for at this time. */
  static Period credited(Plan plan, Instant anchor, Instant time) {
    return Period.at(anchor, creditMonths(plan), time);
  }

  /** Periods that nobody looked at are written one by one, but not more than {@value #MAX_MISSED} of them. */
  static Instant notLongAgo(Case decided, Plan plan, Instant anchor, Instant at) {
    var oldest = Period.before(anchor, creditMonths(plan), decided.now(), MAX_MISSED - 1).start();
    return at.isBefore(oldest) ? oldest : at;
  }

  private static int creditMonths(Plan plan) {
    return plan.credits().filter(IncludedCredits::monthly).isPresent() ? 1 : plan.period().months();
  }

  private static List<Grant> period(Case decided, Plan plan, Period credited, Instant at) {
    if (plan.credits().isEmpty()) return List.of();
    var credits = plan.credits().get();
    var end = credits.expiry().map(expiry -> switch (expiry) {
      case IncludedCredits.Expiry.Never _ -> Grant.NEVER;
      case IncludedCredits.Expiry.After(var term) -> term.after(at);
    }).orElse(credited.end());
    return given(decided, plan, credited.start().toString(), credits.amount(), at, end);
  }

  /** The credits, unless they were given before: to take a plan up again brings nothing twice. */
  private static List<Grant> given(Case decided, Plan plan, String period, Credits amount, Instant at, Instant end) {
    var id = GRANT + plan.key() + ':' + period;
    var credits = amount.min(Granting.room(decided.customer()));
    if (credits.isZero() || wasGiven(decided, id)) return List.of();
    return List.of(new Grant(id, credits, GrantKind.PLAN, plan.credits().orElseThrow().priority(), at, end, Set.of(),
        GRANT + plan.key()));
  }

  private static boolean wasGiven(Case decided, String id) {
    return decided.find(new Name(IdSpace.GRANT, id)).isPresent();
  }

  /** What is left of the credits of a period at its end, and of what had been rolled over into it. */
  private static Credits unused(Customer customer, String plan, Instant end) {
    return customer.grants().live().stream()
        .filter(balance -> balance.grant().source().equals(GRANT + plan) && balance.grant().expiresAt().equals(end))
        // A trial is over when it ends.
        .filter(balance -> !balance.grant().id().equals(GRANT + plan + ':' + TRIAL))
        .map(GrantBalance::free).reduce(Credits.ZERO, Credits::plus);
  }

  private static Credits room(Customer customer, List<Grant> included) {
    return included.stream().map(Grant::credits).reduce(Granting.room(customer), Credits::minus);
  }
}
