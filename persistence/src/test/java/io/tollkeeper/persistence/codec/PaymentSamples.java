package io.tollkeeper.persistence.codec;

import static io.tollkeeper.persistence.codec.Samples.AT;
import static io.tollkeeper.persistence.codec.Samples.booked;
import static io.tollkeeper.persistence.codec.Samples.entry;
import static io.tollkeeper.persistence.codec.Samples.micros;
import static io.tollkeeper.persistence.codec.Samples.row;
import static io.tollkeeper.persistence.codec.Samples.standing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Access;
import io.tollkeeper.engine.domain.Claim;
import io.tollkeeper.engine.domain.Claims;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Command.PutSubscription.Status;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.PaidSubscription;
import io.tollkeeper.engine.domain.Period;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.domain.TopUp;
import io.tollkeeper.engine.domain.Tree;

/** Of everything that payments do to customers one with all that there can be, and one with as little as possible. */
final class PaymentSamples {

  private static final Period MONTH = new Period(AT, AT.plusSeconds(2_678_400));
  private static final Grant PAID = new Grant("stripe:in_1:il_1", micros(9), GrantKind.PLAN, 3, AT,
      AT.plusSeconds(2_764_800), Set.of(), "stripe:subscription:sub_1:pro");
  private static final Grant REST = new Grant("stripe:rollover:0a", micros(2), GrantKind.ROLLOVER, 3, AT,
      AT.plusSeconds(2_764_800), Set.of(), "stripe:subscription:sub_1:pro");
  private static final PaidSubscription SUBSCRIPTION = new PaidSubscription("sub_1", 4,
      List.of(new PaidSubscription.Held("pro", 7, 2, AT, Optional.of(AT.plusSeconds(5))),
          new PaidSubscription.Held("extra", 6, 1, AT.minusSeconds(9), Optional.empty())),
      MONTH, AT.minusSeconds(8), new Status.PastDue(AT.minusSeconds(7), Optional.of(AT.plusSeconds(6))));
  private static final PaidSubscription OVER =
      new PaidSubscription("sub_2", 1, List.of(), MONTH, AT, new Status.Inactive());
  private static final PaidSubscription ACTIVE =
      new PaidSubscription("sub_3", 1, List.of(), MONTH, AT, new Status.Active(Optional.empty()));
  private static final Claim CLAIM = new Claim("stripe:in_1:il_1", "stripe:subscription:sub_1:pro",
      AT.plusSeconds(2_764_800),
      Optional.of(new Command.Reverse("stripe:in_1:il_1", 3, micros(1), micros(2), micros(3), true)), true,
      Plan.Shortfall.WRITE_OFF, micros(4), micros(5), micros(6), micros(7), micros(8), micros(9));
  private static final Claim UNCLAIMED = new Claim("stripe:cs_1:small", "", Grant.NEVER, Optional.empty(), false,
      Plan.Shortfall.DEBT, Credits.ZERO, Credits.ZERO, Credits.ZERO, Credits.ZERO, micros(1), Credits.ZERO);
  private static final TopUp TOP_UP = new TopUp(Optional.of(new TopUp.Settings(micros(100), "small", 3)), 5,
      Optional.of(new TopUp.Open("topup-5", "small")), 2, AT, 1, AT.plusSeconds(3_600));

  private PaymentSamples() {}

  static Map<String, Facts> events() {
    return Map.of(
        "period_paid_v1", row(
            booked(new Event.PeriodPaid(
                new Command.PayPeriod(PAID.id(), "sub_1", new Terms("pro", 7), micros(9), MONTH,
                    Command.PayPeriod.Kind.RENEWED),
                PAID, List.of("stripe:in_0:il_1"), List.of(new Draw("stripe:in_0:il_1", micros(2))),
                Optional.of(REST)), entry(EntryType.GRANT, 9, PAID.id())),
            standing(new Event.PeriodPaid(
                new Command.PayPeriod(PAID.id(), "sub_1", new Terms("pro", 0), micros(9), MONTH,
                    Command.PayPeriod.Kind.TRIAL),
                PAID, List.of(), List.of(), Optional.empty())),
            standing(new Event.PeriodPaid(
                new Command.PayPeriod(PAID.id(), "sub_1", new Terms("pro", 0), micros(9), MONTH,
                    Command.PayPeriod.Kind.PART),
                PAID, List.of(), List.of(), Optional.empty()))),
        "subscription_put_v1", row(
            standing(new Event.SubscriptionPut(SUBSCRIPTION, List.of(PAID))),
            standing(new Event.SubscriptionPut(OVER, List.of())),
            standing(new Event.SubscriptionPut(ACTIVE, List.of()))),
        "reversed_v1", row(
            booked(new Event.Reversed(CLAIM, List.of(new Draw(PAID.id(), micros(4))),
                List.of(new Draw(PAID.id(), micros(1))), Optional.of(PAID)), entry(EntryType.CLAWBACK, -4, PAID.id())),
            standing(new Event.Reversed(UNCLAIMED, List.of(), List.of(), Optional.empty()))),
        "top_up_changed_v1", row(
            standing(new Event.TopUpChanged(TOP_UP)),
            standing(new Event.TopUpChanged(TopUp.NONE))));
  }

  /** One that pays by subscriptions, some of whose payments were reversed. */
  static Customer customer() {
    var customer = Samples.customer();
    var access = new Access(Optional.empty(), Optional.<Instant>empty(),
        Tree.<String, PaidSubscription>empty().plus("sub_1", SUBSCRIPTION).plus("sub_2", OVER), Optional.empty(),
        Tree.empty(), Optional.empty());
    return new Customer(customer.key(), true, customer.profile(), customer.createdAt(), customer.lastAt(),
        customer.grants().with(Claims.of(List.of(CLAIM, UNCLAIMED))), customer.reservations(), customer.runs(),
        customer.usage(), access, TOP_UP, customer.balance(), customer.seq(), customer.chain(), customer.row(),
        customer.ids());
  }
}
