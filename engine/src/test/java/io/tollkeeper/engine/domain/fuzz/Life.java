package io.tollkeeper.engine.domain.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Need;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;

/** The life of one customer, all of it decided by a seed: batches of commands become rows, some rows are lost, everything is audited. */
final class Life {

  private static final Instant BIRTH = Instant.parse("2026-01-01T00:00:00Z");

  private final Dice dice;
  private final Shop shop;
  private final Generator generator;
  private final Books books;
  private final Decider decider;
  private final List<Fact> open = new ArrayList<>();
  private final NaiveIndex index = new NaiveIndex();
  private final Map<Customer, Books.Copy> kept = new HashMap<>();
  private final Set<Object> met = new HashSet<>();
  private Auditor auditor;
  private Customer customer;
  private Instant clock = BIRTH;
  private int step;

  Life(long seed) {
    dice = new Dice(seed);
    shop = new Shop(dice);
    generator = new Generator(dice, shop, seed % 8 == 0);
    var window = seed % 4 == 1
        ? new RememberedIds.Window((int) dice.between(1, 90), Duration.ofHours(dice.between(1, 200)))
        : new RememberedIds.Window(100_000, Duration.ofDays(36_500));
    var maxGrants = (int) dice.between(3, 30);
    auditor = new Auditor(maxGrants);
    decider = new Decider(new Limits(maxGrants));
    books = new Books(new CustomerKey("fuzz", "c" + seed), window);
    customer = books.unknown();
  }

  /** Every refusal and every class of event that this life has seen. */
  Set<Object> met() {
    return met;
  }

  /** Lives through so many commands. */
  void live(int commands) {
    while (step < commands) {
      var fails = dice.oneIn(25);
      var before = auditor;
      if (fails) auditor = auditor.copy();
      var durable = customer;
      for (int i = dice.oneIn(3) ? dice.below(7) : 0; i >= 0; i--)
        command(commands);
      if (fails) {
        auditor = before;
        customer = durable;
      } else if (!open.isEmpty()) {
        close();
      }
      open.clear();
    }
    books.finish(customer);
    kept.forEach(
        (state, copy) -> assertEquals(copy, Books.Copy.of(state), "a state that was decided upon has changed"));
  }

  private void close() {
    books.close(new Facts(open), customer.endRow());
    // Both are the same customer, with memories that share nothing.
    customer = dice.oneIn(2) ? customer.endRow() : books.replayed();
    if (dice.oneIn(6)) index.take(customer.ids());
    customer = customer.indexedUpTo(index.upTo());
    if (books.size() % 50 == 0) kept.put(customer, Books.Copy.of(customer));
  }

  private void command(int commands) {
    step++;
    tick();
    if (step == 1 || dice.oneIn(60)) shop.publish();
    var command = !customer.exists() && dice.oneIn(4) ? generator.put() : generator.next(auditor, clock);
    try {
      if (dice.oneIn(12)) authorize();
      decide(command);
    } catch (AssertionError | RuntimeException problem) {
      throw new AssertionError("step " + step + " of " + commands + " at " + clock + ": " + command, problem);
    }
  }

  private void decide(Command command) {
    var expected = auditor.decide(command, shop.catalogue(), clock);
    var state = customer;
    var decided = decide(state, command, new Hand(dice.oneIn(4)));
    assertEquals(expected, Seen.of(decided));
    if (dice.oneIn(16)) {
      var again = decide(state, command, new Hand(false));
      assertEquals(decided.facts(), again.facts(), "facts of the same decision");
      assertEquals(decided.outcome(), again.outcome(), "outcome of the same decision");
    }
    decided.facts().forEach(fact -> met.add(fact.event().getClass()));
    if (decided.outcome() instanceof Outcome.Refused refused) met.add(refused.refusal());
    open.addAll(decided.facts());
    customer = decided.customer();
  }

  private Decision.Decided decide(Customer state, Command command, Past past) {
    // Whatever is asked for is at hand the next time, so this ends.
    for (int i = 0; i <= books.size() + 1; i++) {
      switch (decider.decide(state, command, shop.catalogue(), past, clock)) {
        case Decision.Decided decided -> {
          return decided;
        }
        case Decision.Needs(Need.Row(var row)) ->
          assertEquals(1, books.row(row).stream().count(), () -> "there is no row " + row);
        case Decision.Needs(Need.Forgotten _) -> assertTrue(state.ids().mayHaveForgotten(), "nothing was forgotten");
        case Decision.Needs(Need.Version(var version)) -> fail("nobody needs catalogue " + version);
      }
    }
    return fail("things are asked for without end");
  }

  private void authorize() {
    var demand = shop.demand();
    var run = dice.maybe(40, () -> "run");
    var onInsufficient = dice.oneOf(OnInsufficient.class);
    var expected = auditor.authorize(demand, run, onInsufficient, shop.catalogue(), clock);
    assertEquals(expected,
        Seen.work(decider.authorize(customer, demand, run, onInsufficient, shop.catalogue(), clock), false),
        () -> "authorize " + demand);
  }

  /** The past of this life; a slow one has to be asked twice for whatever is not in memory. */
  private final class Hand implements Past {

    private final boolean slow;
    private final Set<Object> fetched = new HashSet<>();

    Hand(boolean slow) {
      this.slow = slow;
    }

    @Override
    public Optional<Facts> row(long number) {
      if (number == books.size() + 1) return Optional.of(new Facts(open));
      return comes(new Need.Row(number)) ? books.row(number) : Optional.empty();
    }

    @Override
    public Optional<List<Long>> forgotten(long hash) {
      return comes(new Need.Forgotten(hash)) ? Optional.of(index.rows(hash)) : Optional.empty();
    }

    @Override
    public Optional<Catalogue> catalogue(int version) {
      return Optional.empty();
    }

    private boolean comes(Need need) {
      return !slow || !fetched.add(need);
    }
  }

  private void tick() {
    switch (dice.below(12)) {
      case 0, 1, 2 -> clock = clock.plusMillis(dice.between(1, 3_600_000));
      case 3 -> clock = clock.plus(Duration.ofHours(dice.between(1, 30)));
      case 4 -> clock = clock.minusMillis(dice.between(1, 7_200_000));
      case 5 -> clock = clock.plusNanos(dice.between(1, 2_000_000));
      case 6, 7 -> boundary().ifPresent(due -> clock = due.plusNanos(dice.between(-1, 1)));
      case 8 -> clock = clock.plus(dice.oneIn(30) ? 400 : 0, ChronoUnit.DAYS);
      default -> {
      }
    }
  }

  /** An instant at which a grant starts or ends, if the clock is not far beyond it. */
  private Optional<Instant> boundary() {
    var instants = auditor.account().grants.stream().flatMap(grant -> grant.due().stream())
        .filter(due -> due.isBefore(clock.plus(Duration.ofDays(40)))).toList();
    return instants.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(instants));
  }
}
