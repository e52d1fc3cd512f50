package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.Outcome;

/** What the end of a line says about how things are after it. */
final class Expectations {

  private Expectations() {}

  /** {@code available 40 charged 10 draws g1:10 …}, in any order. */
  static void of(Customer customer, Optional<Outcome> outcome, Optional<Answer> answer, List<Fact> written, Line line) {
    var balance = answer.map(Answer::balance).orElse(customer.balance());
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "available" ->
          assertEquals(line.credits(), answer.map(Answer::available).orElse(balance.available()), what);
        case "balance" -> assertEquals(line.credits(), balance.settled(), what);
        case "required" -> assertEquals(line.credits(), answer.flatMap(Answer::required).orElseThrow(), what);
        case "charged" -> assertEquals(line.credits(), answer.orElseThrow().charged(), what);
        case "uncollected" -> assertEquals(line.credits(), answer.orElseThrow().uncollected(), what);
        case "draws" -> assertEquals(line.draws(), draws(outcome.orElseThrow()), what);
        case "catalogue" -> assertEquals(line.number(), answer.orElseThrow().catalogueVersion(), what);
        case "seq" -> assertEquals(line.number(), answer.map(Answer::seq).orElse(customer.seq()), what);
        case "writes" -> assertEquals(line.names(),
            written.stream().flatMap(fact -> fact.entries().stream()).map(Expectations::type).toList(), what);
        case "live" -> assertEquals(line.draws(),
            customer.grants().live().stream().map(live -> new Draw(live.grant().id(), live.left())).toList(), what);
        case "scheduled" ->
          assertEquals(line.names(), customer.grants().scheduled().stream().map(Grant::id).toList(), what);
        case "name" -> assertEquals(line.word(), customer.profile().name(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  /** {@code ledger 3 expire -40 draws g1:40 balance 60 at 2026-01-31T00:00:00Z}. */
  static void ofEntry(Books books, Line line) {
    var number = line.number();
    var fact = fact(books, number);
    var entry = fact.entries().stream().filter(candidate -> candidate.seq() == number).findAny().orElseThrow();
    assertEquals(line.word(), type(entry), "type");
    assertEquals(line.word(), signed(entry.amountMicros()), "amount");
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "draws" -> assertEquals(line.draws(), entry.draws(), what);
        case "balance" -> assertEquals(line.credits(), entry.balance().settled(), what);
        case "at" -> assertEquals(line.time(fact.at()), fact.at(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  private static Fact fact(Books books, int seq) {
    return LongStream.rangeClosed(1, books.size()).mapToObj(books::row).flatMap(Optional::stream).map(Facts::list)
        .flatMap(List::stream)
        .filter(fact -> fact.seq() >= seq).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the ledger has no entry " + seq));
  }

  private static List<Draw> draws(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Charged charged -> charged.answer().draws();
      case Outcome.Booked booked -> booked.fact().entries().getFirst().draws();
      case Outcome.Standing _,Outcome.Refused _ -> List.of();
    };
  }

  private static String type(LedgerEntry entry) {
    return entry.type().name().toLowerCase(Locale.ROOT);
  }

  private static String signed(long micros) {
    return micros > 0 ? '+' + Credits.text(micros) : Credits.text(micros);
  }
}
