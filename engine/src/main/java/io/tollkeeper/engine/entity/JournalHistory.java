package io.tollkeeper.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Chain;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.RememberedIds;

/** The past as the journal tells it. The customer's actor only says where its ledger ends; the reading does not keep it from its work. */
public final class JournalHistory implements History {

  private static final int ROWS_PER_READ = 200;
  // A filter that matches little must not read a whole journal for one page; the caller goes on with the cursor.
  private static final int MAX_ROWS_PER_PAGE = 5_000;

  private final Engine engine;
  private final Journal journal;
  private final Decider decider;

  public JournalHistory(Engine engine, Journal journal, Decider decider) {
    this.engine = engine;
    this.journal = journal;
    this.decider = decider;
  }

  @Override
  public CompletionStage<Reply<Optional<Page>>> ledger(CustomerKey customer, Query query) {
    return engine.ask(customer, new Request.Tail()).thenCompose(reply -> switch (reply) {
      case Reply.Answered<Optional<LedgerTail>>(var tail) when tail.isPresent() ->
        safely(pages(customer, query, tail.get()).next().thenApply(Optional::of));
      case Reply.Answered<Optional<LedgerTail>> _ -> answered(Optional.empty());
      case Reply.Overloaded<Optional<LedgerTail>> _,Reply.Unavailable<Optional<LedgerTail>> _ ->
        CompletableFuture.completedStage(reply.map(_ -> Optional.empty()));
    });
  }

  @Override
  public CompletionStage<Reply<Optional<CustomerView>>> at(CustomerKey customer, Moment moment) {
    return engine.ask(customer, new Request.Tail()).thenCompose(reply -> switch (reply) {
      case Reply.Answered<Optional<LedgerTail>>(var tail) when tail.isPresent() ->
        safely(replay(nothing(customer), tail.get().row(), moment));
      case Reply.Answered<Optional<LedgerTail>> _ -> answered(Optional.empty());
      case Reply.Overloaded<Optional<LedgerTail>> _,Reply.Unavailable<Optional<LedgerTail>> _ ->
        CompletableFuture.completedStage(reply.map(_ -> Optional.empty()));
    });
  }

  private static <A> CompletionStage<Reply<A>> answered(A answer) {
    return CompletableFuture.completedStage(new Reply.Answered<>(answer));
  }

  private static <A> CompletionStage<Reply<A>> safely(CompletionStage<A> reading) {
    return reading.handle((answer, failure) -> failure == null
        ? new Reply.Answered<>(answer)
        : new Reply.Unavailable<>("the journal cannot be read"));
  }

  // ---- The ledger, backwards ----

  private PageReader pages(CustomerKey customer, Query query, LedgerTail tail) {
    var cursor = query.before().orElse(new Cursor(Long.MAX_VALUE, tail.row()));
    return new PageReader(customer, query, tail, cursor);
  }

  private final class PageReader {
    private final CustomerKey customer;
    private final Query query;
    private final LedgerTail tail;
    private final List<Line> lines = new ArrayList<>();
    private final long lastRow;
    private long row;
    private long before;

    PageReader(CustomerKey customer, Query query, LedgerTail tail, Cursor cursor) {
      this.customer = customer;
      this.query = query;
      this.tail = tail;
      this.before = cursor.seq();
      this.row = Math.min(cursor.row(), tail.row());
      this.lastRow = Math.max(0, row - MAX_ROWS_PER_PAGE);
    }

    CompletionStage<Page> next() {
      if (row <= 0) return CompletableFuture.completedStage(new Page(lines, Optional.empty(), tail.seq()));
      if (row <= lastRow) return CompletableFuture.completedStage(page());
      var from = Math.max(1, row - ROWS_PER_READ + 1);
      var inMemory = tail.rows().stream().filter(candidate -> candidate.number() <= row).toList();
      var rows = inMemory.isEmpty() ? journal.rows(customer, from, row) : CompletableFuture.completedStage(inMemory);
      return rows.thenCompose(this::read);
    }

    private CompletionStage<Page> read(List<JournalRow> rows) {
      if (rows.isEmpty())
        return CompletableFuture
            .failedStage(new IllegalStateException("the journal of " + customer + " has no row " + row));
      for (var candidate : rows.reversed()) {
        row = candidate.number();
        for (var fact : candidate.facts().list().reversed()) {
          if (query.from().filter(fact.at()::isBefore).isPresent()) {
            row = 0;
            return next();
          }
          for (var entry : fact.entries().reversed()) {
            if (entry.seq() >= before) continue;
            var line = new Line(entry, fact);
            if (lines.size() == query.limit()) return CompletableFuture.completedStage(page());
            if (matches(line)) lines.add(line);
            before = entry.seq();
          }
        }
      }
      row--;
      return next();
    }

    private Page page() {
      return new Page(lines, Optional.of(new Cursor(before, row)), tail.seq());
    }

    private boolean matches(Line line) {
      return query.type().filter(type -> type != line.entry().type()).isEmpty()
          && query.feature().filter(feature -> !feature.equals(feature(line.fact()))).isEmpty()
          && query.run().filter(run -> !run.equals(run(line.fact()))).isEmpty()
          && query.to().filter(to -> !line.fact().at().isBefore(to)).isEmpty();
    }
  }

  private static String feature(Fact fact) {
    return fact.event().featureKey().orElse("");
  }

  private static String run(Fact fact) {
    return fact.event().runId().orElse("");
  }

  // ---- The state, forwards ----

  private static Customer nothing(CustomerKey customer) {
    // A replay answers no repeats, so it has no ids to remember.
    return Customer.unknown(customer, new RememberedIds.Window(1, Duration.ZERO)).indexedUpTo(Long.MAX_VALUE);
  }

  private CompletionStage<Optional<CustomerView>> replay(Customer customer, long lastRow, Moment moment) {
    if (customer.row() >= lastRow) return CompletableFuture.completedStage(view(customer, moment));
    return journal.rows(customer.key(), customer.row() + 1, Math.min(customer.row() + ROWS_PER_READ, lastRow))
        .thenCompose(rows -> {
          var state = customer;
          for (var row : rows) {
            for (var fact : row.facts().list()) {
              if (isAfter(fact, moment)) return CompletableFuture.completedStage(view(state, moment));
              if (!Chain.follows(state.chain(), fact))
                return CompletableFuture
                    .failedStage(new IllegalStateException("the journal of " + customer.key() + " was altered"));
              state = state.evolve(fact);
            }
            state = state.endRow();
          }
          if (state.row() == customer.row())
            return CompletableFuture
                .failedStage(new IllegalStateException("the journal of " + customer.key() + " has a gap"));
          return replay(state, lastRow, moment);
        });
  }

  private static boolean isAfter(Fact fact, Moment moment) {
    return switch (moment) {
      case Moment.Time(var time) -> fact.at().isAfter(time);
      case Moment.Seq(var seq) -> !fact.entries().isEmpty() && fact.entries().getFirst().seq() > seq;
    };
  }

  private Optional<CustomerView> view(Customer customer, Moment moment) {
    if (!customer.exists()) return Optional.empty();
    return switch (moment) {
      case Moment.Time(var time) -> Optional.of(
          CustomerView.past(decider.upTo(customer, latest(customer.lastAt(), time)), latest(customer.lastAt(), time)));
      case Moment.Seq _ -> Optional.of(CustomerView.past(customer, customer.lastAt()));
    };
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
