package io.tollkeeper.engine.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A customer's facts, one of every kind at least, with nothing left empty that can be filled. Its hashes are pinned: append only. */
final class Story {

  static final CustomerKey WHO = new CustomerKey("tenant", "customer");

  private static final List<String> RUNS = List.of("run", "parent");
  private static final Optional<LimitUse> LIMIT = Optional
      .of(new LimitUse(1000, 11, Optional.of(Window.MONTH), Optional.of(Instant.parse("2026-02-01T00:00:00Z"))));

  private final Ledger ledger = new Ledger(Customer.unknown(WHO, new RememberedIds.Window(100, Duration.ofDays(1))));
  private final List<Fact> facts = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private Story() {}

  static List<Fact> facts() {
    var story = new Story();
    story.tell();
    return List.copyOf(story.facts);
  }

  private void tell() {
    write(new Event.CustomerPut(new Profile("Acme", Metadata.of("{\"a\":1}"), "cus_1")));
    var atOnce = grant("now", Optional.of(Instant.parse("2025-12-31T00:00:00Z")),
        new Command.Expiry.At(Instant.parse("2026-03-01T00:00:00.000000001Z")));
    write(atOnce, Posting.of(EntryType.GRANT, 100_000_000, "now"));
    var later = grant("later", Optional.of(Instant.parse("2026-01-01T01:00:00Z")),
        new Command.Expiry.After(Term.parse("P1MT1H").orElseThrow()));
    write(later);
    write(new Event.GrantStarted("later"), Posting.of(EntryType.GRANT, 100_000_000, "later"));
    write(consumed("usage", Credits.ZERO),
        new Posting(EntryType.CONSUME, -150_000_001, List.of(draw("later", 100_000_000), draw("now", 50_000_001))));
    write(consumed("capped", new Credits(7)), new Posting(EntryType.CONSUME, -1, List.of(draw("now", 1))),
        new Posting(EntryType.UNCOLLECTED, 7, List.of()));
    write(new Event.AdjustedDown(new Command.Adjust("down", -2_000_000, "because")),
        new Posting(EntryType.ADJUST, -2_000_000, List.of(draw("now", 2_000_000))));
    var up = new Grant("tk:adjustment:up", new Credits(3_000_000), GrantKind.ADJUSTMENT, 10, now, Grant.NEVER,
        Set.of("image"), "api");
    write(new Event.AdjustedUp(new Command.Adjust("up", 3_000_000, "because"), up),
        Posting.of(EntryType.ADJUST, 3_000_000, "tk:adjustment:up"));
    write(new Event.GrantVoided("tk:adjustment:up", "mistake"),
        Posting.of(EntryType.VOID, -3_000_000, "tk:adjustment:up"));
    write(new Event.GrantExpired("now"), Posting.of(EntryType.EXPIRE, -47_999_998, "now"));
    write(grant("never", Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
        new Command.Expiry.At(Instant.parse("2028-01-01T00:00:00Z"))));
    write(new Event.GrantVoided("never", "called off"));
    tellOfRunsAndReservations();
    tellOfTheirEnds();
    tellOfPlans();
    tellOfExceptions();
    tellOfPayments();
    tellOfReversals();
  }

