package io.tollkeeper.engine.domain.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;

/** A node with one customer: it gathers commands, writes one row for all of them, and may crash before or after that. */
final class CrashingNode {

  static final long GRANTED = 100_000_000;
  private static final Catalogue CATALOGUE =
      new Catalogue(1, Map.of("work", new Feature("work", FeatureKind.METERED, List.of())), Map.of());

  /** Somebody who waits for an answer. */
  private record Waiting(CrashTest.Caller caller, Command command, Outcome outcome) {}

  private final Dice dice;
  private final Decider decider = new Decider(new Limits(10, 100, 10, 3, 10, Duration.ofDays(7)));
  private final Books books =
      new Books(new CustomerKey("crash", "c"), new RememberedIds.Window(1_000, Duration.ofDays(9)));
  private final List<Fact> writing = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Integer> happened = new TreeMap<>();
  private Customer customer = books.unknown();
  private Instant clock = Instant.parse("2028-02-29T23:00:00Z");

  CrashingNode(Dice dice) {
    this.dice = dice;
    decide(new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    decide(new Command.AddGrant("g", new Credits(GRANTED), GrantKind.PAID, 10, Optional.empty(), Optional.empty(),
        Set.of(), "api", ""));
    close();
  }

  static Command reserve(String id, Dice dice) {
    var demand = new Demand("work", 1, Optional.of(new Credits(dice.between(1, 20) * 1_000_000)), Dimensions.NONE);
    return new Command.Reserve(id, demand, Optional.empty(), Duration.ofMinutes(dice.between(1, 60)), dice.oneIn(3),
        Metadata.NONE);
  }

  static Command settle(String reservation, String id, boolean last, Credits amount) {
    return new Command.Settle(reservation, last ? Optional.empty() : Optional.of(id), last, Optional.of(amount),
        Optional.empty(), Dimensions.NONE, OnInsufficient.CAP);
  }

  Customer customer() {
    return customer;
  }

  Map<String, Integer> happened() {
    return happened;
  }

  /** All that is durable. */
  Stream<Fact> rows() {
    return LongStream.rangeClosed(1, books.size()).mapToObj(books::row).flatMap(Optional::stream)
        .flatMap(row -> row.list().stream());
  }

  List<Fact> facts() {
    return rows().toList();
  }

  void tick() {
    if (dice.oneIn(3)) clock = clock.plusSeconds(dice.between(0, 1_200));
  }

  void ask(CrashTest.Caller caller) {
    var command = caller.next();
    waiting.add(new Waiting(caller, command, decide(command)));
  }

  /** Writes what was decided, and tells those who wait; or crashes before it has told them. */
  void write() {
    switch (dice.below(6)) {
      case 0 -> {
        count("crash, nothing kept");
        crash();
      }
      case 1 -> {
        count("crash, all kept");
        close();
        crash();
      }
      default -> {
        count("no crash");
        close();
        waiting.forEach(this::tell);
        waiting.clear();
      }
    }
  }

  private void close() {
    if (writing.isEmpty()) return;
    books.close(new Facts(writing), customer.endRow());
    customer = customer.endRow();
    writing.clear();
  }

  private void crash() {
    writing.clear();
    waiting.clear();
    customer = books.replayed();
  }

  private void tell(Waiting waiter) {
    var accepted = waiter.outcome() instanceof Outcome.Accepted;
    if (waiter.outcome() instanceof Outcome.Accepted(var _, var replayed) && replayed) count("replayed");
    if (!accepted) count("refused");
    waiter.caller().told(waiter.command(), accepted);
  }

  /** Lets time pass until all that can expire has expired. */
  void rest(Duration time) {
    clock = clock.plus(time);
    decide(new Command.WriteDue());
    close();
    books.finish(customer);
    for (var fact : facts()) {
      if (fact.event() instanceof Event.Settled settled && settled.late()) count("late settle");
      if (fact.event() instanceof Event.ReservationExpired) count("expired");
    }
  }

  private Outcome decide(Command command) {
    var decision = decider.decide(customer, command, CATALOGUE, new Journal(), clock);
    if (!(decision instanceof Decision.Decided decided)) throw new IllegalStateException(decision.toString());
    writing.addAll(decided.facts());
    customer = decided.customer();
    return decided.outcome();
  }

  private void count(String what) {
    happened.merge(what, 1, Integer::sum);
  }

  /** The rows that are durable, and the one that is being written. */
  private final class Journal implements Past {

    @Override
    public Optional<Facts> row(long number) {
      return number == books.size() + 1 ? Optional.of(new Facts(writing)) : books.row(number);
    }

    @Override
    public Optional<List<Long>> forgotten(long hash) {
      return Optional.of(List.of());
    }

    @Override
    public Optional<Catalogue> catalogue(int version) {
      return Optional.empty();
    }
  }
}
