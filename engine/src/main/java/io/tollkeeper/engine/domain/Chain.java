package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.List;

/**
 * The tamper-evident chain of one customer: the hash of each fact and of each ledger entry covers its whole content and the hash
 * before it, back to a genesis that names tenant and customer. Whoever changes, drops or swaps anything changes every hash after it.
 *
 * <p>Names and metadata enter as digests, so that they can be erased without breaking the chain.
 */
public final class Chain {

  private Chain() {}

  /** The hash that the first fact of a customer is linked to. */
  public static Hash genesis(CustomerKey key) {
    return new Canonical().put("tollkeeper/1").put(key.tenant()).put(key.customer()).hash();
  }

  /** Whether this fact and all of its entries follow {@code previous}, unchanged. Erased texts count as unchanged. */
  public static boolean follows(Hash previous, Fact fact) {
    return isIntact(fact.event()) && isLinked(previous, fact);
  }

  private static boolean isLinked(Hash previous, Fact fact) {
    if (fact.entries().isEmpty())
      return fact.hash().equals(link(previous, fact.at(), fact.event(), fact.seq(), fact.balance()));
    var hash = previous;
    for (var entry : fact.entries()) {
      hash = link(hash, fact.at(), fact.event(), entry.seq(), entry.type(), entry.amountMicros(), entry.draws(),
          entry.balance());
      if (!hash.equals(entry.hash())) return false;
    }
    var last = fact.entries().getLast();
    return fact.hash().equals(hash) && fact.seq() == last.seq() && fact.balance().equals(last.balance());
  }

  /** Whether the texts that are hashed by their digests alone are those of the digests. */
  private static boolean isIntact(Event event) {
    return switch (event) {
      case Event.CustomerPut(var profile) -> profile.metadata().isIntact();
      case Event.Consumed consumed -> consumed.command().metadata().isIntact();
      case Event.GrantAdded _,Event.GrantStarted _,Event.GrantExpired _,Event.GrantVoided _,Event.AdjustedUp _,Event.AdjustedDown _ ->
        true;
    };
  }

  /** The link of a fact without entries. */
  static Hash link(Hash previous, Instant at, Event event, long seq, Balance balance) {
    return put(head(previous, at, event).put(seq), balance).hash();
  }

  /** The link of one ledger entry of a fact. */
  static Hash link(Hash previous, Instant at, Event event, long seq, EntryType type, long amountMicros,
      List<Draw> draws, Balance balance) {
    var out = put(head(previous, at, event).put(seq).put(type.name()).put(amountMicros), balance).put(draws.size());
    for (var draw : draws)
      out.put(draw.grant()).put(draw.amount());
    return out.hash();
  }

  private static Canonical head(Hash previous, Instant at, Event event) {
    var out = new Canonical().put(previous).put(at);
    switch (event) {
      case Event.CustomerPut(var profile) -> put(out.put("customer_put"), profile);
      case Event.GrantAdded(var command, var grant) -> put(put(out.put("grant_added"), command), grant);
      case Event.GrantStarted(var grant) -> out.put("grant_started").put(grant);
      case Event.GrantExpired(var grant) -> out.put("grant_expired").put(grant);
      case Event.GrantVoided(var grant, var reason) -> out.put("grant_voided").put(grant).put(reason);
      case Event.AdjustedUp(var command, var grant) -> put(put(out.put("adjusted_up"), command), grant);
      case Event.AdjustedDown(var command) -> put(out.put("adjusted_down"), command);
      case Event.Consumed consumed -> put(out.put("consumed"), consumed);
    }
    return out;
  }

  private static Canonical put(Canonical out, Balance balance) {
    return out.put(balance.settled()).put(balance.reserved()).put(balance.frozen()).put(balance.debt());
  }

  private static void put(Canonical out, Profile profile) {
    out.put(Hash.of(profile.name())).put(profile.metadata().digest()).put(profile.stripeCustomer());
  }

  private static Canonical put(Canonical out, Command.AddGrant command) {
    return out.put(command.id()).put(command.credits()).put(command.kind().name()).put(command.priority())
        .put(command.effectiveAt(), Canonical::put)
        .put(command.expiry(), Chain::put)
        .putAll(command.features()).put(command.source()).put(command.reason());
  }

  private static void put(Canonical out, Command.Expiry expiry) {
    switch (expiry) {
      case Command.Expiry.At(var time) -> out.put("at").put(time);
      case Command.Expiry.After(var term) -> out.put("after").put(term.toString());
    }
  }

  private static Canonical put(Canonical out, Grant grant) {
    return out.put(grant.id()).put(grant.credits()).put(grant.kind().name()).put(grant.priority())
        .put(grant.effectiveAt()).put(grant.expiresAt())
        .putAll(grant.features()).put(grant.source());
  }

  private static Canonical put(Canonical out, Command.Adjust command) {
    return out.put(command.id()).put(command.micros()).put(command.reason());
  }

  private static void put(Canonical out, Event.Consumed consumed) {
    var command = consumed.command();
    var demand = command.demand();
    out.put(command.id()).put(demand.feature()).put(demand.quantity())
        .put(demand.credits(), Canonical::put)
        .put(demand.dimensions().words(), Canonical::put)
        .put(demand.dimensions().totals(), Canonical::put)
        .put(command.run(), Canonical::put)
        .put(command.onInsufficient().name())
        .put(command.occurredAt(), Canonical::put)
        .put(command.metadata().digest());
    var price = consumed.price();
    out.put(consumed.catalogueVersion())
        .put(price.basis().name()).put(price.rule())
        .put(price.credits(), (o, rate) -> o.put(rate.credits()))
        .put(price.per(), (o, rate) -> o.put(rate.credits()))
        .put(consumed.required()).put(consumed.uncollected()).put(consumed.available());
  }
}