  private void tellOfRunsAndReservations() {
    write(grant("vault", Optional.of(now), new Command.Expiry.At(Instant.parse("2026-03-01T00:00:00.000000001Z"))),
        Posting.of(EntryType.GRANT, 100_000_000, "vault"));
    write(new Event.RunOpened(openRun("parent", "root"), run("parent", "root", Run.Status.OPEN)));
    write(new Event.RunOpened(openRun("run", "parent"), run("run", "parent", Run.Status.OPEN)));
    var raised = new Run("run", Optional.of("parent"), new Credits(70_000_001), Credits.ZERO, Credits.ZERO,
        Instant.parse("2026-01-03T00:00:00Z"), Metadata.of("{\"run\":1}"), Run.Status.OPEN);
    write(new Event.BudgetRaised(new Command.RaiseBudget("raise", "run", new Credits(20_000_000)), raised));
    var consumed = (Event.Consumed) consumed("borrowed", new Credits(7));
    write(
        new Event.Consumed(consumed.command(), 5, consumed.price(), consumed.required(), new Credits(9),
            consumed.uncollected(), RUNS, after(49_999_999)),
        new Posting(EntryType.CONSUME, -10_000_000, List.of(draw("vault", 10_000_000))),
        new Posting(EntryType.OVERDRAFT, 9, List.of()), new Posting(EntryType.UNCOLLECTED, 7, List.of()));
    var held = List.of(draw("vault", 30_000_000));
    var reserve = new Command.Reserve("res", consumed.command().demand(), Optional.of("run"), Duration.ofSeconds(90, 1),
        true, Metadata.of("{\"c\":3}"));
    write(new Event.Reserved(reserve, consumed.price(), new Credits(31_000_000),
        reservation(held, Reservation.Status.OPEN), after(60_000_000)), Posting.reserve(held));
    var more = List.of(draw("vault", 10_000_000));
    write(
        new Event.Extended(
            new Command.Extend("ext", "res", Optional.of(Duration.ofHours(1)), Optional.of(new Credits(10_000_000))),
            more, reservation(Draw.merged(held, more), Reservation.Status.OPEN), after(50_000_000)),
        Posting.reserve(more));
    write(settled(Optional.of("part"), List.of(draw("vault", 4_000_000)), List.of(draw("vault", 1_000_000)), false,
        Reservation.Status.OPEN),
        new Posting(EntryType.SETTLE, -6_000_000, List.of(draw("vault", 6_000_000)), 5_000_000),
        new Posting(EntryType.OVERDRAFT, 3_000_000, List.of()), new Posting(EntryType.UNCOLLECTED, 8, List.of()));
    write(refunded(new Command.Target.Reservation("res")),
        new Posting(EntryType.REFUND, 3_000_000, List.of(draw("vault", 2_000_000))),
        Posting.of(EntryType.REPAY, -1_000_000, "vault"));
  }

  private void tellOfTheirEnds() {
    var given = List.of(draw("vault", 20_000_000));
    write(new Event.Released(given, new Counted(-3, now.minusSeconds(5)),
        reservation(List.of(), Reservation.Status.RELEASED), after(60_000_000)), Posting.release(given));
    var rest = List.of(draw("vault", 15_000_000));
    write(new Event.ReservationExpired(reservation(rest, Reservation.Status.OPEN), new Credits(61_000_000)),
        Posting.release(rest));
    write(new Event.RunsEnded(
        List.of(run("parent", "root", Run.Status.CLOSED), run("run", "parent", Run.Status.EXPIRED))));
    write(settled(Optional.empty(), List.of(), List.of(), true, Reservation.Status.SETTLED),
        new Posting(EntryType.SETTLE, -2_000_000, List.of(draw("vault", 2_000_000))));
    write(refunded(new Command.Target.Usage("borrowed")),
        new Posting(EntryType.REFUND, 2_000_000, List.of(draw("vault", 2_000_000))));
    write(new Event.GaugeMoved(new Command.MoveGauge("up", "seats", new Command.Move.By(3)), 6, 3, after(1)));
    write(new Event.GaugeMoved(new Command.MoveGauge("to", "seats", new Command.Move.To(2)), 6, 2,
        new Afterwards(new Credits(1), true, Optional.of(new LimitUse(5, 2, Optional.empty(), Optional.empty())))));
  }

