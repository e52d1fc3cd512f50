package io.tollkeeper.http;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Answer;
import io.tollkeeper.engine.domain.Catalogue;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Lookup;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.domain.Terms;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.History;
import io.tollkeeper.engine.entity.LedgerTail;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.engine.entity.Roster;

/** The real rules over customers that live in a map, without actors and without a journal. */
final class MemoryEngine implements Engine, History {

  private static final RememberedIds.Window WINDOW = new RememberedIds.Window(1_000, Duration.ofDays(1));

  private final Decider decider = new Decider(new Limits(5, 4, 4, 3, 3, Duration.ofDays(7)));
  private final Map<CustomerKey, Customer> customers = new HashMap<>();
  private final Map<CustomerKey, List<Facts>> rows = new HashMap<>();
  private final List<Request<?>> asked = new ArrayList<>();
  private final MemoryCatalogues catalogues;
  private final Clock clock;

  MemoryEngine(MemoryCatalogues catalogues, Clock clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("unchecked") // each request is answered with what its type parameter says
  public synchronized <A> CompletionStage<Reply<A>> ask(CustomerKey key, Request<A> request) {
    asked.add(request);
    var answer = switch (request) {
      case Request.Write(var command) -> write(key, command);
      case Request.Authorize authorize -> authorize(key, authorize);
      case Request.Several(var operations) -> operations.stream().map(operation -> result(key, operation)).toList();
      case Request.Explain explain -> known(decider.explain(customer(key), explain.demand(), explain.run(),
          explain.onInsufficient(), catalogues.current(key.tenant()), past(key), clock.instant()));
      case Request.ShowEntitlement(var feature) -> known(decider.entitlement(customer(key), feature,
          catalogues.current(key.tenant()), past(key), clock.instant()));
      case Request.Show() -> show(key);
      case Request.FindUsage(var id) -> known(decider.usage(customer(key), id, past(key), clock.instant()));
      case Request.FindReservation(var id) ->
        known(decider.reservation(customer(key), id, past(key), clock.instant()));
      case Request.FindRun(var id) -> known(decider.run(customer(key), id, past(key), clock.instant()));
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
        new Reply.Answered<>(past.exists() ? Optional.of(CustomerView.past(past, past.lastAt())) : Optional.empty()));
  }

  /** Everything that was ever asked. */
  synchronized List<Request<?>> asked() {
    return List.copyOf(asked);
  }

  /** The plan of its own of each customer of a tenant. */
  synchronized List<Optional<Terms>> plans(String tenant) {
    return customers.entrySet().stream().filter(entry -> entry.getKey().tenant().equals(tenant))
        .map(entry -> entry.getValue().access().subscription().map(plan -> new Terms(plan.plan(), plan.version())))
        .toList();
  }

  /** The customers of a tenant, as a list shows them. */
  synchronized List<Roster.Entry> entries(String tenant) {
    return customers.entrySet().stream().filter(entry -> entry.getKey().tenant().equals(tenant))
        .filter(entry -> entry.getValue().exists())
        .map(entry -> new Roster.Entry(entry.getKey().customer(), new Roster.Line(
            entry.getValue().access().subscription().map(plan -> new Terms(plan.plan(), plan.version())),
            Optional.of(entry.getValue().profile().stripeCustomer()).filter(payer -> !payer.isEmpty()))))
        .sorted(Comparator.comparing(Roster.Entry::customer)).toList();
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
    if (decider.isDue(customer(key), catalogues.current(key.tenant()), clock.instant()))
      write(key, new Command.WriteDue());
    return known(decider.show(customer(key), catalogues.current(key.tenant()), past(key), clock.instant()));
  }

  private Answer authorize(CustomerKey key, Request.Authorize request) {
    return known(decider.authorize(customer(key), request.demand(), request.run(), request.onInsufficient(),
        catalogues.current(key.tenant()), past(key), clock.instant()));
  }

  private Request.Result result(CustomerKey key, Request.Operation operation) {
    return switch (operation) {
      case Request.Write(var command) -> new Request.Result.Written(write(key, command));
      case Request.Authorize authorize when authorize.minSeq() > customer(key).seq() ->
        new Request.Result.Unavailable("not yet");
      case Request.Authorize authorize -> new Request.Result.Authorized(authorize(key, authorize));
    };
  }

  private static <A> A known(Lookup<A> lookup) {
    return switch (lookup) {
      case Lookup.Known<A>(var answer) -> answer;
      case Lookup.Needs<A>(var need) -> throw new IllegalStateException("everything is at hand, but not " + need);
    };
  }

  private Outcome write(CustomerKey key, Command command) {
    var decision =
        decider.decide(customer(key), command, catalogues.current(key.tenant()), past(key), clock.instant());
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

  private Past past(CustomerKey key) {
    return new Past() {
      @Override
      public Optional<Facts> row(long number) {
        return Optional.of(rows.getOrDefault(key, List.of()).get((int) number - 1));
      }

      @Override
      public Optional<List<Long>> forgotten(long hash) {
        return Optional.of(List.of());
      }

      @Override
      public Optional<Catalogue> catalogue(int version) {
        return Optional.of(catalogues.version(key.tenant(), version));
      }
    };
  }

  private List<Fact> facts(CustomerKey key) {
    return rows.getOrDefault(key, List.of()).stream().flatMap(row -> row.list().stream()).toList();
  }
}
