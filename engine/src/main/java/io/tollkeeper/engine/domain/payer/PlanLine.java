package io.tollkeeper.engine.domain.payer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command.PayPeriod;
import io.tollkeeper.engine.domain.Command.PayPeriod.Kind;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.payer.Notice.Line;

/** A paid line of a plan: it brings the credits that the plan includes in the line's period. */
record PlanLine(Situation situation, Sale sale, Line line, Plan plan, String customer, Findings findings) {

  /** Orders what the line brings, or says what stands in the way; throws {@link ArithmeticException} if it is too much. */
  void derive() {
    var included = plan.credits();
    if (included.isEmpty() || line.quantity() <= 0) findings.nothingDue(key());
    else if (line.period().isEmpty()) findings.refuse(sale.payment().id(), "no_period: " + line.id());
    else
      sale.subscription(line).ifPresentOrElse(id -> credits(id, included.get(), line.period().get()),
          () -> findings.refuse(sale.payment().id(), "no_subscription: " + line.id()));
  }

  private void credits(String subscription, IncludedCredits included, Period period) {
    var known = situation.known().subscriptions().get(subscription).map(Latest::notice)
        .filter(notice -> isAsOf(notice, period));
    if (known.isPresent() || isFull()) periods(subscription, known, included, period);
    else findings.obstacle(sale.payment().id(), new Obstacle.Waiting("subscription_unknown", subscription));
  }

  // Only the subscription says whether it costs nothing because it is tried, and of what a part is a part.
  private boolean isFull() {
    return !line.proration() && line.amount() > 0;
  }

  // What it was before the line's period says nothing about it: the trial may have come later.
  private static boolean isAsOf(Notice.Subscription notice, Period period) {
    return notice.standing() == Notice.Subscription.Standing.ENDED
        || notice.items().stream().anyMatch(item -> !item.period().end().isBefore(period.end()));
  }

  private void periods(String subscription, Optional<Notice.Subscription> known, IncludedCredits included,
      Period period) {
    var pays = new ArrayList<PayPeriod>();
    var whole = line.proration() && known.isPresent()
        ? Billing.whole(known.get(), line, period, plan.period().months())
        : period;
    var last = period.end().equals(whole.end()) ? Kind.RENEWED : Kind.PART;
    if (line.amount() == 0 && isTrial(known, period))
      pays.add(pay(key(), subscription, times(included.trial()), period, Kind.TRIAL));
    else
      if (included.monthly() && Billing.isLongerThanMonth(whole)) {
        for (var month : Billing.months(whole)) {
          var part = Billing.common(month, period);
          if (part.isEmpty()) continue;
          var kind = part.get().end().equals(period.end()) ? last : Kind.PART;
          pays.add(pay(Keys.partOf(key(), String.valueOf(pays.size() + 1)), subscription,
              Billing.share(times(included.amount()), part.get(), month), part.get(), kind));
        }
      } else
        pays.add(
            pay(key(), subscription, Billing.share(times(included.amount()), period, whole), period, last));
    order(pays);
  }

  private void order(ArrayList<PayPeriod> pays) {
    pays.removeIf(pay -> pay.credits().isZero());
    if (pays.isEmpty()) findings.nothingDue(key());
    pays.forEach(pay -> findings.order(new Order(customer, situation.catalogue().version(), pay)));
  }

  private PayPeriod pay(String id, String subscription, BigInteger micros, Period period, Kind kind) {
    return new PayPeriod(id, subscription, new Terms(plan.key(), situation.catalogue().version()),
        new Credits(micros.longValueExact()), period, kind);
  }

  private BigInteger times(Credits credits) {
    return BigInteger.valueOf(credits.micros()).multiply(BigInteger.valueOf(line.quantity()));
  }

  // A trial may have ended before the period that was its own.
  private static boolean isTrial(Optional<Notice.Subscription> known, Period period) {
    return known.flatMap(Notice.Subscription::trialEnd).filter(period.start()::isBefore).isPresent();
  }

  private String key() {
    return Keys.grant(sale.payment().id(), line.id());
  }
}