  private void tellOfPlans() {
    var included = new Grant("plan:pro:2026-01-02T00:00:00Z", new Credits(40_000_000), GrantKind.PLAN, 7, now,
        Instant.parse("2026-02-02T00:00:00Z"), Set.of("image"), "plan:pro");
    var grant = Posting.of(EntryType.GRANT, 40_000_000, included.id());
    var rolledOver = new Grant("plan:pro:rollover:2026-02-02T00:00:00Z", new Credits(2_000_000), GrantKind.ROLLOVER, 7,
        now, Instant.parse("2026-03-02T00:00:00Z"), Set.of("image"), "plan:pro");
    write(new Event.PlanAssigned(subscription(true, Optional.empty()), List.of(included)), grant,
        Posting.of(EntryType.REPAY, -1_000_000, included.id()));
    write(new Event.PlanAhead(subscription(true, Optional.of(new Subscription.Ahead.Change("max")))));
    write(new Event.PlanAhead(subscription(false, Optional.of(new Subscription.Ahead.End()))));
    write(new Event.PeriodStarted(subscription(false, Optional.empty()), List.of(again(included, "period")),
        Optional.of(rolledOver)), Posting.of(EntryType.GRANT, 40_000_000, "period"),
        Posting.of(EntryType.ROLLOVER, 2_000_000, rolledOver.id()));
    write(new Event.PlanEnded(subscription(false, Optional.of(new Subscription.Ahead.End()))));
    write(
        new Event.CreditsIncluded("free", 6, period("2026-01-01", "2026-02-01"), List.of(again(included, "default")),
            Optional.of(again(rolledOver, "rest"))),
        Posting.of(EntryType.GRANT, 40_000_000, "default"), Posting.of(EntryType.ROLLOVER, 2_000_000, "rest"));
  }

  private void tellOfExceptions() {
    write(new Event.OverridePut(override(Optional.of(new Limit(5, Optional.of(Window.DAY), true)))));
    write(new Event.OverridePut(override(Optional.of(new Limit(5, Optional.empty(), false)))));
    write(new Event.OverrideRemoved("image"));
    write(new Event.Suspended("unpaid"));
    write(new Event.Resumed("paid"));
  }

  private void tellOfPayments() {
    write(new Event.SubscriptionPut(paid(new Command.PutSubscription.Status.Active(Optional.of(now))),
        List.of(period("stripe:old", 1))));
    write(new Event.SubscriptionPut(
        paid(new Command.PutSubscription.Status.PastDue(now.minusSeconds(13), Optional.of(now))),
        List.of(period("stripe:old", 1))));
    write(new Event.SubscriptionPut(paid(new Command.PutSubscription.Status.Inactive()),
        List.of(period("stripe:old", 1))));
    var first = period("stripe:in_1:il_1", 10_000_000);
    write(new Event.PeriodPaid(pay(first, Command.PayPeriod.Kind.TRIAL), first, List.of(), List.of(),
        Optional.of(again(first, "stripe:rest"))),
        Posting.of(EntryType.GRANT, 10_000_000, first.id()), Posting.of(EntryType.ROLLOVER, 10_000_000, "stripe:rest"));
    var next = period("stripe:in_2:il_1", 10_000_000);
    write(
        new Event.PeriodPaid(pay(next, Command.PayPeriod.Kind.RENEWED), next, List.of(first.id()),
            List.of(draw(first.id(), 3_000_000)), Optional.of(again(next, "stripe:more"))),
        Posting.of(EntryType.GRANT, 10_000_000, next.id()), Posting.of(EntryType.REPAY, -1_000_000, next.id()),
        Posting.of(EntryType.EXPIRE, -10_000_000, first.id()),
        Posting.of(EntryType.ROLLOVER, 10_000_000, "stripe:more"));
    write(new Event.TopUpChanged(new TopUp(Optional.of(new TopUp.Settings(new Credits(5), "top_up", 3)), 7,
        Optional.of(new TopUp.Open("topup-7", "top_up")), 2, now, 1, now.plusSeconds(17))));
  }

