package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.TopUp;

/** Makes up what a payment provider says: mostly in order, often late, again, or in another order. */
final class Payments {

  private static final List<String> SUBSCRIPTIONS = List.of("sub_1", "sub_2", "sub_3");
  private static final List<String> PLANS = List.of("pro", "free", "max");
  private final Dice dice;
  private final Shop shop;
  private final boolean huge;

  /**
   * @param huge whether there are customers with so many credits that what is wanted back would be more than there can be
   */
  Payments(Dice dice, Shop shop, boolean huge) {
    this.dice = dice;
    this.shop = shop;
    this.huge = huge;
  }

  Command next(String id, Auditor model, Instant now) {
    return switch (dice.below(20)) {
      case 0, 1, 2, 3 -> subscription(model, now);
      case 4, 5, 6, 7 -> pay(id, model, now);
      case 8 -> topUp();
      case 9, 10 -> new Command.EndTopUp("topup-" + Math.max(0, model.account().topUp.made() - dice.below(2)),
          dice.oneIn(2));
      case 11 -> dice.oneIn(4) ? new Command.RemoveAutoTopUp() : new Command.LinkPayer(dice.oneIn(2) ? "cus_1" : "b");
      default -> reverse(model);
    };
  }

  private Command topUp() {
    return new Command.PutAutoTopUp(new TopUp.Settings(new Credits(dice.between(0, 150_000_000)),
        dice.oneIn(6) ? "nobody" : "extra", (int) dice.between(1, 3)));
  }

  private Command reverse(Auditor model) {
    var bought = model.account().grants.stream().filter(NaiveGrant::isBought).toList();
    if (bought.isEmpty() || huge || dice.oneIn(25))
      return new Command.Reverse("stripe:nobody", 1, new Credits(1), Credits.ZERO, Credits.ZERO, false);
    var held = model.account().held();
    var some = bought.stream().filter(grant -> held.contains(grant.id)).toList();
    var grant = !some.isEmpty() && dice.oneIn(2)
        ? dice.oneOf(some)
        : dice.oneOf(dice.oneIn(3) ? bought : bought.subList(Math.max(0, bought.size() - 4), bought.size()));
    var last = Optional.ofNullable(model.account().claims.get(grant.id)).flatMap(NaiveClaim::said);
    var revision = last.map(Command.Reverse::revision).orElse(0L) + (dice.oneIn(6) ? dice.between(-1, 0) : 1);
    var credits = Seen.micros(grant.credits);
    if (held.contains(grant.id) && last.filter(Command.Reverse::disputed).isEmpty() && dice.oneIn(2))
      return new Command.Reverse(grant.id, Math.max(1, revision), Credits.ZERO, Credits.ZERO, Credits.ZERO, true);
    var refunded = dice.oneIn(2) ? 0 : part(credits);
    var lost = dice.oneIn(4) ? part(credits - refunded) : 0;
    var trimmed = dice.oneIn(5) ? part(credits) : 0;
    return new Command.Reverse(grant.id, Math.max(1, revision), new Credits(refunded), new Credits(lost),
        new Credits(trimmed), dice.oneIn(last.filter(Command.Reverse::disputed).isPresent() ? 2 : 4));
  }

  /** All of it, half of it, or anything. */
  private long part(long micros) {
    return switch (dice.below(3)) {
      case 0 -> micros;
      case 1 -> micros / 2;
      default -> dice.between(0, micros);
    };
  }

  private Command subscription(Auditor model, Instant now) {
    var id = dice.oneOf(SUBSCRIPTIONS);
    var known = Optional.ofNullable(model.account().paid.get(id)).map(NaiveSubscriptions.Known::shown);
    var revision = known.map(sub -> sub.revision()).orElse(0L) + (dice.oneIn(6) ? dice.between(-1, 0) : 1);
    var period = known.isPresent() && dice.oneIn(2) ? known.get().period() : period(model, id, now);
    var items = new ArrayList<Command.PutSubscription.Item>();
    for (var plan : PLANS)
      if (dice.oneIn(2) && (shop.catalogue().plans().containsKey(plan) || dice.oneIn(12)))
        items.add(new Command.PutSubscription.Item(plan, dice.oneIn(2) ? 1 : dice.between(2, 4)));
    return new Command.PutSubscription(id, Math.max(1, revision), items, period, status(period, now));
  }

  private Status status(Period period, Instant now) {
    return switch (dice.below(6)) {
      case 0, 1 -> new Status.Inactive();
      case 2 -> new Status.PastDue(now.minus(Duration.ofHours(dice.between(0, 200))), dice.maybe(3, period::end));
      default -> new Status.Active(dice.maybe(3, () -> dice.oneIn(2) ? period.end() : near(now)));
    };
  }

  private Instant near(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(dice.between(-10, 100)));
  }

  /** A period of a subscription around this time; mostly one that follows those before. */
  private Period period(Auditor model, String id, Instant now) {
    var anchor = Optional.ofNullable(model.account().paid.get(id)).filter(_ -> !dice.oneIn(12))
        .map(known -> known.shown().anchor())
        .orElseGet(() -> now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(dice.between(0, 40))));
    var months = dice.oneIn(8) ? 12 : 1;
    var number = NaiveCalendar.number(anchor, months, now) + (dice.oneIn(3) ? dice.between(-2, 1) : 0);
    return new Period(NaiveCalendar.months(anchor, number * months),
        NaiveCalendar.months(anchor, (number + 1) * months));
  }

  private Command pay(String id, Auditor model, Instant now) {
    var subscription = dice.oneOf(SUBSCRIPTIONS);
    var known = Optional.ofNullable(model.account().paid.get(subscription)).map(NaiveSubscriptions.Known::shown);
    var period = known.isPresent() && dice.oneIn(2) ? known.get().period() : period(model, subscription, now);
    var version = Math.max(1, shop.catalogue().version() - (dice.oneIn(4) ? dice.below(3) : 0));
    var plan = dice.oneIn(2) ? "pro" : dice.oneOf(PLANS);
    var kind = dice.oneIn(2) ? Command.PayPeriod.Kind.RENEWED : dice.oneOf(Command.PayPeriod.Kind.class);
    var credits = shop.version(version).map(sold -> sold.plans().get(plan)).flatMap(Plan::credits)
        .map(IncludedCredits::amount).orElse(new Credits(7_000_000));
    if (dice.oneIn(3)) credits = new Credits(dice.between(1, 90_000_000));
    var middle = near(now);
    if (kind == Command.PayPeriod.Kind.PART && middle.isAfter(period.start()) && middle.isBefore(period.end()))
      period = dice.oneIn(2) ? new Period(middle, period.end()) : new Period(period.start(), middle);
    return new Command.PayPeriod("stripe:in_" + id + ":il_1", subscription, new Terms(plan, version), credits, period,
        kind);
  }
}
