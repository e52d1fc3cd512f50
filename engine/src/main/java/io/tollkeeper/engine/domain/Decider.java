package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a command does to a customer. Pure: the same arguments always give the same decision, and only the facts in it
 * change anything, once they are applied by {@link Customer#evolve(Fact)}.
 */
public final class Decider {

  private final Limits limits;

  public Decider(Limits limits) {
    this.limits = limits;
  }

  /**
   * The facts and the answer that this command leads to.
   *
   * @param past the customer's past as far as it is at hand
   * @param clock the time; for the customer it never goes back
   */
  public Decision decide(Customer customer, Command command, Catalogue catalogue, Past past, Instant clock) {
    var decided = new Case(new Ledger(customer), catalogue, past, limits, customer.timeAt(clock));
    try {
      if (command instanceof Command.PutCustomer put) return decided.decided(put(decided, put));
      if (!customer.exists()) return decided.decided(noCustomer(decided, command));
      Due.write(decided);
      var outcome = outcome(decided, command);
      ToppingUp.check(decided);
      return decided.decided(outcome);
    } catch (Missing missing) {
      return new Decision.Needs(missing.need());
    }
  }

  /** Whether this work would be accepted now. Nothing is written: what is due is only computed. */
  public Lookup<Answer> authorize(Customer customer, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Catalogue catalogue, Past past, Instant clock) {
    // What is due is only computed, so the ledger has no entries for it: the number stays that of the last one it has.
    return look(customer, catalogue, past, clock, decided -> customer.exists()
        ? Spending.authorize(decided, demand, run, onInsufficient).withSeq(customer.seq())
        : missing(decided, Optional.of(demand.feature()), Optional.empty()));
  }

  /** What each rule says about this work now. */
  public Lookup<Explanation> explain(Customer customer, Demand demand, Optional<String> run,
      OnInsufficient onInsufficient,
      Catalogue catalogue, Past past, Instant clock) {
    return look(customer, catalogue, past, clock, decided -> customer.exists()
        ? Spending.explain(decided, demand, run, onInsufficient).withSeq(customer.seq())
        : Explanation.of(new Verdict.Failed(Refusal.CUSTOMER_NOT_FOUND,
            "there is no customer " + customer.key().customer()),
            missing(decided, Optional.of(demand.feature()), Optional.empty())));
  }

  /** Whether something has fallen due that must be written before the customer is shown. */
  public boolean isDue(Customer customer, Catalogue catalogue, Instant clock) {
    return customer.exists() && Due.is(customer, catalogue, customer.timeAt(clock));
  }

  /** The customer as it is now; empty if there is none. */
  public Lookup<Optional<CustomerView>> show(Customer customer, Catalogue catalogue, Past past, Instant clock) {
    return look(customer, catalogue, past, clock,
        decided -> customer.exists() ? Optional.of(CustomerView.of(decided)) : Optional.empty());
  }

  /** Whether the customer has a right to this feature; empty if there is no such customer, or no such feature. */
  public Lookup<Optional<EntitlementAnswer>> entitlement(Customer customer, String feature, Catalogue catalogue,
      Past past,
      Instant clock) {
    return look(customer, catalogue, past, clock, decided -> customer.exists()
        ? catalogue.feature(feature)
            .map(found -> new EntitlementAnswer(Entitling.view(decided, found), customer.seq(), decided.now()))
        : Optional.empty());
  }

  /** What became of a usage id; empty if nothing was ever charged for it. */
  public Lookup<Optional<UsageView>> usage(Customer customer, String id, Past past, Instant clock) {
    return lookBack(customer, past, clock, decided -> decided.find(new Name(IdSpace.USAGE, id))
        .flatMap(fact -> Answer.of(customer.key(), fact))
        .map(answer -> new UsageView(answer, Refunding.refunded(decided, id))));
  }

  /** How a reservation is, or was at its end; empty if there never was one. */
  public Lookup<Optional<ReservationView>> reservation(Customer customer, String id, Past past, Instant clock) {
    return lookBack(customer, past, clock, decided -> Reserving.find(decided, id)
        .map(reservation -> new ReservationView(reservation, customer.seq())));
  }

  /** How a run is, or was at its end; empty if there never was one. */
  public Lookup<Optional<RunView>> run(Customer customer, String id, Past past, Instant clock) {
    return lookBack(customer, past, clock, decided -> Running.find(decided, id)
        .map(run -> new RunView(run, customer.seq())));
  }

  /** The customer as it is at this time, with what is due computed but not written. */
  public Customer upTo(Customer customer, Instant now) {
    if (customer.nextDue().isAfter(now)) return customer;
    var ledger = new Ledger(customer);
    Due.write(ledger, now);
    return ledger.customer();
  }

  private <A> Lookup<A> look(Customer customer, Catalogue catalogue, Past past, Instant clock,
      Function<Case, A> question) {
    return answer(customer, catalogue, past, clock, decided -> {
      if (customer.exists()) Due.write(decided);
      return question.apply(decided);
    });
  }

  /** Looks at what plans and their periods have nothing to do with. */
  private <A> Lookup<A> lookBack(Customer customer, Past past, Instant clock, Function<Case, A> question) {
    return answer(customer, Catalogue.EMPTY, past, clock, decided -> {
      Due.write(decided.ledger(), decided.now());
      return question.apply(decided);
    });
  }

  private <A> Lookup<A> answer(Customer customer, Catalogue catalogue, Past past, Instant clock,
      Function<Case, A> question) {
    var looking = new Case(new Ledger(customer), catalogue, past, limits, customer.timeAt(clock));
    try {
      return new Lookup.Known<>(question.apply(looking));
    } catch (Missing missing) {
      return new Lookup.Needs<>(missing.need());
    }
  }

  private static Outcome outcome(Case decided, Command command) {
    if (command instanceof Command.Identified identified) {
      var earlier = decided.find(identified.name());
      if (earlier.isPresent()) return again(decided, identified, earlier.get());
    }
    return switch (command) {
      case Command.PutCustomer put -> put(decided, put);
      case Command.AddGrant add -> Granting.add(decided, add);
      case Command.VoidGrant end -> Granting.end(decided, end);
      case Command.Adjust adjust -> Granting.adjust(decided, adjust);
      case Command.Consume consume -> Spending.consume(decided, consume);
      case Command.Reserve reserve -> Reserving.reserve(decided, reserve);
      case Command.Extend extend -> Reserving.extend(decided, extend);
      case Command.Settle settle -> Settling.settle(decided, settle);
      case Command.Release release -> Reserving.release(decided, release);
      case Command.Refund refund -> Refunding.refund(decided, refund);
      case Command.MoveGauge move -> Gauging.move(decided, move);
      case Command.OpenRun open -> Running.open(decided, open);
      case Command.RaiseBudget raise -> Running.raise(decided, raise);
      case Command.CloseRun close -> Running.close(decided, close);
      case Command.AssignPlan assign -> Subscribing.assign(decided, assign);
      case Command.CancelPlan cancel -> Subscribing.cancel(decided, cancel);
      case Command.PutOverride put -> Excepting.put(decided, put);
      case Command.RemoveOverride remove -> Excepting.remove(decided, remove);
      case Command.Suspend suspend -> Excepting.suspend(decided, suspend);
      case Command.Resume resume -> Excepting.resume(decided, resume);
      case Command.PutSubscription put -> Subscribed.put(decided, put);
      case Command.PayPeriod pay -> Paying.pay(decided, pay);
      case Command.Reverse reverse -> Reversing.reverse(decided, reverse);
      case Command.LinkPayer link -> link(decided, link);
      case Command.PutAutoTopUp put -> ToppingUp.put(decided, put);
      case Command.RemoveAutoTopUp _ -> ToppingUp.remove(decided);
      case Command.EndTopUp end -> ToppingUp.end(decided, end);
      case Command.WriteDue _ -> Outcome.standing(decided);
    };
  }

  /** The same command once more gets the first answer; another one must not have its id. */
  private static Outcome again(Case decided, Command.Identified command, Fact fact) {
    if (fact.event().asked().filter(command::equals).isPresent())
      return Outcome.of(decided.customer().key(), fact, true);
    return refused(decided, command,
        new Verdict.Failed(Refusal.ID_REUSED, "this id was used before, with other content"));
  }

  private static Outcome put(Case decided, Command.PutCustomer command) {
    if (decided.customer().exists()) Due.write(decided);
    var before = decided.customer();
    var profile = before.profile().with(command.name(), command.metadata(), command.stripeCustomer());
    if (!before.exists() || !profile.equals(before.profile()))
      decided.ledger().write(decided.now(), new Event.CustomerPut(profile));
    // What the default plan includes is there from the first day.
    if (!before.exists()) Due.write(decided);
    return new Outcome.Standing(CustomerView.of(decided),
        !before.exists());
  }

  private static Outcome link(Case decided, Command.LinkPayer command) {
    var profile = decided.customer().profile();
    if (profile.stripeCustomer().isEmpty())
      decided.ledger().write(decided.now(), new Event.CustomerPut(
          profile.with(Optional.empty(), Optional.empty(), Optional.of(command.payer()))));
    return Outcome.standing(decided);
  }

  private static Outcome noCustomer(Case decided, Command command) {
    return refused(decided, command, new Verdict.Failed(Refusal.CUSTOMER_NOT_FOUND,
        "there is no customer " + decided.customer().key().customer()));
  }

  /** A no, with the whole decision if it is about work. */
  private static Outcome refused(Case decided, Command command, Verdict.Failed failed) {
    return switch (command) {
      case Command.Consume consume -> refused(decided, Optional.of(consume.demand().feature()), consume.name(), failed);
      case Command.Reserve reserve -> refused(decided, Optional.of(reserve.demand().feature()), reserve.name(), failed);
      case Command.MoveGauge move -> refused(decided, Optional.of(move.feature()), move.name(), failed);
      case Command.Extend extend ->
        refused(decided, Optional.empty(), new Name(IdSpace.RESERVATION, extend.reservation()), failed);
      case Command.Settle settle ->
        refused(decided, Optional.empty(), new Name(IdSpace.RESERVATION, settle.reservation()), failed);
      case Command.Release release ->
        refused(decided, Optional.empty(), new Name(IdSpace.RESERVATION, release.reservation()), failed);
      case Command.Refund refund -> refused(decided, Optional.empty(), refund.name(), failed);
      case Command.PutCustomer _,Command.AddGrant _,Command.VoidGrant _,Command.Adjust _,Command.OpenRun _,Command.RaiseBudget _,Command.CloseRun _,Command.AssignPlan _,Command.CancelPlan _,Command.PutOverride _,Command.RemoveOverride _,Command.Suspend _,Command.Resume _,Command.PutSubscription _,Command.PayPeriod _,Command.Reverse _,Command.LinkPayer _,Command.PutAutoTopUp _,Command.RemoveAutoTopUp _,Command.EndTopUp _,Command.WriteDue _ ->
        Outcome.refused(failed.refusal(), failed.detail(), decided.customer());
    };
  }

  private static Outcome refused(Case decided, Optional<String> feature, Name name, Verdict.Failed failed) {
    return Outcome.refused(failed, Answer.refused(decided, feature, Optional.of(name), Optional.empty(), failed));
  }

  private static Answer missing(Case decided, Optional<String> feature, Optional<Name> name) {
    return Answer.refused(decided, feature, name, Optional.empty(), new Verdict.Failed(Refusal.CUSTOMER_NOT_FOUND, ""));
  }
}
