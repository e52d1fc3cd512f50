package io.tollkeeper.http;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Earlier;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.IdSpace;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.LedgerTail;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;

/** The real rules over customers that live in a map, without actors and without a journal. */
final class MemoryEngine implements Engine, History {

  private static final RememberedIds.Window WINDOW = new RememberedIds.Window(1_000, Duration.ofDays(1));

  private final Decider decider = new Decider(new Limits(5));
  private final Map<CustomerKey, Customer> customers = new HashMap<>();
  private final Map<CustomerKey, List<Facts>> rows = new HashMap<>();
  private final Function<String, Catalogue> catalogues;
  private final Clock clock;

  MemoryEngine(Function<String, Catalogue> catalogues, Clock clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("unchecked") // each request is answered with what its type parameter says
  public synchronized <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
    var answer = switch (request) {
      case Request.Write(var command) -> write(key, command);
      case Request.Authorize(var demand, var run, var onInsufficient, var _) ->
        decider.authorize(customer(key), demand, run, onInsufficient,
            catalogues.apply(key.tenant()), clock.instant());
      case Request.Show() -> show(key);
      case Request.Find(var space, var id) -> find(key, space, id);
      case Request.Tail() -> Optional.<LedgerTail>empty();
    };
    return CompletableFuture.completedFuture(new Reply.Answered<>((A) answer));
  }

  @Override
  public synchronized CompletionStage<Reply<Optional<Page>>> ledger(CustomerKey key, Query query) {
    return CompletableFuture.completedFuture(new Reply.Answered<>(show(key).map(view -> page(key, query, view.seq()))));
  }

  @Override
  public synchronized CompletionStage<Reply<Optional<CustomerView>>> at(CustomerKey key, Moment moment) {
    var customer = Customer.unknown(key, WINDOW);
    for (var fact : facts(key))
      if (isBy(fact, moment)) customer = customer.evolve(fact);
    var past = customer;
    return CompletableFuture.completedFuture(
        new Reply.Answered<>(past.exists() ? Optional.of(CustomerView.of(past, past.lastAt())) : Optional.empty()));
  }

  /** Everything that was ever booked for anyone. */
  synchronized int facts() {
    return rows.values().stream().mapToInt(List::size).sum();
  }

  private static boolean isBy(Fact fact, Moment moment) {
    return switch (moment) {
      case Moment.Time(var time) -> !fact.at().isAfter(time);
      case Moment.Seq(var seq) -> fact.seq() <= seq;
    };
  }

  private Page page(CustomerKey key, Query query, long seq) {
    var lines = new ArrayList<Line>();
    for (var fact : facts(key).reversed())
      for (var entry : fact.entries().reversed())
        if (query.before().isEmpty() || entry.seq() < query.before().get().seq())
          if (query.type().isEmpty() || query.type().get() == entry.type()) lines.add(new Line(entry, fact));
    if (lines.size() <= query.limit()) return new Page(lines, Optional.empty(), seq);
    var shown = lines.subList(0, query.limit());
    return new Page(shown, Optional.of(new Cursor(shown.getLast().entry().seq(), 1)), seq);
  }

  private Optional<CustomerView> show(CustomerKey key) {
    if (!customer(key).exists()) return Optional.empty();
    return write(key, new Command.WriteDue()) instanceof Outcome.Standing(var view, var _)
        ? Optional.of(view)
        : Optional.empty();
  }

  private Optional<Fact> find(CustomerKey key, IdSpace space, String id) {
    return decider.earlier(customer(key), space, id,
        Past.of(number -> row(key, number))) instanceof Earlier.Found(var fact)
            ? Optional.of(fact)
            : Optional.empty();
  }

  private Outcome write(CustomerKey key, Command command) {
    var decision =
        decider.decide(customer(key), command, catalogues.apply(key.tenant()), Past.of(number -> row(key, number)),
            clock.instant());
    return switch (decision) {
      case Decision.Needs needed -> throw new IllegalStateException("everything is at hand, but not " + needed);
      case Decision.Decided(var facts, var outcome, var _) -> {
        if (!facts.isEmpty()) {
          var row = new Facts(facts);
          customers.put(key, customer(key).evolve(row));
          rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        yield outcome;
      }
    };
  }

  private Customer customer(CustomerKey key) {
    return customers.getOrDefault(key, Customer.unknown(key, WINDOW));
  }

  private Optional<Facts> row(CustomerKey key, long number) {
    return Optional.of(rows.getOrDefault(key, List.of()).get((int) number - 1));
  }

  private List<Fact> facts(CustomerKey key) {
    return rows.getOrDefault(key, List.of()).stream().flatMap(row -> row.list().stream()).toList();
  }
}
