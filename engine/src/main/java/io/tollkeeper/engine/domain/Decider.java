package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
   * @param past the customer's journal as far as it is at hand
   * @param clock the time; for the customer it never goes back
   */
  public Decision decide(Customer customer, Command command, Catalogue catalogue, Past past, Instant clock) {
    var now = customer.timeAt(clock);
    var ledger = new Ledger(customer);
    if (command instanceof Command.PutCustomer put) return ledger.decided(put(ledger, put, now));
    if (!customer.exists()) return ledger.decided(noCustomer(customer, command, catalogue, now));
    return switch (earlier(customer, command, past)) {
      case Earlier.Unknown(var need) -> new Decision.Needs(need);
      case Earlier.Found(var fact) -> ledger.decided(repeat(ledger, command, fact, catalogue, now));
      case Earlier.None _ -> ledger.decided(first(ledger, command, catalogue, now));
    };
  }

  /** Whether this work would be accepted now. Nothing is written: what is due is only computed. */
  public Answer authorize(Customer customer, Demand demand, Optional<String> run, OnInsufficient onInsufficient,
      Catalogue catalogue, Instant clock) {
    var now = customer.timeAt(clock);
    if (!customer.exists()) return missing(customer, demand, Optional.empty(), catalogue, now);
    // What is due is only computed, so the ledger has no entries for it: the number stays that of the last one it has.
    return Spending.authorize(upTo(customer, now), demand, run, onInsufficient, catalogue, now).withSeq(customer.seq());
  }

  /** The customer as it is at this time, with what is due computed but not written. */
  public Customer upTo(Customer customer, Instant now) {
    if (!customer.isDue(now)) return customer;
    var ledger = new Ledger(customer);
    Due.write(ledger, now);
    return ledger.customer();
  }

  /** The fact that was recorded for this id, however long ago, if what tells it is at hand. */
  public Earlier earlier(Customer customer, IdSpace space, String id, Past past) {
    var ids = customer.ids();
    var lately = recorded(ids.rows(space, id), space, id, past);
    if (!(lately instanceof Earlier.None) || !ids.mayHaveForgotten()) return lately;
    var hash = ids.hash(space, id);
    return past.forgotten(hash)
        .map(rows -> recorded(rows.stream().mapToLong(Long::longValue).toArray(), space, id, past))
        .orElseGet(() -> new Earlier.Unknown(new Need.Forgotten(hash)));
  }

  /** The fact that was recorded for this id in one of these rows, whose ids have the same hash. */
  private static Earlier recorded(long[] rows, IdSpace space, String id, Past past) {
    for (var number : rows) {
      var row = past.row(number);
      if (row.isEmpty()) return new Earlier.Unknown(new Need.Row(number));
      for (var fact : row.get().list())
        if (fact.event().identified().filter(command -> command.space() == space && command.id().equals(id))
            .isPresent())
          return new Earlier.Found(fact);
    }
    return new Earlier.None();
  }

  private Earlier earlier(Customer customer, Command command, Past past) {
    return switch (command) {
      case Command.Identified identified -> earlier(customer, identified.space(), identified.id(), past);
      // Voiding what has ended succeeds, so whether the grant ever existed matters only then.
      case Command.VoidGrant(var grant, var _) when customer.grants().find(grant).isEmpty() ->
        giver(customer, grant, past);
      case Command.VoidGrant _,Command.PutCustomer _,Command.WriteDue _ -> new Earlier.None();
    };
  }

  /** What was recorded for the command that gave this grant. */
  private Earlier giver(Customer customer, String grant, Past past) {
    return grant.startsWith(Granting.ADJUSTMENT)
        ? earlier(customer, IdSpace.ADJUSTMENT, grant.substring(Granting.ADJUSTMENT.length()), past)
        : earlier(customer, IdSpace.GRANT, grant, past);
  }

  private static Outcome repeat(Ledger ledger, Command command, Fact fact, Catalogue catalogue, Instant now) {
    Due.write(ledger, now);
    var customer = ledger.customer();
    if (command instanceof Command.VoidGrant end)
      return fact.event() instanceof Event.AdjustedDown ? noGrant(customer, end) : standing(customer, now);
    if (fact.event().identified().filter(command::equals).isPresent()) return Outcome.of(customer.key(), fact, true);
    var detail = "this id was used before, with other content";
    return command instanceof Command.Consume consume
        ? Spending.refuse(customer, consume, Refusal.ID_REUSED, detail, catalogue, now)
        : Outcome.refused(Refusal.ID_REUSED, detail, customer);
  }

  private Outcome first(Ledger ledger, Command command, Catalogue catalogue, Instant now) {
    var before = ledger.customer().grants();
    Due.write(ledger, now);
    return switch (command) {
      case Command.PutCustomer put -> put(ledger, put, now);
      case Command.AddGrant add -> Granting.add(ledger, add, limits, now);
      case Command.Adjust adjust -> Granting.adjust(ledger, adjust, limits, now);
      case Command.Consume consume -> Spending.consume(ledger, consume, catalogue, now);
      case Command.WriteDue _ -> standing(ledger.customer(), now);
      case Command.VoidGrant end when before.find(end.grant()).isEmpty() -> noGrant(ledger.customer(), end);
      case Command.VoidGrant end -> {
        Granting.end(ledger, end, now);
        yield standing(ledger.customer(), now);
      }
    };
  }

  private static Outcome put(Ledger ledger, Command.PutCustomer command, Instant now) {
    Due.write(ledger, now);
    var before = ledger.customer();
    var profile = before.profile().with(command.name(), command.metadata(), command.stripeCustomer());
    if (!before.exists() || !profile.equals(before.profile())) ledger.write(now, new Event.CustomerPut(profile));
    return new Outcome.Standing(CustomerView.of(ledger.customer(), now), !before.exists());
  }

  private static Outcome standing(Customer customer, Instant now) {
    return new Outcome.Standing(CustomerView.of(customer, now), false);
  }

  private static Outcome noGrant(Customer customer, Command.VoidGrant command) {
    return Outcome.refused(Refusal.GRANT_NOT_FOUND, "the customer has no grant " + command.grant(), customer);
  }

  private static Outcome noCustomer(Customer customer, Command command, Catalogue catalogue, Instant now) {
    var answer = command instanceof Command.Consume consume
        ? Optional.of(missing(customer, consume.demand(), Optional.of(consume.id()), catalogue, now))
        : Optional.<Answer>empty();
    return new Outcome.Refused(Refusal.CUSTOMER_NOT_FOUND, "there is no customer " + customer.key().customer(),
        customer.seq(), answer);
  }

  private static Answer missing(Customer customer, Demand demand, Optional<String> usage, Catalogue catalogue,
      Instant now) {
    return new Answer(Optional.of(Refusal.CUSTOMER_NOT_FOUND), customer.key(), demand.feature(), usage,
        Optional.empty(), Credits.ZERO, Credits.ZERO,
        List.of(), Balance.ZERO, Credits.ZERO, catalogue.version(), 0, now);
  }
}
