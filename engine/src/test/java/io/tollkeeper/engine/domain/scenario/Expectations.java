package io.tollkeeper.engine.domain.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

import io.tollkeeper.engine.domain.Afterwards;
import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Books;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Grant;
import io.tollkeeper.engine.domain.LedgerEntry;
import io.tollkeeper.engine.domain.LimitUse;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Reservation;
import io.tollkeeper.engine.domain.Run;
import io.tollkeeper.engine.domain.UsageView;

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
          assertEquals(line.credits(), answer.map(Answer::after).map(Afterwards::available).orElse(balance.available()),
              what);
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
        case "reserved" -> assertEquals(line.credits(), balance.reserved(), what);
        case "debt" -> assertEquals(line.credits(), balance.debt(), what);
        case "frozen" -> assertEquals(line.credits(), balance.frozen(), what);
        case "refunded" -> assertEquals(line.credits(), answer.flatMap(Answer::refunded).orElseThrow(), what);
        case "refundable" -> assertEquals(line.credits(), refused(outcome).refundable().orElseThrow(), what);
        case "first" -> assertEquals(line.word(), first(refused(outcome).first().orElseThrow()), what);
        case "limit" ->
          assertEquals(line.word(), answer.orElseThrow().after().limit().map(Expectations::limit).orElse("none"));
        case "resets" -> assertEquals(line.time(answer.orElseThrow().at()),
            answer.orElseThrow().after().limit().orElseThrow().resetsAt().orElse(Grant.NEVER), what);
        case "level" -> assertEquals(Optional.of(Long.parseLong(line.word())), answer.orElseThrow().level(), what);
        case "by" -> assertEquals(Optional.of(line.word()), answer.orElseThrow().run(), what);
        case "reservation" -> ofReservation(answer.orElseThrow().reservation(), answer.orElseThrow().at(), line);
        case "stands" -> ofRun(Optional.of(((Outcome.RunStands) outcome.orElseThrow()).run()), customer.lastAt(), line);
        case "name" -> assertEquals(line.word(), customer.profile().name(), what);
        case "low" -> assertEquals(line.word().equals("yes"), answer.orElseThrow().after().low(), what);
        case "silent" -> assertEquals(List.of(), written, "nothing is written");
        default -> {
          if (!AccessExpectations.of(what, customer.access(), customer.lastAt(), line))
            throw new IllegalArgumentException("not understood: " + what);
        }
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
        case "reserved" -> assertEquals(line.credits(), entry.balance().reserved(), what);
        case "debt" -> assertEquals(line.credits(), entry.balance().debt(), what);
        case "frozen" -> assertEquals(line.credits(), entry.balance().frozen(), what);
        case "at" -> assertEquals(line.time(fact.at()), fact.at(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  /** {@code lookup usage u1 charged 10 refunded 5}. */
  static void ofUsage(Optional<UsageView> view, Line line) {
    assertEquals(line.next("none"), view.isEmpty(), "none");
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "charged" -> assertEquals(line.credits(), view.orElseThrow().answer().charged(), what);
        case "uncollected" -> assertEquals(line.credits(), view.orElseThrow().answer().uncollected(), what);
        case "refunded" -> assertEquals(line.credits(), view.orElseThrow().refunded(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  /** {@code reservation open held 5 charged 10 …}, at the end of a line or after {@code lookup}. */
  static void ofReservation(Optional<Reservation> found, Instant now, Line line) {
    assertEquals(line.next("none"), found.isEmpty(), "none");
    if (found.isEmpty()) return;
    var reservation = found.get();
    assertEquals(line.word(), reservation.status().name().toLowerCase(Locale.ROOT), "status");
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "held" -> assertEquals(line.credits(), reservation.heldTotal(), what);
        case "of" -> assertEquals(line.draws(), reservation.held(), what);
        case "charged" -> assertEquals(line.credits(), reservation.charged(), what);
        case "uncollected" -> assertEquals(line.credits(), reservation.uncollected(), what);
        case "expires" -> assertEquals(line.time(now), reservation.expiresAt(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  /** {@code stands open budget 100 spent 10 reserved 5}, at the end of a line, or the same after {@code lookup}. */
  static void ofRun(Optional<Run> found, Instant now, Line line) {
    assertEquals(line.next("none"), found.isEmpty(), "none");
    if (found.isEmpty()) return;
    var run = found.get();
    assertEquals(line.word(), run.status().name().toLowerCase(Locale.ROOT), "status");
    while (line.hasMore()) {
      var what = line.word();
      switch (what) {
        case "budget" -> assertEquals(line.credits(), run.budget(), what);
        case "spent" -> assertEquals(line.credits(), run.spent(), what);
        case "reserved" -> assertEquals(line.credits(), run.reserved(), what);
        case "expires" -> assertEquals(line.time(now), run.expiresAt(), what);
        default -> throw new IllegalArgumentException("not understood: " + what);
      }
    }
  }

  private static Outcome.Refused refused(Optional<Outcome> outcome) {
    return (Outcome.Refused) outcome.orElseThrow();
  }

  /** What became of the reservation and what it was charged, such as {@code settled:45}. */
  private static String first(Answer answer) {
    var reservation = answer.reservation().orElseThrow();
    return reservation.status().name().toLowerCase(Locale.ROOT) + ':' + answer.charged();
  }

  /** How much is used of how much in which window, such as {@code 3/5:month}; {@code 3/5} for a gauge. */
  static String limit(LimitUse use) {
    return use.used() + "/" + use.limit()
        + use.window().map(window -> ':' + window.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private static Fact fact(Books books, int seq) {
    return LongStream.rangeClosed(1, books.size()).mapToObj(books::row).flatMap(Optional::stream).map(Facts::list)
        .flatMap(List::stream)
        .filter(fact -> fact.seq() >= seq).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the ledger has no entry " + seq));
  }

  private static List<Draw> draws(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> accepted.answer().draws();
      case Outcome.Booked booked -> booked.fact().entries().getFirst().draws();
      case Outcome.Standing _,Outcome.Refused _,Outcome.RunStands _ -> List.of();
    };
  }

  private static String type(LedgerEntry entry) {
    return entry.type().name().toLowerCase(Locale.ROOT);
  }

  private static String signed(long micros) {
    return micros > 0 ? '+' + Credits.text(micros) : Credits.text(micros);
  }
}
