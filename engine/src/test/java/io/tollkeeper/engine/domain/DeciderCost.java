package io.tollkeeper.engine.domain;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.sun.management.ThreadMXBean;

/**
 * Measures what one decision costs, roughly: a customer with 20 grants and 10,000 remembered ids consumes, at a price for each unit and at
 * one by dimensions. Run by hand; the first rounds warm up.
 */
final class DeciderCost {

  private static final int ROUNDS = 12;
  private static final int DECISIONS = 200_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Limits LIMITS = new Limits(100, 100, 100, 8, 100, Duration.ofDays(7));
  private static final RememberedIds.Window WINDOW = new RememberedIds.Window(10_000, Duration.ofDays(1));
  private static final CostRule RULE = new CostRule(Map.of("model", List.of("large")), Optional.empty(),
      Map.of("in", Rate.of("0.0025"), "out", Rate.of("0.01")));
  private static final CostRule UNIT = new CostRule(Map.of(), Optional.of(Rate.of("10")), Map.of());
  private static final Catalogue CATALOGUE =
      new Catalogue(1, Map.of("chat", new Feature("chat", FeatureKind.METERED, List.of(RULE)),
          "image", new Feature("image", FeatureKind.METERED, List.of(UNIT))), Map.of());
  private static final Past NO_PAST = Past.of(_ -> Optional.empty());
  private static final Demand IMAGE = new Demand("image", 1, Optional.empty(), Dimensions.NONE);
  private static final Demand CHAT = new Demand("chat", 1, Optional.empty(),
      new Dimensions(Map.of("model", "large"), Map.of("in", new BigDecimal(1_200), "out", new BigDecimal(300))));

  private final Decider decider = new Decider(LIMITS);
  private Customer customer = Customer.unknown(new CustomerKey("tenant", "customer"), WINDOW);
  private int ids;

  private DeciderCost() {}

  public static void main(String[] args) {
    var cost = new DeciderCost();
    cost.prepare();
    for (int i = 1; i <= ROUNDS; i++) {
      cost.round("consume by unit", () -> cost.consume(IMAGE));
      cost.round("consume by dimension", () -> cost.consume(CHAT));
      cost.round("authorize", cost::authorize);
    }
  }

  private void prepare() {
    apply(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    for (int i = 1; i <= 20; i++)
      apply(new Command.AddGrant("grant" + i, new Credits(400_000_000_000_000_000L / 20 * i / 20), GrantKind.PAID, 10,
          Optional.empty(),
          Optional.of(new Command.Expiry.At(START.plus(Duration.ofDays(100L * i)))),
          i % 4 == 0 ? Set.of("image") : Set.of(), "api", ""));
    for (int i = 0; i < 20_000; i++)
      consume(IMAGE);
    System.out.printf("%d live grants, %d remembered ids%n", customer.grants().live().size(), customer.ids().size());
  }

  private void consume(Demand demand) {
    apply(new Command.Consume("usage-" + ++ids, demand, Optional.empty(), OnInsufficient.REJECT, Optional.empty(),
        Metadata.NONE));
  }

  private void authorize() {
    var looked = decider.authorize(customer, IMAGE, Optional.empty(), OnInsufficient.REJECT, CATALOGUE, NO_PAST,
        START.plusMillis(ids));
    if (!(looked instanceof Lookup.Known<Answer>(var answer)) || !answer.allowed()) throw new IllegalStateException();
  }

  private void apply(Command command) {
    var decision =
        (Decision.Decided) decider.decide(customer, command, CATALOGUE, NO_PAST,
            START.plusMillis(ids));
    if (decision.facts().isEmpty()) throw new IllegalStateException(decision.outcome().toString());
    customer = decision.customer().endRow();
  }

  private void round(String name, Runnable decision) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var bytes = threads.getCurrentThreadAllocatedBytes();
    // The thread's own time, so that whatever else the machine does counts little.
    var start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < DECISIONS; i++)
      decision.run();
    var nanos = threads.getCurrentThreadCpuTime() - start;
    System.out.printf("%-20s %5d ns %6d bytes%n", name, nanos / DECISIONS,
        (threads.getCurrentThreadAllocatedBytes() - bytes) / DECISIONS);
  }
}