  private void tellOfReversals() {
    var old = period("stripe:old", 10_000_000);
    var back = List.of(draw(old.id(), 5_000_000));
    write(new Event.Reversed(claim(true), List.of(draw(old.id(), 2_000_000)), back, Optional.of(old)),
        new Posting(EntryType.OVERDRAFT, -1, List.of()), Posting.of(EntryType.CLAWBACK, 5_000_000, old.id()),
        Posting.of(EntryType.CLAWBACK, -2_000_000, old.id()));
    write(new Event.Reversed(claim(true), List.of(), List.of(), Optional.empty()),
        Posting.of(EntryType.FREEZE, 3_000_000, old.id()));
    write(new Event.Reversed(claim(false), List.of(), List.of(), Optional.empty()),
        Posting.of(EntryType.UNFREEZE, 3_000_000, old.id()));
  }

  private static Claim claim(boolean disputed) {
    return new Claim("stripe:old", "stripe:subscription:sub_1:pro", Instant.parse("2026-03-01T00:00:00Z"),
        Optional.of(new Command.Reverse("stripe:old", 5, new Credits(7), new Credits(4), new Credits(9), disputed)),
        true, Plan.Shortfall.WRITE_OFF, new Credits(4), new Credits(9), new Credits(3), new Credits(2), new Credits(1),
        new Credits(6));
  }

  private Command.PayPeriod pay(Grant grant, Command.PayPeriod.Kind kind) {
    return new Command.PayPeriod(grant.id(), "sub_1", new Terms("pro", 6), grant.credits(),
        period("2026-01-02", "2026-02-02"), kind);
  }

  private Grant period(String id, long micros) {
    return new Grant(id, new Credits(micros), GrantKind.PLAN, 7, now, Instant.parse("2026-03-01T00:00:00Z"),
        Set.of("image"), "stripe:subscription:sub_1:pro");
  }

  private PaidSubscription paid(Command.PutSubscription.Status status) {
    return new PaidSubscription("sub_1", 3 + facts.size(),
        List.of(new PaidSubscription.Held("pro", 6, 2, now.minusSeconds(19), Optional.of(now.plusSeconds(23)))),
        period("2026-01-02", "2026-02-02"), now.minusSeconds(29), status);
  }

  private Subscription subscription(boolean trial, Optional<Subscription.Ahead> ahead) {
    return new Subscription(Subscription.API, "pro", 6, now.minusSeconds(11), trial, period("2026-01-02", "2027-01-02"),
        period("2026-01-02", "2026-02-02"), ahead);
  }

  private static Period period(String start, String end) {
    return new Period(Instant.parse(start + "T00:00:00.000000003Z"), Instant.parse(end + "T00:00:00Z"));
  }

  private static Grant again(Grant grant, String id) {
    return new Grant(id, grant.credits(), grant.kind(), grant.priority(), grant.effectiveAt(), grant.expiresAt(),
        grant.features(), grant.source());
  }

  private EntitlementOverride override(Optional<Limit> limit) {
    return new EntitlementOverride("image", EntitlementOverride.Effect.ALLOW, Optional.of("gold"), limit, now,
        Optional.of(now.plusSeconds(60)), "a gift", "ann");
  }

  private Event settled(Optional<String> id, List<Draw> held, List<Draw> released, boolean late,
      Reservation.Status status) {
    var consumed = (Event.Consumed) consumed("settled", Credits.ZERO);
    var command = new Command.Settle("res", id, late, Optional.of(new Credits(9_000_000)), Optional.of(2L),
        consumed.command().demand().dimensions(), OnInsufficient.OVERDRAFT);
    return new Event.Settled(command, Optional.of(consumed.price()), new Credits(9_000_000), held, released,
        new Charge(List.of(draw("vault", 2_000_000)), new Credits(3_000_000)), new Credits(8), late,
        new Counted(-1, now.minusSeconds(7)), reservation(List.of(draw("vault", 35_000_000)), status),
        List.of(run("run", "parent", Run.Status.CLOSED), run("parent", "root", Run.Status.EXPIRED)),
        after(48_000_000));
  }

