package io.tollkeeper.persistence.codec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.EntitlementOverride;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.IncludedCredits;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Pack;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.Window;

/** Random commands that often have something to do with one another. */
final class RandomCommands {

  private static final CostRule LARGE =
      new CostRule(Map.of("model", List.of("large")), Optional.empty(), Map.of("tokens", Rate.of("0.0025")));
  private static final CostRule OTHER = new CostRule(Map.of(), Optional.of(Rate.of("1.5")), Map.of());
  private static final Map<String, Entitlement> ENTITLEMENTS = Map.of(
      "images", new Entitlement(Optional.empty(), limits(Window.HOUR, 9, Window.WEEK, 90), Optional.empty(), Map.of()),
      "chat", new Entitlement(Optional.empty(), limits(Window.MINUTE, 20, Window.BILLING_PERIOD, 1_000),
          Optional.of(List.of(LARGE, OTHER)), Map.of()),
      "seats", new Entitlement(Optional.empty(), List.of(new Limit(5, Optional.empty(), false)), Optional.empty(),
          Map.of()));
  private static final Map<String, Feature> FEATURES = Map.of(
      "images", new Feature("images", FeatureKind.METERED, List.of()),
      "chat", new Feature("chat", FeatureKind.METERED, List.of(OTHER)),
      "seats", new Feature("seats", FeatureKind.GAUGE, List.of()));

  private static final Pack SMALL =
      new Pack("small", Set.of(), credits(10), Optional.empty(), 5, Set.of(), Map.of());
  private static final Plan FREE = plan("free", Plan.BillingPeriod.MONTH, included(2, false, Optional.empty(), 1, 2));
  private static final Plan PRO = plan("pro", Plan.BillingPeriod.MONTH, included(9, false, Optional.empty(), 5, 3));
  private static final Plan YEARLY = plan("yearly", Plan.BillingPeriod.YEAR, included(7, true, Optional.empty(), 4, 0));
  private static final Plan ONCE = plan("once", Plan.BillingPeriod.YEAR,
      included(20, false, Optional.of(new IncludedCredits.Expiry.After(Term.parse("P40D").orElseThrow())), 0, 1));
  private static final Plan KEPT = plan("kept", Plan.BillingPeriod.MONTH,
      included(1, false, Optional.of(new IncludedCredits.Expiry.Never()), 0, 1));
  private static final Plan BARE = plan("bare", Plan.BillingPeriod.YEAR, Optional.empty());

  /** What was published one after the other: in the last one, a plan is not sold any more, and another one includes more. */
  static final List<Catalogue> CATALOGUES = List.of(
      catalogue(1, FREE, FREE, PRO, YEARLY, ONCE, KEPT, BARE),
      catalogue(2, FREE, FREE, YEARLY, ONCE, KEPT, BARE,
          plan("pro", Plan.BillingPeriod.MONTH, included(12, false, Optional.empty(), 20, 3))),
      catalogue(3, KEPT, FREE, PRO, ONCE, KEPT, BARE));

  private static final List<String> PLANS = List.of("free", "pro", "pro", "yearly", "once", "kept", "bare", "none");
  private static final List<String> OVERRIDDEN = List.of("images", "chat", "seats", "nothing");
  private static final List<GrantKind> KINDS = List.of(GrantKind.values());
  private static final List<OnInsufficient> POLICIES = List.of(OnInsufficient.values());
  private static final List<Command.When> WHENS = List.of(Command.When.values());
  private static final List<EntitlementOverride.Effect> EFFECTS = List.of(EntitlementOverride.Effect.values());

  private final Random random;
  private final RandomPayments payments;
  private final List<String> usages = new ArrayList<>();
  private final List<String> reservations = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();
  private int number;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  RandomCommands(Random random) {
    this.random = random;
    this.payments = new RandomPayments(random);
  }

  /** When the last command was given. Often soon after the one before, and now and then weeks later. */
  Instant now() {
    return now;
  }

  Command next() {
    number++;
    now = now.plusNanos(random.nextLong(3_600_000_000_000L));
    if (random.nextInt(20) == 0) now = now.plus(Duration.ofDays(random.nextInt(50)));
    return switch (random.nextInt(12)) {
      case 0, 1 -> access();
      case 2 -> payments.next(now);
      default -> command();
    };
  }

