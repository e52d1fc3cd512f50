package io.tollkeeper.engine.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for what gives a customer credits or takes them back by hand: grants, their end, and adjustments. */
final class Granting {

  /** What the ids of the grants that adjustments make begin with; the id of the adjustment follows. */
  static final String ADJUSTMENT = "tk:adjustment:";

  private Granting() {}

  static Outcome add(Case decided, Command.AddGrant command) {
    var customer = decided.customer();
    var now = decided.now();
    var effectiveAt = command.effectiveAt().orElse(now);
    Instant expiresAt;
    try {
      expiresAt = expiresAt(command, effectiveAt);
    } catch (DateTimeException | ArithmeticException _) {
      return Outcome.refused(Refusal.AMOUNT_TOO_LARGE, "the grant would end beyond the end of time", customer);
    }
    if (!expiresAt.isAfter(now) || !expiresAt.isAfter(effectiveAt))
      return Outcome.refused(Refusal.GRANT_ENDS_TOO_EARLY,
          "the grant would end at " + expiresAt + ", which is not after it starts or not after now", customer);
    if (customer.grants().open() >= decided.limits().grants())
      return Outcome.refused(Refusal.TOO_MANY_GRANTS, "the customer has " + decided.limits().grants() + " grants",
          customer);
    if (overflows(customer, command.credits())) return tooLarge(customer);
    var grant = new Grant(command.id(), command.credits(), command.kind(), command.priority(), effectiveAt, expiresAt,
        command.features(), command.source());
    var event = new Event.GrantAdded(command, grant);
    var fact = effectiveAt.isAfter(now)
        ? decided.ledger().write(now, event)
        : decided.ledger().write(now, event, start(customer, EntryType.GRANT, grant));
    return Outcome.of(customer.key(), fact, false);
  }

  /** The entries of a grant that becomes effective: its own and, if the customer owes something, what is paid of that at once. */
  static List<Posting> start(Customer customer, EntryType type, Grant grant) {
    return start(customer.balance().debt(), type, grant);
  }

  /** As above, with so much owed. */
  static List<Posting> start(Credits debt, EntryType type, Grant grant) {
    var entry = Posting.of(type, grant.credits().micros(), grant.id());
    var repaid = grant.credits().min(debt);
    return repaid.isZero() || !grant.features().isEmpty()
        ? List.of(entry)
        : List.of(entry, Posting.of(EntryType.REPAY, -repaid.micros(), grant.id()));
  }

  /** The grant that had this id, however long ago it ended. */
  static Optional<Grant> definition(Case decided, String id) {
    return decided.find(maker(id))
        .flatMap(fact -> fact.event().grants().stream().filter(grant -> grant.id().equals(id)).findFirst());
  }

  /** The name of what made the grant that has this id. */
  private static Name maker(String id) {
    if (id.startsWith(ADJUSTMENT)) return new Name(IdSpace.ADJUSTMENT, id.substring(ADJUSTMENT.length()));
    if (id.startsWith(Refunding.GRANT)) return new Name(IdSpace.REFUND, id.substring(Refunding.GRANT.length()));
    return new Name(IdSpace.GRANT, id);
  }

  private static Instant expiresAt(Command.AddGrant command, Instant effectiveAt) {
    if (command.expiry().isEmpty()) return Grant.NEVER;
    return switch (command.expiry().get()) {
      case Command.Expiry.At(var time) -> time;
      case Command.Expiry.After(var term) -> term.after(effectiveAt);
    };
  }

  /** Ends the unused part of a grant; succeeds also if it has ended already. */
  static Outcome end(Case decided, Command.VoidGrant command) {
    var customer = decided.customer();
    var found = customer.grants().find(command.grant()).or(() -> forgotten(decided, command.grant()));
    if (found.isEmpty() && definition(decided, command.grant()).isEmpty())
      return Outcome.refused(Refusal.GRANT_NOT_FOUND, "the customer has no grant " + command.grant(), customer);
    found.filter(balance -> balance.grant().expiresAt().isAfter(decided.now()))
        .ifPresent(balance -> end(decided, command, balance));
    return Outcome.standing(decided);
  }

  /** A grant that has not ended, but of which nothing was left so long ago that it is not kept in memory. */
  private static Optional<GrantBalance> forgotten(Case decided, String id) {
    return decided.find(new Name(IdSpace.GRANT_END, id)).isPresent()
        ? Optional.empty()
        : definition(decided, id).map(GrantBalance::empty);
  }

  private static void end(Case decided, Command.VoidGrant command, GrantBalance balance) {
    var event = new Event.GrantVoided(command.grant(), command.reason());
    if (balance.free().isZero() || !balance.grant().activeAt(decided.now()))
      decided.ledger().write(decided.now(), event);
    else
      decided.ledger().write(decided.now(), event,
          Posting.of(EntryType.VOID, -balance.free().micros(), command.grant()));
  }

  static Outcome adjust(Case decided, Command.Adjust command) {
    return command.micros() > 0 ? adjustUp(decided, command) : adjustDown(decided, command);
  }

  private static Outcome adjustUp(Case decided, Command.Adjust command) {
    var customer = decided.customer();
    var now = decided.now();
    var credits = new Credits(command.micros());
    if (customer.grants().open() >= decided.limits().grants())
      return Outcome.refused(Refusal.TOO_MANY_GRANTS, "the customer has " + decided.limits().grants() + " grants",
          customer);
    if (overflows(customer, credits)) return tooLarge(customer);
    var grant = new Grant(ADJUSTMENT + command.id(), credits, GrantKind.ADJUSTMENT, Grant.DEFAULT_PRIORITY, now,
        Grant.NEVER, Set.of(), Grant.SOURCE_API);
    var fact =
        decided.ledger().write(now, new Event.AdjustedUp(command, grant), start(customer, EntryType.ADJUST, grant));
    return Outcome.of(customer.key(), fact, false);
  }

  private static Outcome adjustDown(Case decided, Command.Adjust command) {
    var customer = decided.customer();
    var now = decided.now();
    var available = customer.balance().available();
    if (command.micros() == Long.MIN_VALUE || -command.micros() > available.micros())
      return Outcome.refused(Refusal.INSUFFICIENT_CREDITS,
          "the adjustment takes more than the " + available + " credits that are available", customer);
    var draws = customer.grants().draws(new Credits(-command.micros()));
    var fact =
        decided.ledger().write(now, new Event.AdjustedDown(command),
            new Posting(EntryType.ADJUST, command.micros(), draws));
    return Outcome.of(customer.key(), fact, false);
  }

  /** Whether all grants together, those to come included, would be more than an amount can be. */
  static boolean overflows(Customer customer, Credits more) {
    return more.compareTo(room(customer)) > 0;
  }

  /** How much more all grants together, those to come included, can be. */
  static Credits room(Customer customer) {
    var total = customer.balance().settled();
    for (var grant : customer.grants().scheduled())
      total = total.plus(grant.credits());
    return new Credits(Long.MAX_VALUE).minus(total);
  }

  static Outcome tooLarge(Customer customer) {
    return Outcome.refused(Refusal.AMOUNT_TOO_LARGE,
        "the customer's credits would add up to more than can be represented", customer);
  }
}
