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

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.CostRule;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Entitlement;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limit;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Plan;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;
import io.tollkeeper.engine.domain.Window;

/** Random commands that often have something to do with one another. */
final class RandomCommands {

  private static final CostRule LARGE =
      new CostRule(Map.of("model", List.of("large")), Optional.empty(), Map.of("tokens", Rate.of("0.0025")));
  private static final CostRule OTHER = new CostRule(Map.of(), Optional.of(Rate.of("1.5")), Map.of());
  private static final Plan PLAN = new Plan("free", Map.of(
      "images", new Entitlement(Optional.empty(), limits(Window.HOUR, 9, Window.WEEK, 90), Optional.empty(), Map.of()),
      "chat", new Entitlement(Optional.empty(), limits(Window.MINUTE, 20, Window.BILLING_PERIOD, 1_000),
          Optional.of(List.of(LARGE, OTHER)), Map.of()),
      "seats", new Entitlement(Optional.empty(), List.of(new Limit(5, Optional.empty())), Optional.empty(), Map.of())),
      credits(8));

  /** What the commands are about. */
  static final Catalogue CATALOGUE = new Catalogue(3, Map.of(
      "images", new Feature("images", FeatureKind.METERED, List.of()),
      "chat", new Feature("chat", FeatureKind.METERED, List.of(OTHER)),
      "seats", new Feature("seats", FeatureKind.GAUGE, List.of())),
      Map.of(PLAN.key(), PLAN), Map.of(), Optional.of(PLAN));

  private static final List<GrantKind> KINDS = List.of(GrantKind.values());
  private static final List<OnInsufficient> POLICIES = List.of(OnInsufficient.values());

  private final Random random;
  private final List<String> usages = new ArrayList<>();
  private final List<String> reservations = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();
  private int number;

  RandomCommands(Random random) {
    this.random = random;
  }

  Command next() {
    number++;
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
          new Command.Expiry.At(Instant.parse("2026-01-03T00:00:00Z").plusNanos(random.nextLong(86_400_000_000_000L))));
      default -> Optional.<Command.Expiry>empty();
    };
    var effectiveAt =
        random.nextInt(4) == 0 ? Optional.of(Instant.parse("2026-01-02T00:00:00Z")) : Optional.<Instant>empty();
    return new Command.AddGrant(id, credits(1 + random.nextInt(8)), KINDS.get(random.nextInt(KINDS.size())),
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
    return POLICIES.get(random.nextInt(POLICIES.size()));
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

  private <T> Optional<T> maybe(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static List<Limit> limits(Window one, long oneLimit, Window other, long otherLimit) {
    return List.of(new Limit(oneLimit, Optional.of(one)), new Limit(otherLimit, Optional.of(other)));
  }

  static Credits credits(int credits) {
    return Credits.of(BigDecimal.valueOf(credits));
  }
}
