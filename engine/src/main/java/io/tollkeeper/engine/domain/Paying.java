package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules for the credits of subscriptions at the payment provider: each paid period brings them once. Those of the period before end
 * then, and not when the clock says so: a provider is paid for a renewal a while after it began.
 */
final class Paying {

  private static final String ROLLOVER = "stripe:rollover:";
  private static final int HASH_DIGITS = 32;

  private Paying() {}

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
      }).orElseGet(() -> end(decided, command.subscription(), period, plan));
    };
    // What is over already was there at its time.
    return new Grant(command.id(), command.credits(), GrantKind.PLAN, credits.priority(),
        end.isAfter(decided.now()) ? start : period.start(), end, Set.of(),
        PaidOrigin.source(command, credits.expiry().isEmpty()));
  }

  /** When the credits of a period end: not with it, as long as the next one may still be paid. */
  private static Instant end(Case decided, String subscription, Period period, Plan plan) {
    var isLast =
        decided.customer().access().paid().get(subscription).filter(known -> known.endsWith(period)).isPresent();
    return isLast || isFollowed(decided, subscription, period)
        ? period.end()
        : period.end().plus(plan.renewalGrace());
  }

  /** Whether a later period of this subscription was paid before. */
  private static boolean isFollowed(Case decided, String subscription, Period period) {
    return known(decided).flatMap(grant -> PaidOrigin.of(grant.source()).stream())
        .anyMatch(other -> other.isSince(subscription, period.end()));
  }

  /** The grants that have not ended, in any order. */
  private static Stream<Grant> known(Case decided) {
    var grants = decided.customer().grants();
    return Stream.of(grants.live().stream().map(GrantBalance::grant), grants.scheduled().stream(),
        grants.drained().stream()).flatMap(all -> all).filter(grant -> grant.expiresAt().isAfter(decided.now()));
  }

  /** The grants of a subscription's period with the end that they have now that it is known to end, or to go on. */
  static List<Grant> dated(Case decided, PaidSubscription subscription) {
    var period = subscription.period();
    var isLast = subscription.endsWith(period);
    var dated = new ArrayList<Grant>();
    // Also those that nothing is left of: something may be given back to them.
    known(decided).forEach(grant -> {
      var origin = PaidOrigin.of(grant.source())
          .filter(of -> of.isRenewed() && of.subscription().equals(subscription.id())
              && of.period().end().equals(period.end()));
      var plan = origin.flatMap(of -> decided.catalogue().plan(of.plan()));
      if (origin.isPresent() && isLast && grant.expiresAt().isAfter(period.end()))
        dated.add(grant.until(later(period.end(), decided.now())));
      else
        if (plan.isPresent() && !isLast && grant.expiresAt().equals(period.end())
            && !isFollowed(decided, subscription.id(), period))
          dated.add(grant.until(period.end().plus(plan.get().renewalGrace())));
    });
    return dated;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
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
      var unused = unused(ended);
      var rolledOver = rolledOver(Draw.total(unused));
      if (rolledOver.isPresent()) postings.addAll(Granting.start(debt, EntryType.ROLLOVER, rolledOver.get()));
      var carried = rolledOver.map(rest -> Draw.first(unused, rest.credits())).orElse(List.of());
      return decided.ledger().write(decided.now(), new Event.PeriodPaid(command, grant,
          ended.stream().map(Draw::grant).toList(), carried, rolledOver), postings);
    }

    private boolean isOver() {
      return !grant.expiresAt().isAfter(decided.now());
    }

    private Optional<PaidOrigin> origin() {
      return PaidOrigin.of(grant.source());
    }

    /** The grants of periods before this one, and what is left of each. */
    private List<Draw> before() {
      if (origin().isEmpty()) return List.of();
      return decided.customer().grants().live().stream()
          .filter(balance -> PaidOrigin.of(balance.grant().source())
              .filter(other -> other.subscription().equals(command.subscription())
                  && !other.period().end().isAfter(command.period().start()))
              .isPresent())
          .map(balance -> new Draw(balance.grant().id(), balance.free())).toList();
    }

    /** What was not used of the period right before, be it that it ends now or that it ended by the clock. What is disputed goes nowhere. */
    private List<Draw> unused(List<Draw> ended) {
      if (origin().isEmpty()) return List.of();
      var grants = decided.customer().grants();
      var unused = new ArrayList<Draw>();
      for (var draw : ended)
        if (!draw.amount().isZero() && !grants.claims().isDisputed(draw.grant())
            && (isOver() || grants.find(draw.grant()).filter(known -> isBefore(known.grant().source())).isPresent()))
          unused.add(draw);
      if (!isOver())
        for (var claim : grants.claims().list())
          if (!claim.expired().isZero() && !claim.isDisputed() && isBefore(claim.source()))
            unused.add(new Draw(claim.grant(), claim.expired()));
      return unused;
    }

    /** Whether a grant with this source is of the same plan, and of the period right before. */
    private boolean isBefore(String source) {
      return PaidOrigin.of(source).filter(other -> other.isLike(origin().orElseThrow())
          && other.period().end().equals(command.period().start())).isPresent();
    }

    private Optional<Grant> rolledOver(Credits unused) {
      var max = plan.credits().orElseThrow().rolloverMax();
      if (max.isZero() || unused.isZero()) return Optional.empty();
      var into = isOver() ? next() : Optional.of(grant);
      var start = isOver() ? command.period().end() : command.period().start();
      var id = ROLLOVER + Hash.of(command.subscription() + ':' + plan.key() + '@' + start).toString()
          .substring(0, HASH_DIGITS);
      var rest = max.min(unused)
          .min(Claim.excess(Granting.room(decided.customer()), isOver() ? Credits.ZERO : grant.credits()));
      if (into.isEmpty() || rest.isZero() || decided.find(new Name(IdSpace.GRANT, id)).isPresent())
        return Optional.empty();
      return Optional.of(new Grant(id, rest, GrantKind.ROLLOVER, grant.priority(), decided.now(),
          into.get().expiresAt(), Set.of(), into.get().source()));
    }

    /** The grant of the period right after this one, which was paid before this one was known to be; empty if that is over, too. */
    private Optional<Grant> next() {
      return decided.customer().grants().owned(decided.now()).stream()
          .filter(other -> PaidOrigin.of(other.source()).filter(known -> known.isLike(origin().orElseThrow())
              && known.period().start().equals(command.period().end())).isPresent())
          .findFirst();
    }
  }
}