  private Command access() {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new Command.AssignPlan(any(PLANS), any(WHENS), random.nextInt(3) == 0
          ? Optional.of(now.plus(Duration.ofDays(1 + random.nextInt(20))))
          : Optional.empty());
      case 3 -> new Command.CancelPlan(any(WHENS));
      case 4, 5 -> new Command.PutOverride(any(OVERRIDDEN), any(EFFECTS), maybe("large"), maybe(limit()),
          maybe(now.plus(minutes(20_000))), random.nextBoolean() ? "beta" : "", "jane");
      case 6 -> new Command.RemoveOverride(any(OVERRIDDEN));
      case 7 -> new Command.Suspend("reason " + random.nextInt(2));
      default -> new Command.Resume("settled");
    };
  }

  private Limit limit() {
    return new Limit(random.nextInt(100), maybe(Window.DAY), false);
  }

  private Command command() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> grant("g" + number);
      case 3 -> new Command.VoidGrant("g" + random.nextInt(number + 1), random.nextBoolean() ? "mistake" : "");
      case 4 -> new Command.Adjust("a" + number, random.nextLong(-5_000_000, 5_000_000) | 1, "reason " + number);
      case 5 -> new Command.PutCustomer(Optional.of("name " + number), Optional.empty(),
          maybe("cus_" + number));
      case 6, 7, 8 -> reserve();
      case 9, 10, 11 -> settle();
      case 12 -> new Command.Release(recent(reservations));
      case 13 -> new Command.Extend("x" + number, recent(reservations), maybe(minutes(200)),
          maybe(new Credits(random.nextLong(1, 3_000_000))));
      case 14 -> refund();
      case 15 -> new Command.MoveGauge("m" + number, "seats", random.nextBoolean()
          ? new Command.Move.To(random.nextInt(6))
          : new Command.Move.By(random.nextInt(-2, 3)));
      case 16 -> run();
      default -> consume();
    };
  }

  private Command run() {
    return switch (random.nextInt(5)) {
      case 0 -> new Command.CloseRun(recent(runs));
      case 1 -> new Command.RaiseBudget("b" + number, recent(runs), credits(1 + random.nextInt(3)));
      default -> {
        var parent = run(runs);
        runs.add("w" + number);
        yield new Command.OpenRun("w" + number, credits(5 + random.nextInt(40)), parent, minutes(900), metadata());
      }
    };
  }

  private Command reserve() {
    var run = run(runs);
    reservations.add("r" + number);
    return new Command.Reserve("r" + number, demand(), run, minutes(120), random.nextBoolean(), metadata());
  }

  private Command settle() {
    var last = random.nextInt(3) > 0;
    return new Command.Settle(recent(reservations),
        last && random.nextBoolean() ? Optional.empty() : Optional.of("s" + number), last,
        maybe(new Credits(random.nextLong(6_000_000))), maybe(random.nextLong(4)),
        random.nextInt(3) == 0 ? dimensions() : Dimensions.NONE, policy());
  }

  private Command refund() {
    var target = random.nextBoolean()
        ? new Command.Target.Usage(recent(usages))
        : new Command.Target.Reservation(recent(reservations));
    return new Command.Refund("f" + number, target, maybe(new Credits(random.nextLong(1, 1_000_000))),
        random.nextBoolean() ? "failed" : "");
  }

  private Command consume() {
    usages.add("u" + number);
    return new Command.Consume("u" + number, demand(), run(runs), policy(),
        maybe(Instant.EPOCH.minusNanos(random.nextLong(1_000_000_000_000L))), metadata());
  }

  Command.AddGrant grant(String id) {
    var expiry = switch (random.nextInt(3)) {
      case 0 -> Optional.<Command.Expiry>of(
          new Command.Expiry.After(Term.parse(random.nextBoolean() ? "PT20H" : "P1D").orElseThrow()));
      case 1 -> Optional.<Command.Expiry>of(
          new Command.Expiry.At(now.plusNanos(random.nextLong(86_400_000_000_000L))));
      default -> Optional.<Command.Expiry>empty();
    };
    var effectiveAt =
        random.nextInt(4) == 0 ? Optional.of(now.plus(Duration.ofHours(12))) : Optional.<Instant>empty();
    return new Command.AddGrant(id, credits(1 + random.nextInt(8)), any(KINDS),
        random.nextInt(-3, 3), effectiveAt,
        expiry, random.nextInt(3) == 0 ? Set.of("chat") : Set.of(), "api", "");
  }

  private Demand demand() {
    return random.nextBoolean()
        ? new Demand("images", 1 + random.nextInt(3), Optional.of(new Credits(random.nextLong(4_000_000))),
            Dimensions.NONE)
        : new Demand("chat", 1 + random.nextInt(3), Optional.empty(), dimensions());
  }

  private Dimensions dimensions() {
    return new Dimensions(Map.of("model", random.nextBoolean() ? "large" : "small"),
        Map.of("tokens", new BigDecimal(random.nextInt(1_000))));
  }

  private Metadata metadata() {
    return random.nextBoolean() ? Metadata.of("{\"n\":" + random.nextInt() + "}") : Metadata.NONE;
  }

  private OnInsufficient policy() {
    return any(POLICIES);
  }

  private Optional<String> run(List<String> some) {
    return random.nextInt(3) == 0 ? Optional.of(recent(some)) : Optional.empty();
  }

  private String recent(List<String> ids) {
    return ids.isEmpty() ? "none" : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(4)));
  }

  private Duration minutes(int most) {
    return Duration.ofMinutes(1 + random.nextInt(most)).plusNanos(random.nextInt(2));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> Optional<T> maybe(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static List<Limit> limits(Window one, long oneLimit, Window other, long otherLimit) {
    return List.of(new Limit(oneLimit, Optional.of(one), false), new Limit(otherLimit, Optional.of(other), false));
  }

  private static Catalogue catalogue(int version, Plan defaultPlan, Plan... plans) {
    return new Catalogue(version, FEATURES,
        Stream.of(plans).collect(Collectors.toMap(Plan::key, Function.identity())), Map.of("small", SMALL),
        Optional.of(defaultPlan));
  }

  private static Plan plan(String key, Plan.BillingPeriod period, Optional<IncludedCredits> credits) {
    return new Plan(key, Set.of(), period, ENTITLEMENTS, credits, credits(8), Duration.ZERO, Optional.of(credits(2)),
        new Plan.PastDue(0, true), Plan.Shortfall.DEBT, new Plan.Dispute(true, Plan.Shortfall.DEBT));
  }

  private static Optional<IncludedCredits> included(int amount, boolean monthly,
      Optional<IncludedCredits.Expiry> expiry, int rolloverMax, int trial) {
    return Optional.of(new IncludedCredits(credits(amount), monthly, expiry, credits(rolloverMax), credits(trial), 5));
  }

  static Credits credits(int credits) {
    return Credits.of(BigDecimal.valueOf(credits));
  }
}
