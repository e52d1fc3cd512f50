package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Lookup;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.ReservationView;
import io.tollkeeper.engine.domain.RunView;

/** Plays the lines of one table on one customer, and keeps its books. */
final class Stage {

  private static final Duration LATE = Duration.ofDays(7);

  private final Shelf shelf = new Shelf();
  private final Books books =
      new Books(new CustomerKey("tenant", "acme"), new RememberedIds.Window(10_000, Duration.ofDays(400)));
  private final Past past = new Everything();
  private final Map<Command, Outcome> first = new HashMap<>();
  private Decider decider = new Decider(new Limits(100, 100, 100, 8, 100, LATE));
  private Customer customer = books.unknown();
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  void play(Line line) {
    switch (line.word()) {
      case "feature" -> shelf.feature(line);
      case "rule" -> shelf.rule(line);
      case "pack" -> shelf.pack(line);
      case "plan" -> shelf.plan(line);
      case "default" -> shelf.defaultPlan(line);
      case "entitle" -> shelf.entitle(line);
      case "revoke" -> shelf.revoke(line);
      case "withdraw" -> shelf.withdraw(line);
      case "catalogue" -> shelf.catalogue(line);
      case "discontinue" -> shelf.discontinue(line);
      case "open" -> shelf.open(line);
      case "limit" -> decider = new Decider(limits(line));
      case "at", "tick" -> clock = line.time(clock);
      case "customer" -> decide(Phrase.customer(line), line);
      case "grant" -> decide(Phrase.grant(line, clock), line);
      case "buy" -> decide(Phrase.purchase(line, shelf), line);
      case "void" -> decide(new Command.VoidGrant(line.word(), ""), line);
      case "adjust" -> decide(new Command.Adjust(line.word(), line.micros(), ""), line);
      case "consume" -> consume(line);
      case "authorize" -> authorize(line);
      case "reserve" -> decide(Phrase.reserve(line), line);
      case "settle" -> decide(Phrase.settle(line), line);
      case "release" -> decide(new Command.Release(line.word()), line);
      case "extend" -> decide(Phrase.extend(line), line);
      case "refund" -> decide(Phrase.refund(line), line);
      case "gauge" -> decide(Phrase.gauge(line), line);
      case "run" -> decide(Phrase.run(line), line);
      case "budget" -> decide(new Command.RaiseBudget(line.word(), line.word(), line.credits()), line);
      case "close" -> decide(new Command.CloseRun(line.word()), line);
      case "assign" -> decide(AccessPhrase.assign(line, clock), line);
      case "cancel" -> decide(AccessPhrase.cancel(line), line);
      case "override" -> decide(AccessPhrase.override(line, clock), line);
      case "lift" -> decide(new Command.RemoveOverride(line.word()), line);
      case "pay" -> decide(PaymentPhrase.pay(line, shelf, clock), line);
      case "subscription" -> decide(PaymentPhrase.subscription(line, clock), line);
      case "reverse" -> decide(PaymentPhrase.reverse(line), line);
      case "suspend" -> decide(new Command.Suspend(line.word()), line);
      case "resume" -> decide(new Command.Resume(line.word()), line);
      case "explain" -> explain(line);
      case "right" -> AccessExpectations.ofRight(known(
          decider.entitlement(customer, line.word(), shelf.catalogue(), past, clock)).orElseThrow().entitlement(),
          line);
      case "times" -> times(line);
      case "lookup" -> lookUp(line);
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
    var what = line.word();
    var most = line.number();
    return new Limits(what.equals("grants") ? most : 100, what.equals("reservations") ? most : 100,
        what.equals("runs") ? most : 100, what.equals("depth") ? most : 8,
        what.equals("overrides") ? most : 100, LATE);
  }

  /** {@code times 100 consume u image ok 5 refused LIMIT_EXCEEDED 95}: the same again and again, each with an id of its own. */
  private void times(Line line) {
    var many = line.number();
    var verb = line.word();
    var id = line.word();
    var work = Phrase.work(line);
    var said = new TreeMap<String, Integer>();
    for (int i = 1; i <= many; i++) {
      var command = switch (verb) {
        case "consume" -> work.consume(id + i);
        case "reserve" -> new Command.Reserve(id + i, work.demand(), work.run(), Duration.ofMinutes(15), false,
            work.metadata());
        default -> throw new IllegalArgumentException("only consume and reserve are done many times");
      };
      said.merge(said(decide(command).outcome()), 1, Integer::sum);
    }
    while (line.hasMore()) {
      var outcome = expected(line);
      assertEquals(line.number(), said.getOrDefault(outcome, 0), outcome);
    }
  }

  private void consume(Line line) {
    var id = line.word();
    decide(Phrase.work(line).consume(id), line);
  }

  private void decide(Command command, Line line) {
    var decided = decide(command);
    var outcome = decided.outcome();
    assertEquals(expected(line), said(outcome), outcome::toString);
    remember(command, outcome);
    Expectations.of(customer, Optional.of(outcome), answer(outcome), decided.facts(), line);
  }

  private Decision.Decided decide(Command command) {
    var decided =
        assertInstanceOf(Decision.Decided.class, decider.decide(customer, command, shelf.catalogue(), past, clock));
    customer = decided.customer();
    if (!decided.facts().isEmpty()) {
      customer = customer.endRow();
      books.close(new Facts(decided.facts()), customer);
    }
    return decided;
  }

  /** A repeat gets the first answer, word for word. */
  private void remember(Command command, Outcome outcome) {
    if (said(outcome).equals("same")) assertEquals(first.get(command), notReplayed(outcome));
    else if (said(outcome).equals("ok")) first.put(command, outcome);
  }

  private static Outcome notReplayed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer, var _) -> new Outcome.Accepted(answer, false);
      case Outcome.Booked(var who, var fact, var _) -> new Outcome.Booked(who, fact, false);
      case Outcome.RunStands(var who, var run, var seq, var _) -> new Outcome.RunStands(who, run, seq, false);
      case Outcome.Standing _,Outcome.Refused _ -> outcome;
    };
  }

  private void authorize(Line line) {
    var work = Phrase.work(line);
    var before = customer;
    var answer = known(decider.authorize(customer, work.demand(), work.run(), work.onInsufficient(),
        shelf.catalogue(), past, clock));
    assertEquals(expected(line), answer.refusal().map(refusal -> "refused " + refusal.name()).orElse("ok"));
    Expectations.of(customer, Optional.empty(), Optional.of(answer), List.of(), line);
    assertEquals(before, customer);
  }

  private void explain(Line line) {
    var work = Phrase.work(line);
    var authorized = known(decider.authorize(customer, work.demand(), work.run(), work.onInsufficient(),
        shelf.catalogue(), past, clock));
    assertEquals(expected(line), authorized.refusal().map(refusal -> "refused " + refusal.name()).orElse("ok"));
    AccessExpectations.ofExplanation(known(decider.explain(customer, work.demand(), work.run(), work.onInsufficient(),
        shelf.catalogue(), past, clock)), authorized, line);
  }

  /** {@code lookup usage u1 …}, {@code lookup reservation r1 …} or {@code lookup run r1 …}; {@code none} if there is none. */
  private void lookUp(Line line) {
    var what = line.word();
    var id = line.word();
    switch (what) {
      case "usage" -> Expectations.ofUsage(known(decider.usage(customer, id, past, clock)), line);
      case "reservation" -> Expectations.ofReservation(
          known(decider.reservation(customer, id, past, clock)).map(ReservationView::reservation), clock, line);
      case "run" -> Expectations.ofRun(known(decider.run(customer, id, past, clock)).map(RunView::run), clock, line);
      default -> throw new IllegalArgumentException("there are usages, reservations and runs");
    }
  }

  private static <A> A known(Lookup<A> lookup) {
    return switch (lookup) {
      case Lookup.Known<A>(var answer) -> answer;
      case Lookup.Needs<A> needs -> throw new IllegalStateException(needs.toString());
    };
  }

  private static String expected(Line line) {
    var outcome = line.word();
    return outcome.equals("refused") ? outcome + ' ' + line.word() : outcome;
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> accepted.replayed() ? "same" : "ok";
      case Outcome.Booked booked -> booked.replayed() ? "same" : "ok";
      case Outcome.RunStands stands -> stands.replayed() ? "same" : "ok";
      case Outcome.Standing _ -> "ok";
      case Outcome.Refused refused -> "refused " + refused.refusal().name();
    };
  }

  private static Optional<Answer> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> Optional.of(accepted.answer());
      case Outcome.Refused refused -> refused.answer();
      case Outcome.Booked _,Outcome.Standing _,Outcome.RunStands _ -> Optional.empty();
    };
  }

  /** All that was ever recorded and published. */
  private final class Everything implements Past {

    @Override
    public Optional<Facts> row(long number) {
      return books.row(number);
    }

    @Override
    public Optional<List<Long>> forgotten(long hash) {
      return Optional.empty();
    }

    @Override
    public Optional<Catalogue> catalogue(int version) {
      return shelf.version(version);
    }
  }
}
