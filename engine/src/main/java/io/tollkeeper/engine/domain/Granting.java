package io.tollkeeper.engine.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** The rules for what gives a customer credits or takes them back by hand: grants, their end, and adjustments. */
final class Granting {

  /** What the ids of the grants that adjustments make begin with; the id of the adjustment follows. */
  static final String ADJUSTMENT = "tk:adjustment:";

  private Granting() {}

  static Outcome add(Ledger ledger, Command.AddGrant command, Limits limits, Instant now) {
    var customer = ledger.customer();
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
    if (customer.grants().open() >= limits.grants())
      return Outcome.refused(Refusal.TOO_MANY_GRANTS, "the customer has " + limits.grants() + " grants", customer);
    if (overflows(customer, command.credits())) return tooLarge(customer);
    var grant = new Grant(command.id(), command.credits(), command.kind(), command.priority(), effectiveAt, expiresAt,
        command.features(), command.source());
    var event = new Event.GrantAdded(command, grant);
    var fact = effectiveAt.isAfter(now)
        ? ledger.write(now, event)
        : ledger.write(now, event, Posting.of(EntryType.GRANT, command.credits().micros(), command.id()));
    return Outcome.of(customer.key(), fact, false);
  }

  private static Instant expiresAt(Command.AddGrant command, Instant effectiveAt) {
    if (command.expiry().isEmpty()) return Grant.NEVER;
    return switch (command.expiry().get()) {
      case Command.Expiry.At(var time) -> time;
      case Command.Expiry.After(var term) -> term.after(effectiveAt);
    };
  }

  /** Ends a grant that has not ended; does nothing if it has. Whether one with this id ever existed is for the caller to know. */
  static void end(Ledger ledger, Command.VoidGrant command, Instant now) {
    var found =
        ledger.customer().grants().find(command.grant()).filter(balance -> balance.grant().expiresAt().isAfter(now));
    if (found.isEmpty()) return;
    var id = command.grant();
    var left = found.get().left();
    var event = new Event.GrantVoided(id, command.reason());
    if (left.isZero() || !found.get().grant().activeAt(now)) ledger.write(now, event);
    else ledger.write(now, event, Posting.of(EntryType.VOID, -left.micros(), id));
  }

  static Outcome adjust(Ledger ledger, Command.Adjust command, Limits limits, Instant now) {
    return command.micros() > 0 ? adjustUp(ledger, command, limits, now) : adjustDown(ledger, command, now);
  }

  private static Outcome adjustUp(Ledger ledger, Command.Adjust command, Limits limits, Instant now) {
    var customer = ledger.customer();
    var credits = new Credits(command.micros());
    if (customer.grants().open() >= limits.grants())
      return Outcome.refused(Refusal.TOO_MANY_GRANTS, "the customer has " + limits.grants() + " grants", customer);
    if (overflows(customer, credits)) return tooLarge(customer);
    var grant = new Grant(ADJUSTMENT + command.id(), credits, GrantKind.ADJUSTMENT, Grant.DEFAULT_PRIORITY, now,
        Grant.NEVER, Set.of(), Grant.SOURCE_API);
    var fact = ledger.write(now, new Event.AdjustedUp(command, grant),
        Posting.of(EntryType.ADJUST, command.micros(), grant.id()));
    return Outcome.of(customer.key(), fact, false);
  }

  private static Outcome adjustDown(Ledger ledger, Command.Adjust command, Instant now) {
    var customer = ledger.customer();
    var available = customer.balance().available();
    if (command.micros() == Long.MIN_VALUE || -command.micros() > available.micros())
      return Outcome.refused(Refusal.INSUFFICIENT_CREDITS,
          "the adjustment takes more than the " + available + " credits that are available", customer);
    var draws = customer.grants().draws(new Credits(-command.micros()));
    var fact =
        ledger.write(now, new Event.AdjustedDown(command), new Posting(EntryType.ADJUST, command.micros(), draws));
    return Outcome.of(customer.key(), fact, false);
  }

  /** Whether all grants together, those to come included, would be more than an amount can be. */
  private static boolean overflows(Customer customer, Credits more) {
    try {
      var total = customer.balance().settled().plus(more);
      for (var grant : customer.grants().scheduled())
        total = total.plus(grant.credits());
      return false;
    } catch (ArithmeticException _) {
      return true;
    }
  }

  private static Outcome tooLarge(Customer customer) {
    return Outcome.refused(Refusal.AMOUNT_TOO_LARGE,
        "the customer's credits would add up to more than can be represented", customer);
  }
}
