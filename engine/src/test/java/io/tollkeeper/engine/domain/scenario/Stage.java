package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.RememberedIds;

/** Plays the lines of one table on one customer, and keeps its books. */
final class Stage {

  private final Shelf shelf = new Shelf();
  private final Books books =
      new Books(new CustomerKey("tenant", "acme"), new RememberedIds.Window(10_000, Duration.ofDays(400)));
  private final Map<String, Outcome> first = new HashMap<>();
  private Decider decider = new Decider(new Limits(100));
  private Customer customer = books.unknown();
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  void play(Line line) {
    switch (line.word()) {
      case "feature" -> shelf.feature(line);
      case "rule" -> shelf.rule(line);
      case "pack" -> shelf.pack(line);
      case "withdraw" -> shelf.withdraw(line);
      case "limit" -> decider = new Decider(limits(line));
      case "at", "tick" -> clock = line.time(clock);
      case "customer" -> decide(Phrase.customer(line), line);
      case "grant" -> decide(Phrase.grant(line, clock), line);
      case "buy" -> decide(Phrase.purchase(line, shelf), line);
      case "void" -> decide(new Command.VoidGrant(line.word(), ""), line);
      case "adjust" -> decide(new Command.Adjust(line.word(), line.micros(), ""), line);
      case "consume" -> consume(line);
      case "authorize" -> authorize(line);
      case "look" -> decide(new Command.WriteDue(), line);
      case "ledger" -> Expectations.ofEntry(books, line);
      case "expect" -> Expectations.of(customer, Optional.empty(), Optional.empty(), List.of(), line);
      default -> throw new IllegalArgumentException("a line begins with a verb that is known");
    }
    if (line.hasMore()) throw new IllegalArgumentException("not understood: " + line.word());
  }

  /** The table is at its end: a replay of everything leads to the same customer. */
  void end() {
    books.finish(customer);
  }

  private static Limits limits(Line line) {
    if (!line.next("grants")) throw new IllegalArgumentException("limits are for grants");
    return new Limits(line.number());
  }

  private void consume(Line line) {
    var id = line.word();
    decide(Phrase.work(line).consume(id), line);
  }

  private void decide(Command command, Line line) {
    var decision = decider.decide(customer, command, shelf.catalogue(), books, clock);
    var decided = assertInstanceOf(Decision.Decided.class, decision);
    customer = decided.customer();
    if (!decided.facts().isEmpty()) {
      customer = customer.endRow();
      books.close(new Facts(decided.facts()), customer);
    }
    var outcome = decided.outcome();
    assertEquals(expected(line), said(outcome), outcome::toString);
    if (command instanceof Command.Identified identified) remember(identified, outcome);
    Expectations.of(customer, Optional.of(outcome), answer(outcome), decided.facts(), line);
  }

  /** A repeat gets the first answer, word for word. */
  private void remember(Command.Identified command, Outcome outcome) {
    var key = command.space() + " " + command.id();
    switch (outcome) {
      case Outcome.Charged(var answer, var replayed) when replayed ->
        assertEquals(first.get(key), new Outcome.Charged(answer, false));
      case Outcome.Booked(var who, var fact, var replayed) when replayed ->
        assertEquals(first.get(key), new Outcome.Booked(who, fact, false));
      case Outcome.Charged _,Outcome.Booked _ -> first.put(key, outcome);
      case Outcome.Standing _,Outcome.Refused _ -> {
      }
    }
  }

  private void authorize(Line line) {
    var work = Phrase.work(line);
    var answer =
        decider.authorize(customer, work.demand(), work.run(), work.onInsufficient(), shelf.catalogue(), clock);
    assertEquals(expected(line), answer.refusal().map(refusal -> "refused " + refusal.name()).orElse("ok"));
    Expectations.of(customer, Optional.empty(), Optional.of(answer), List.of(), line);
  }

  private static String expected(Line line) {
    var outcome = line.word();
    return outcome.equals("refused") ? outcome + ' ' + line.word() : outcome;
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Charged charged -> charged.replayed() ? "same" : "ok";
      case Outcome.Booked booked -> booked.replayed() ? "same" : "ok";
      case Outcome.Standing _ -> "ok";
      case Outcome.Refused refused -> "refused " + refused.refusal().name();
    };
  }

  private static Optional<Answer> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Charged charged -> Optional.of(charged.answer());
      case Outcome.Refused refused -> refused.answer();
      case Outcome.Booked _,Outcome.Standing _ -> Optional.empty();
    };
  }
}