  private Event refunded(Command.Target target) {
    var recalled = new Grant("tk:refund:back", new Credits(4), GrantKind.ADJUSTMENT, 10, now, Grant.NEVER,
        Set.of("image", "chat"), "api");
    return new Event.Refunded(
        new Command.Refund("refund-" + facts.size(), target, Optional.of(new Credits(3)), "sorry"), "image", 4,
        new Credits(3_000_000), List.of(draw("vault", 2_000_000)), List.of(recalled), new Credits(1_000_000),
        new Charge(List.of(draw("vault", 1)), new Credits(2)), new Credits(3_000_003),
        new Counted(-2, now.minusSeconds(9)), RUNS, List.of(run("run", "parent", Run.Status.CLOSED)),
        Optional.of(reservation(List.of(draw("vault", 35_000_000)), Reservation.Status.EXPIRED)),
        after(50_000_000));
  }

  private Reservation reservation(List<Draw> held, Reservation.Status status) {
    var demand = ((Event.Consumed) consumed("demand", Credits.ZERO)).command().demand();
    return new Reservation("res", demand, RUNS, 4, Optional.of(new Terms("pro", 2)), new Counted(3, now),
        Optional.of(2L), held,
        new Credits(5), new Credits(7), new Charge(List.of(draw("vault", 6)), new Credits(1)), new Credits(2),
        Instant.parse("2026-01-02T00:00:00Z"), status);
  }

  private static Command.OpenRun openRun(String id, String parent) {
    return new Command.OpenRun(id, new Credits(50_000_001), Optional.of(parent), Duration.ofDays(2),
        Metadata.of("{\"run\":1}"));
  }

  private static Run run(String id, String parent, Run.Status status) {
    return new Run(id, Optional.of(parent), new Credits(50_000_001), Credits.ZERO, Credits.ZERO,
        Instant.parse("2026-01-03T00:00:00Z"), Metadata.of("{\"run\":1}"), status);
  }

  private void write(Event event, Posting... postings) {
    facts.add(ledger.write(now, event, postings));
    now = now.plusSeconds(3_601);
  }

  private Event grant(String id, Optional<Instant> effectiveAt, Command.Expiry expiry) {
    var credits = new Credits(100_000_000);
    var features = Set.of("image", "chat");
    var command = new Command.AddGrant(id, credits, GrantKind.PROMOTIONAL, -3, effectiveAt, Optional.of(expiry),
        features, "api", "welcome");
    var grant = new Grant(id, credits, GrantKind.PROMOTIONAL, -3, effectiveAt.orElse(now),
        Instant.parse("2026-03-01T00:00:00.000000001Z"), features, "api");
    return new Event.GrantAdded(command, grant);
  }

  private Event consumed(String id, Credits uncollected) {
    var dimensions = new Dimensions(Map.of("model", "large", "region", "eu"),
        Map.of("in", new BigDecimal("1000"), "out", new BigDecimal("0.5")));
    var demand = new Demand("image", 3, Optional.of(new Credits(150_000_001)), dimensions);
    var command = new Command.Consume(id, demand, Optional.of("run"), OnInsufficient.CAP,
        Optional.of(now.minusSeconds(1)), Metadata.of("{\"b\":2}"));
    var price = new Price(Price.Basis.RULE, 2, Optional.of(Rate.of("12.5")),
        Map.of("in", Rate.of("0.0025"), "out", Rate.of("0.000000000001")));
    return new Event.Consumed(command, 4, price, new Credits(150_000_001), Credits.ZERO, uncollected, List.of(),
        new Afterwards(new Credits(49_999_999), false, Optional.empty()));
  }

  private static Afterwards after(long micros) {
    return new Afterwards(new Credits(micros), true, LIMIT);
  }

  private static Draw draw(String grant, long micros) {
    return new Draw(grant, new Credits(micros));
  }
}
