package io.tollkeeper.persistence.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;

/**
 * What random commands did to a customer, by the engine's own rules.
 *
 * @param start the customer before
 * @param rows its journal
 * @param end the customer after, as it was decided
 */
record RandomHistory(Customer start, List<Facts> rows, Customer end) {

  private static final Limits LIMITS = new Limits(20, 10, 10, 3, Duration.ofHours(6));

  static RandomHistory of(long seed, int commands) {
    var random = new Random(seed);
    var list = new ArrayList<Command>();
    list.add(new Command.PutCustomer(Optional.of("Jane " + seed), Optional.of(Metadata.of("{\"seed\":" + seed + "}")),
        Optional.empty()));
    var more = new RandomCommands(random);
    for (int i = 0; i < commands; i++)
      list.add(more.next());
    return decide(list, random);
  }

  /** One in which everything that can carry metadata carries this. */
  static RandomHistory withMetadata(String json) {
    var random = new Random(1);
    var metadata = Metadata.of(json);
    var demand = new Demand("images", 1, Optional.of(RandomCommands.credits(1)), Dimensions.NONE);
    return decide(List.of(
        new Command.PutCustomer(Optional.of("J"), Optional.of(metadata), Optional.empty()),
        new RandomCommands(random).grant("g"),
        new Command.OpenRun("w", RandomCommands.credits(50), Optional.empty(), Duration.ofHours(20), metadata),
        new Command.RaiseBudget("b", "w", RandomCommands.credits(1)),
        new Command.Consume("u", demand, Optional.of("w"), OnInsufficient.CAP, Optional.empty(), metadata),
        new Command.Reserve("r", demand, Optional.of("w"), Duration.ofHours(10), true, metadata),
        new Command.CloseRun("w"),
        new Command.Settle("r", Optional.empty(), true, Optional.empty(), Optional.empty(), Dimensions.NONE,
            OnInsufficient.CAP),
        new Command.Refund("f", new Command.Target.Usage("u"), Optional.empty(), "")), random);
  }

  private static RandomHistory decide(List<Command> commands, Random random) {
    var start = Customer.unknown(new CustomerKey("acme", "c1"), Samples.WINDOW);
    var decider = new Decider(LIMITS);
    var customer = start;
    var now = Instant.parse("2026-01-01T00:00:00Z");
    var rows = new ArrayList<Facts>();
    var row = new ArrayList<Fact>();
    for (var command : commands) {
      now = now.plusNanos(random.nextLong(3_600_000_000_000L));
      var decision = decider.decide(customer, command, RandomCommands.CATALOGUE,
          new RowsAtHand(number -> row(rows, row, number)), now);
      if (!(decision instanceof Decision.Decided decided)) throw new AssertionError(decision);
      customer = decided.customer();
      row.addAll(decided.facts());
      if (row.isEmpty() || random.nextBoolean()) continue;
      rows.add(new Facts(row));
      row.clear();
      customer = customer.endRow();
    }
    if (row.isEmpty()) return new RandomHistory(start, rows, customer);
    rows.add(new Facts(row));
    return new RandomHistory(start, rows, customer.endRow());
  }

  /** A row that has ended, or the one that has not. */
  private static Optional<Facts> row(List<Facts> rows, List<Fact> last, long number) {
    return Optional.of(number <= rows.size() ? rows.get((int) number - 1) : new Facts(last));
  }
}
