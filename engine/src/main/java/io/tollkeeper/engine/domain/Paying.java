package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules for the credits of subscriptions at the payment provider: each paid period brings them once. Those of the period before end
 * then, and not when the clock says so: a provider is paid for a renewal a while after it began.
 */
final class Paying {

  private static final String PERIOD = "stripe:subscription:";
  private static final String INCLUDED = "stripe:included:";
  private static final String TRIAL = "stripe:trial:";
  private static final String ROLLOVER = "stripe:rollover:";
  private static final int HASH_DIGITS = 32;

  private Paying() {}

  /** The plan that a grant came with, if a subscription at the provider paid for it. */
  static Optional<String> planOf(Grant grant) {
    return Stream.of(PERIOD, INCLUDED, TRIAL).anyMatch(grant.source()::startsWith)
        ? Optional.of(grant.source().substring(grant.source().lastIndexOf(':') + 1))
        : Optional.empty();
  }

  /** Whether a grant is of this subscription, and ends with a period of it. */
  static boolean isOf(String subscription, String source) {
    return source.startsWith(PERIOD + subscription + ':');
  }

  static Outcome pay(Case decided, Command.PayPeriod command) {
    var customer = decided.customer();
    var plan = decided.catalogue(command.terms().version()).plan(command.terms().plan())
        .filter(sold -> sold.credits().isPresent());
    if (plan.isEmpty())
      return Outcome.refused(Refusal.PLAN_NOT_FOUND, "version " + command.terms().version()
          + " of the catalogue has no plan " + command.terms().plan() + " with credits", customer);
    if (customer.grants().open() >= decided.limits().grants())
      return Outcome.refused(Refusal.TOO_MANY_GRANTS, "the customer has " + decided.limits().grants() + " grants",
          customer);
    if (Granting.overflows(customer, command.credits())) return Granting.tooLarge(customer);
    var grant = grant(decided, command, plan.get());
    if (grant.effectiveAt().isAfter(decided.now()))
      return Outcome.of(customer.key(), decided.ledger().write(decided.now(),
          new Event.PeriodPaid(command, grant, List.of(), List.of(), Optional.empty())), false);
    return Outcome.of(customer.key(), new Payment(decided, command, plan.get(), grant).write(), false);
  }

  private static Grant grant(Case decided, Command.PayPeriod command, Plan plan) {
    var credits = plan.credits().orElseThrow();
    var period = command.period();
    var start = later(period.start(), decided.now());
    var end = switch (command.kind()) {
      case TRIAL, PART -> period.end();
      case RENEWED -> credits.expiry().map(expiry -> switch (expiry) {
        case IncludedCredits.Expiry.Never _ -> Grant.NEVER;
        case IncludedCredits.Expiry.After(var term) -> term.after(start);
      }).orElseGet(() -> end(decided.customer(), command.subscription(), period, plan));
    };
    var source = switch (command.kind()) {
      case TRIAL -> TRIAL;
      case PART -> PERIOD;
      case RENEWED -> credits.expiry().isPresent() ? INCLUDED : PERIOD;
    };
    // What is over already was there at its time.
    return new Grant(command.id(), command.credits(), GrantKind.PLAN, credits.priority(),
        end.isAfter(decided.now()) ? start : period.start(), end, Set.of(),
        source + command.subscription() + ':' + plan.key());
  }

  /** When the credits of a period end, if the next one is not paid before. */
  private static Instant end(Customer customer, String subscription, Period period, Plan plan) {
    return customer.access().paid().get(subscription).filter(known -> known.endsWith(period)).isPresent()
        ? period.end()
        : period.end().plus(plan.renewalGrace());
  }

