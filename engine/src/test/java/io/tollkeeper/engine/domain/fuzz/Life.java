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
import java.util.function.Supplier;

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
import io.tollkeeper.engine.domain.Lookup;
import io.tollkeeper.engine.domain.Need;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Window;

/** The life of one customer, all of it decided by a seed: batches of commands become rows, some rows are lost, everything is audited. */
final class Life {

  private static final Duration MONTH = Duration.ofDays(40);
  private static final List<Window> WINDOWS = List.of(Window.SECOND, Window.MINUTE, Window.HOUR, Window.DAY,
      Window.WEEK, Window.MONTH, Window.BILLING_PERIOD);
  /** Days from which months and leap years are seen from all sides. */
  private static final List<Instant> BIRTHS = List.of(Instant.parse("2026-01-01T00:00:00Z"),
      Instant.parse("2027-12-31T23:59:59.999Z"), Instant.parse("2028-02-28T12:00:00Z"),
      Instant.parse("2028-02-29T12:00:00Z"), Instant.parse("2026-01-31T00:00:00Z"),
      Instant.parse("2038-01-19T03:00:00Z"));

  private final Dice dice;
  private final Shop shop;
  private final Generator generator;
  private final Books books;
  private final Limits limits;
  private final Decider decider;
  private final List<Fact> open = new ArrayList<>();
  private final NaiveIndex index = new NaiveIndex();
  private final Map<Customer, Books.Copy> kept = new HashMap<>();
  private final Set<Object> met = new HashSet<>();
  private Auditor auditor;
  private Customer customer;
  private Instant clock;
  private int step;

  Life(long seed) {
    dice = new Dice(seed);
    clock = dice.oneOf(BIRTHS);
    shop = new Shop(dice);
    generator = new Generator(dice, shop, seed % 8 == 0);
    var window = seed % 4 == 1
        ? new RememberedIds.Window((int) dice.between(1, 90), Duration.ofHours(dice.between(1, 200)))
        : new RememberedIds.Window(100_000, Duration.ofDays(36_500));
    limits = new Limits((int) dice.between(3, 30), (int) dice.between(1, 10), (int) dice.between(2, 12),
        (int) dice.between(1, 5), 3, Duration.ofHours(dice.between(1, 200)));
    auditor = new Auditor(limits);
    decider = new Decider(limits);
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
      if (dice.oneIn(8)) look();
      decide(command);
    } catch (AssertionError | RuntimeException problem) {
      throw new AssertionError("step " + step + " of " + commands + " at " + clock + ": " + command, problem);
    }
  }

  private void decide(Command command) {
    // What is used at the very instant from which periods are counted may have been used before that or after.
    if (customer.exists() && (command instanceof Command.AssignPlan || command instanceof Command.CancelPlan
        || command instanceof Command.PutSubscription))
      clock = (clock.isBefore(customer.lastAt()) ? customer.lastAt() : clock).plusNanos(1);
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
    Rarity.meet(state, command, decided, met);
    open.addAll(decided.facts());
    customer = decided.customer();
  }

  private Decision.Decided decide(Customer state, Command command, Past past) {
    return untilKnown(state, () -> switch (decider.decide(state, command, shop.catalogue(), past, clock)) {
      case Decision.Decided decided -> new Lookup.Known<>(decided);
      case Decision.Needs(var need) -> new Lookup.Needs<>(need);
    });
  }

  private <A> A untilKnown(Customer state, Supplier<Lookup<A>> question) {
    // Whatever is asked for is at hand the next time, so this ends.
    for (int i = 0; i <= 100 + books.size(); i++) {
      switch (question.get()) {
        case Lookup.Known<A>(var answer) -> {
          return answer;
        }
        case Lookup.Needs<A>(Need.Row(var row)) ->
          assertTrue(row == books.size() + 1 || books.row(row).isPresent(), () -> "there is no row " + row);
        case Lookup.Needs<A>(Need.Forgotten _) ->
          assertTrue(state.ids().mayHaveForgotten(), "nothing was forgotten");
        case Lookup.Needs<A>(Need.Version(var version)) ->
          assertTrue(version < shop.catalogue().version(), () -> "it is not earlier: " + version);
      }
    }
    return fail("things are asked for without end");
  }

  private void authorize() {
    var demand = shop.demand();
    var runs = List.copyOf(auditor.account().runs.keySet());
    var run = dice.maybe(4, () -> runs.isEmpty() || dice.oneIn(9) ? "nobody" : dice.oneOf(runs));
    var onInsufficient = dice.oneOf(OnInsufficient.class);
    var expected = auditor.authorize(demand, run, onInsufficient, shop.catalogue(), clock);
    var past = new Hand(dice.oneIn(4));
    assertEquals(expected,
        Seen.work(untilKnown(customer,
            () -> decider.authorize(customer, demand, run, onInsufficient, shop.catalogue(), past, clock)), false),
        () -> "authorize " + demand + " in " + run);
  }

  private void look() {
    var past = new Hand(dice.oneIn(4));
    var id = generator.known(auditor);
    assertEquals(auditor.usage(id),
        new Effects.Look(untilKnown(customer, () -> decider.usage(customer, id, past, clock))
            .map(view -> List.of(Seen.work(view.answer(), false), Seen.credits(view.refunded())))),
        () -> "usage " + id);
    assertEquals(auditor.reservation(id, clock),
        new Effects.Look(untilKnown(customer, () -> decider.reservation(customer, id, past, clock))
            .map(view -> List.of(Seen.held(view.reservation()), view.seq()))),
        () -> "reservation " + id);
    assertEquals(auditor.run(id, clock),
        new Effects.Look(untilKnown(customer, () -> decider.run(customer, id, past, clock))
            .map(view -> List.of(Seen.ran(view.run()), view.seq()))),
        () -> "run " + id);
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
      return comes(new Need.Version(version)) ? shop.version(version) : Optional.empty();
    }

    private boolean comes(Need need) {
      return !slow || !fetched.add(need);
    }
  }

  private void tick() {
    switch (dice.below(24)) {
      case 0, 1, 2, 3 -> clock = clock.plusMillis(dice.between(1, 600_000));
      case 4 -> clock = clock.plus(Duration.ofHours(dice.between(1, 30)));
      case 5 -> clock = clock.minusMillis(dice.between(1, 7_200_000));
      case 6, 7 -> clock = clock.plusNanos(dice.between(1, 2_000_000));
      case 8, 9, 10 -> boundary().ifPresent(due -> clock = due.plusNanos(dice.between(-1, 1)));
      case 11 -> clock = NaiveWindow
          .of(dice.oneOf(WINDOWS), clock, auditor.account().billedFrom(), auditor.account().billedMonths()).end()
          .plusNanos(dice.between(-1, 1));
      case 12 -> clock = clock.plus(dice.oneIn(20) ? 400 : 0, ChronoUnit.DAYS);
      default -> {
      }
    }
  }

  /** An instant at which something starts or ends, or cannot be settled any more, if the clock is not far beyond it. */
  private Optional<Instant> boundary() {
    var instants = new ArrayList<>(auditor.due(shop.catalogue(), clock));
    auditor.account().holds.values().stream().filter(hold -> hold.status.equals("expired"))
        .forEach(hold -> instants.add(hold.resolvedAt.plus(limits.lateSettle())));
    instants.removeIf(instant -> instant.isBefore(clock.minusSeconds(1)) || instant.isAfter(clock.plus(MONTH)));
    return instants.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(instants));
  }
}
