package io.tollkeeper.persistence.codec;

import java.math.BigDecimal;
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
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;

/** What random commands did to a customer, by the engine's own rules. */
record RandomHistory(Customer start, List<Facts> rows) {

  private static final Catalogue CATALOGUE = new Catalogue(3, Map.of(
      "images", new Feature("images", FeatureKind.METERED, List.of()),
      "chat", new Feature("chat", FeatureKind.METERED, List.of(
          new CostRule(Map.of("model", List.of("large")), Optional.empty(), Map.of("tokens", Rate.of("0.0025"))),
          new CostRule(Map.of(), Optional.of(Rate.of("1.5")), Map.of())))),
      Map.of());

  private static final List<GrantKind> KINDS = List.of(GrantKind.values());

  static RandomHistory of(long seed, int commands) {
    var random = new Random(seed);
    var list = new ArrayList<Command>();
    list.add(new Command.PutCustomer(Optional.of("Jane " + seed), Optional.of(Metadata.of("{\"seed\":" + seed + "}")),
        Optional.empty()));
    for (int i = 0; i < commands; i++)
      list.add(command(random, i));
    return decide(list, random);
  }

  static RandomHistory withMetadata(String json) {
    var random = new Random(1);
    var consume = new Command.Consume("u", new Demand("images", 1, Optional.of(credits(1)), Dimensions.NONE),
        Optional.empty(), OnInsufficient.CAP,
        Optional.empty(), Metadata.of(json));
    return decide(List.of(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()),
        grant(random, "g"), consume), random);
  }

  private static RandomHistory decide(List<Command> commands, Random random) {
    var start = Customer.unknown(new CustomerKey("acme", "c1"), Samples.WINDOW);
    var decider = new Decider(new Limits(20));
    var customer = start;
    var now = Instant.parse("2026-01-01T00:00:00Z");
    var rows = new ArrayList<Facts>();
    var row = new ArrayList<Fact>();
    for (var command : commands) {
      now = now.plusNanos(random.nextLong(3_600_000_000_000L));
      var decision = decider.decide(customer, command, CATALOGUE, Past.of(_ -> Optional.empty()), now);
      if (!(decision instanceof Decision.Decided decided)) continue;
      customer = decided.customer();
      row.addAll(decided.facts());
      if (row.isEmpty() || random.nextBoolean()) continue;
      rows.add(new Facts(row));
      row.clear();
      customer = customer.endRow();
    }
    if (!row.isEmpty()) rows.add(new Facts(row));
    return new RandomHistory(start, rows);
  }

  private static Command command(Random random, int number) {
    return switch (random.nextInt(7)) {
      case 0 -> grant(random, "g" + number);
      case 1 -> new Command.VoidGrant("g" + random.nextInt(number + 1), random.nextBoolean() ? "mistake" : "");
      case 2 -> new Command.Adjust("a" + number, random.nextLong(-5_000_000, 5_000_000) | 1, "reason " + number);
      case 3 -> new Command.PutCustomer(Optional.of("name " + number), Optional.empty(),
          random.nextBoolean() ? Optional.of("cus_" + number) : Optional.empty());
      default -> consume(random, "u" + number);
    };
  }

  private static Command.AddGrant grant(Random random, String id) {
    var expiry = switch (random.nextInt(3)) {
      case 0 -> Optional.<Command.Expiry>of(
          new Command.Expiry.After(Term.parse(random.nextBoolean() ? "PT20H" : "P1D").orElseThrow()));
      case 1 -> Optional.<Command.Expiry>of(
          new Command.Expiry.At(Instant.parse("2026-01-03T00:00:00Z").plusNanos(random.nextLong(86_400_000_000_000L))));
      default -> Optional.<Command.Expiry>empty();
    };
    var effectiveAt =
        random.nextInt(4) == 0 ? Optional.of(Instant.parse("2026-01-02T00:00:00Z")) : Optional.<Instant>empty();
    return new Command.AddGrant(id, credits(1 + random.nextInt(20)), KINDS.get(random.nextInt(KINDS.size())),
        random.nextInt(-3, 3), effectiveAt,
        expiry, random.nextInt(3) == 0 ? Set.of("chat") : Set.of(), "api", "");
  }

  private static Command.Consume consume(Random random, String id) {
    var named = new Demand("images", 1 + random.nextInt(3), Optional.of(new Credits(random.nextLong(4_000_000))),
        Dimensions.NONE);
    var priced = new Demand("chat", 1 + random.nextInt(3), Optional.empty(),
        new Dimensions(Map.of("model", random.nextBoolean() ? "large" : "small"),
            Map.of("tokens", new BigDecimal(random.nextInt(1_000)))));
    return new Command.Consume(id, random.nextBoolean() ? named : priced, Optional.empty(),
        random.nextBoolean() ? OnInsufficient.CAP : OnInsufficient.REJECT,
        random.nextBoolean()
            ? Optional.of(Instant.EPOCH.minusNanos(random.nextLong(1_000_000_000_000L)))
            : Optional.empty(),
        random.nextBoolean() ? Metadata.of("{\"n\":" + random.nextInt() + "}") : Metadata.NONE);
  }

  private static Credits credits(int credits) {
    return Credits.of(BigDecimal.valueOf(credits));
  }
}
