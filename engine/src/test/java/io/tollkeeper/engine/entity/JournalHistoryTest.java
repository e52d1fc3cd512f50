package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Demand;
import io.tollkeeper.engine.domain.Dimensions;
import io.tollkeeper.engine.domain.EntryType;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Feature;
import io.tollkeeper.engine.domain.FeatureKind;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Metadata;
import io.tollkeeper.engine.domain.OnInsufficient;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.History.Cursor;
import io.tollkeeper.engine.entity.History.Moment;
import io.tollkeeper.engine.entity.History.Page;
import io.tollkeeper.engine.entity.History.Query;

class JournalHistoryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final CustomerKey ACME = new CustomerKey("t", "acme");
  private static final Catalogue CATALOGUE =
      new Catalogue(1, Map.of("chat", feature("chat"), "image", feature("image")), Map.of());
  private static final int CONSUMES = 1_000;

  private final Decider decider = new Decider(new Limits(10, 100, 100, 8, Duration.ofDays(7)));
  private final List<JournalRow> rows = new ArrayList<>();
  private final History history = new JournalHistory(new TailOnly(), this::read, decider);
  private Customer customer = Customer.unknown(ACME, new RememberedIds.Window(10, Duration.ofDays(1)));

  /** One second for each consume of 1 credit: chat and image in turn, seven to a row. A grant of 10 expires after the 500th second. */
  JournalHistoryTest() {
    row(START, new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
    row(START, grant("forever", 2_000, 10, Optional.empty()),
        grant("short", 10, 20, Optional.of(new Command.Expiry.At(START.plusSeconds(500)))));
    for (int i = 1; i <= CONSUMES; i += 7) {
      var commands = new ArrayList<Command>();
      for (int j = i; j < i + 7; j++)
        commands.add(consume(j));
      row(START.plusSeconds(i), commands.toArray(Command[]::new));
    }
  }

  @Test
  void the_pages_together_are_the_whole_ledger_in_descending_order() {
    var seqs = new ArrayList<Long>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      var page = page(cursor, 83, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      page.lines().forEach(line -> seqs.add(line.entry().seq()));
      cursor = page.next();
    } while (cursor.isPresent());
    assertEquals(LongStream.rangeClosed(1, customer.seq()).boxed().toList().reversed(), seqs);
  }

  @Test
  void a_filter_leaves_only_what_matches() {
    var chats = page(Optional.empty(), 500, Optional.empty(), Optional.of("chat"), Optional.empty(), Optional.empty());
    assertTrue(chats.lines().stream().allMatch(line -> line.entry().type() == EntryType.CONSUME));
    assertEquals(500, chats.lines().size());
    var expired = page(Optional.empty(), 500, Optional.of(EntryType.EXPIRE), Optional.empty(), Optional.empty(),
        Optional.empty());
    assertEquals(START.plusSeconds(500), expired.lines().getFirst().fact().at());
    assertEquals(1, expired.lines().size());
  }

  @Test
  void a_time_range_includes_its_start_and_excludes_its_end() {
    var page = page(Optional.empty(), 500, Optional.empty(), Optional.empty(), Optional.of(START.plusSeconds(8)),
        Optional.of(START.plusSeconds(15)));
    assertEquals(7, page.lines().size());
    assertTrue(page.lines().stream().allMatch(line -> line.fact().at().equals(START.plusSeconds(8))));
    assertTrue(page.next().isEmpty());
  }

  @Test
  void the_balance_of_a_past_instant_is_what_the_ledger_said_then() {
    assertEquals(new Credits(2_010_000_000L - 7_000_000),
        at(new Moment.Time(START.plusSeconds(7))).balance().settled());
    // Nobody asked at that instant, and yet the grant had expired.
    var expired = at(new Moment.Time(START.plusSeconds(500)));
    assertEquals(1, expired.live().size());
    assertEquals(START.plusSeconds(500), expired.at());
  }

  @Test
  void the_balance_after_an_entry_is_that_entrys_balance() {
    for (long seq : new long[] {1, 2, 3, 250, 700, customer.seq()}) {
      var view = at(new Moment.Seq(seq));
      var entry = rows.stream().flatMap(row -> row.facts().list().stream()).flatMap(fact -> fact.entries().stream())
          .filter(candidate -> candidate.seq() == seq).findAny().orElseThrow();
      assertEquals(entry.balance(), view.balance());
      assertEquals(seq, view.seq());
    }
    assertEquals(0, at(new Moment.Seq(0)).seq());
  }

  @Test
  void before_its_creation_there_was_no_customer() {
    assertTrue(answer(history.at(ACME, new Moment.Time(START.minusSeconds(1)))).isEmpty());
  }

  @Test
  void a_journal_that_cannot_be_read_is_unavailable() {
    var broken = new JournalHistory(new TailOnly(),
        (_, _, _) -> CompletableFuture.failedStage(new IllegalStateException("down")), decider);
    assertInstanceOf(Reply.Unavailable.class, broken.at(ACME, new Moment.Seq(1)).toCompletableFuture().join());
  }

  private CustomerView at(Moment moment) {
    return answer(history.at(ACME, moment)).orElseThrow();
  }

  private Page page(Optional<Cursor> cursor, int limit, Optional<EntryType> type, Optional<String> feature,
      Optional<Instant> from, Optional<Instant> to) {
    return answer(history.ledger(ACME, new Query(cursor, limit, type, feature, Optional.empty(), from, to)))
        .orElseThrow();
  }

  private static <A> A answer(CompletionStage<Reply<A>> stage) {
    return switch (stage.toCompletableFuture().join()) {
      case Reply.Answered<A>(var answer) -> answer;
      case Reply.Overloaded<A> _,Reply.Unavailable<A> _ -> throw new AssertionError("no answer");
    };
  }

  private void row(Instant at, Command... commands) {
    var facts = new ArrayList<Fact>();
    for (var command : commands) {
      var decided = assertInstanceOf(Decision.Decided.class,
          decider.decide(customer, command, CATALOGUE, Past.of(_ -> Optional.empty()), at));
      customer = decided.customer();
      facts.addAll(decided.facts());
    }
    customer = customer.endRow();
    rows.add(new JournalRow(customer.row(), new Facts(facts)));
  }

  private CompletionStage<List<JournalRow>> read(CustomerKey key, long from, long to) {
    return CompletableFuture
        .completedStage(rows.stream().filter(row -> row.number() >= from && row.number() <= to).toList());
  }

  private static Command grant(String id, long credits, int priority, Optional<Command.Expiry> expiry) {
    return new Command.AddGrant(id, new Credits(credits * 1_000_000), GrantKind.PAID, priority, Optional.empty(),
        expiry, Set.of(), "api", "");
  }

  private static Command consume(int number) {
    return new Command.Consume("u" + number,
        new Demand(number % 2 == 0 ? "chat" : "image", 1, Optional.of(new Credits(1_000_000)), Dimensions.NONE),
        Optional.empty(), OnInsufficient.REJECT, Optional.empty(), Metadata.NONE);
  }

  private static Feature feature(String key) {
    return new Feature(key, FeatureKind.METERED, List.of());
  }

  /** Knows where the ledger ends, and has its last rows in memory. */
  private final class TailOnly implements Engine {

    @Override
    @SuppressWarnings("unchecked")
    public <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
      assertInstanceOf(Request.Tail.class, request);
      var tail = new LedgerTail(customer.row(), customer.seq(), rows.subList(rows.size() - 3, rows.size()));
      return CompletableFuture.completedStage((Reply<A>) new Reply.Answered<>(Optional.of(tail)));
    }
  }
}
