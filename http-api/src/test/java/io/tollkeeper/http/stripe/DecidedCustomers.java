package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.CustomerKey;
import io.tollkeeper.engine.domain.CustomerView;
import io.tollkeeper.engine.domain.Decider;
import io.tollkeeper.engine.domain.Decision;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.GrantBalance;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.Outcome;
import io.tollkeeper.engine.domain.Past;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.Catalogues;
import io.tollkeeper.engine.entity.Engine;
import io.tollkeeper.engine.entity.Reply;
import io.tollkeeper.engine.entity.Request;
import io.tollkeeper.engine.entity.TopUps;

/** An engine in memory: real customers and real decisions, without actors. */
final class DecidedCustomers implements Engine {

  private static final RememberedIds.Window WINDOW = new RememberedIds.Window(10_000, Duration.ofDays(30));

  private final Clock clock;
  private final Catalogues catalogues;
  private final Decider decider;
  private final Map<CustomerKey, Customer> customers = new HashMap<>();
  private final Map<CustomerKey, List<Facts>> journal = new HashMap<>();
  private TopUps topUps = (_, _) -> {
  };

  DecidedCustomers(Clock clock, Catalogues catalogues, int maxGrants) {
    this.clock = clock;
    this.catalogues = catalogues;
    this.decider = new Decider(new Limits(maxGrants, 1, 1, 1, 1, Duration.ofDays(7)));
  }

  void create(String tenant, String customer) {
    write(new CustomerKey(tenant, customer),
        new Command.PutCustomer(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** What the customer has, in whole credits. */
  synchronized String settled(String tenant, String customer) {
    return customer(new CustomerKey(tenant, customer)).balance().settled().toString();
  }

  synchronized List<GrantBalance> grants(String tenant, String customer) {
    return customer(new CustomerKey(tenant, customer)).grants().live();
  }

  @Override
  @SuppressWarnings("unchecked") // a write is answered with an outcome, several with their results
  public <A> CompletionStage<Reply<A>> ask(CustomerKey customer, Request<A> request) {
    var answer = switch (request) {
      case Request.Write(var command) -> write(customer, command);
      case Request.Several(var operations) ->
        operations.stream().map(operation -> new Request.Result.Written(written(customer, operation))).toList();
      case Request.Show _ -> view(customer);
      default -> throw new IllegalArgumentException("nobody reads here: " + request);
    };
    return CompletableFuture.completedStage((Reply<A>) new Reply.Answered<>(answer));
  }

  /** From now on customers get their top-ups here. */
  synchronized void buyFrom(TopUps seller) {
    topUps = seller;
  }

  private Optional<CustomerView> view(CustomerKey customer) {
    return write(customer, new Command.WriteDue()) instanceof Outcome.Standing(var view, var _)
        ? Optional.of(view)
        : Optional.empty();
  }

  private Outcome written(CustomerKey customer, Request.Operation operation) {
    if (operation instanceof Request.Write(var command)) return write(customer, command);
    throw new IllegalArgumentException("nobody reads here: " + operation);
  }

  synchronized Outcome write(CustomerKey key, Command command) {
    var rows = journal.computeIfAbsent(key, _ -> new ArrayList<>());
    var decision = decider.decide(customer(key), command, catalogues.current(key.tenant()),
        Past.of(row -> Optional.of(rows.get((int) row - 1))), clock.instant());
    if (!(decision instanceof Decision.Decided decided)) throw new IllegalStateException("all rows are at hand");
    if (!decided.facts().isEmpty()) {
      rows.add(new Facts(decided.facts()));
      var before = customer(key).topUp().open();
      customers.put(key, decided.customer().endRow());
      decided.customer().topUp().open().filter(open -> !before.equals(Optional.of(open)))
          .ifPresent(open -> topUps.requested(key, new TopUps.TopUpRequest(open.id(), open.pack(),
              Optional.of(decided.customer().profile().stripeCustomer()), catalogues.current(key.tenant()).version())));
    }
    return decided.outcome();
  }

  private Customer customer(CustomerKey key) {
    return customers.computeIfAbsent(key, unknown -> Customer.unknown(unknown, WINDOW));
  }
}