  /** The grants of a subscription with the end that they have now that it is known to end, or to go on. */
  static List<Grant> dated(Case decided, PaidSubscription subscription) {
    var end = subscription.period().end();
    var dated = new ArrayList<Grant>();
    // Also those that nothing is left of: something may be given back to them.
    for (var grant : decided.customer().grants().owned(decided.now())) {
      if (!isOf(subscription.id(), grant.source())) continue;
      var grace = planOf(grant).flatMap(decided.catalogue()::plan).map(Plan::renewalGrace);
      var isGraced = grant.expiresAt().isAfter(end) && !grant.expiresAt().isAfter(end.plus(TermReader.MAX_GRACE));
      if (subscription.endsWith(subscription.period()) && isGraced)
        dated.add(grant.until(later(end, decided.now())));
      else
        if (!subscription.endsWith(subscription.period()) && grant.expiresAt().equals(end) && grace.isPresent())
          dated.add(grant.until(end.plus(grace.get())));
    }
    return dated;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A paid period whose credits start now, or would have started before. */
  private record Payment(Case decided, Command.PayPeriod command, Plan plan, Grant grant) {

    Fact write() {
      var customer = decided.customer();
      var postings = new ArrayList<>(Granting.start(customer, EntryType.GRANT, grant));
      var debt = Claim.excess(customer.balance().debt(), grant.credits());
      var ended = isOver()
          ? List.of(new Draw(grant.id(), Claim.excess(grant.credits(), customer.balance().debt())))
          : before();
      for (var end : ended)
        if (!end.amount().isZero())
          postings.add(Posting.of(EntryType.EXPIRE, -end.amount().micros(), end.grant()));
      var rolledOver = rolledOver(ended);
      if (rolledOver.isPresent()) postings.addAll(Granting.start(debt, EntryType.ROLLOVER, rolledOver.get()));
      var carried = rolledOver.map(rest -> Draw.first(unused(ended), rest.credits())).orElse(List.of());
      return decided.ledger().write(decided.now(), new Event.PeriodPaid(command, grant,
          ended.stream().map(Draw::grant).toList(), carried, rolledOver), postings);
    }

    private boolean isOver() {
      return !grant.expiresAt().isAfter(decided.now());
    }

    /** The grants of periods before this one, and what is left of each. */
    private List<Draw> before() {
      if (!isOf(command.subscription(), grant.source())) return List.of();
      return decided.customer().grants().live().stream()
          .filter(balance -> isOf(command.subscription(), balance.grant().source())
              && isBefore(balance.grant().expiresAt()))
          .map(balance -> new Draw(balance.grant().id(), balance.free())).toList();
    }

    /** Whether this is the end of credits of an earlier period; others of this one may end with it, too. */
    private boolean isBefore(Instant end) {
      return !end.equals(command.period().end()) && (end.isBefore(command.period().end())
          || !end.isAfter(command.period().start().plus(plan.renewalGrace())));
    }

    /** What was not used of the period before, be it that it ends now or that it ended by the clock. */
    private List<Draw> unused(List<Draw> ended) {
      if (isOver()) return ended;
      var unused = new ArrayList<Draw>();
      var grants = decided.customer().grants();
      for (var draw : ended)
        if (grants.find(draw.grant()).filter(known -> known.grant().source().equals(grant.source())).isPresent())
          unused.add(draw);
      for (var claim : grants.claims().list())
        if (claim.source().equals(grant.source()) && !claim.expired().isZero()
            && !claim.expiresAt().isBefore(command.period().start()) && isBefore(claim.expiresAt()))
          unused.add(new Draw(claim.grant(), claim.expired()));
      return unused;
    }

    private Optional<Grant> rolledOver(List<Draw> ended) {
      var max = plan.credits().orElseThrow().rolloverMax();
      if (max.isZero() || !isOf(command.subscription(), grant.source())) return Optional.empty();
      var into = isOver() ? next() : Optional.of(grant);
      var id = ROLLOVER + Hash.of(grant.source() + '@' + (isOver() ? command.period().end() : command.period().start()))
          .toString().substring(0, HASH_DIGITS);
      var rest = max.min(Draw.total(unused(ended)))
          .min(Claim.excess(Granting.room(decided.customer()), isOver() ? Credits.ZERO : grant.credits()));
      if (into.isEmpty() || rest.isZero() || decided.find(new Name(IdSpace.GRANT, id)).isPresent())
        return Optional.empty();
      return Optional.of(new Grant(id, rest, GrantKind.ROLLOVER, grant.priority(), decided.now(),
          into.get().expiresAt(), Set.of(), grant.source()));
    }

    /** The grant of the period after this one, which was paid before this one was known to be; empty if that is over, too. */
    private Optional<Grant> next() {
      var grants = decided.customer().grants();
      var next = grants.owned(decided.now()).stream()
          .filter(other -> other.source().equals(grant.source()) && other.expiresAt().isAfter(grant.expiresAt()))
          .min(Comparator.comparing(Grant::expiresAt));
      return next.filter(found -> grants.claims().list().stream()
          .noneMatch(claim -> claim.source().equals(grant.source()) && claim.expiresAt().isAfter(grant.expiresAt())
              && claim.expiresAt().isBefore(found.expiresAt())));
    }
  }
}
