package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The journal of one customer, audited as it grows: what must hold after every row, whatever the commands were. */
public final class Books implements Past {

  // Comparing all remembered ids after every row would take most of a test's time.
  private static final int ROWS_BETWEEN_FULL_COMPARISONS = 64;

  private final Customer unknown;
  private final List<Facts> rows = new ArrayList<>();
  private Customer replayed;
  private Instant lastAt = Instant.EPOCH;
  private Hash chain;
  private long seq;
  private final Map<String, Long> left = new HashMap<>();
  private final RunBooks runs = new RunBooks();
  private final ClaimBooks claims = new ClaimBooks();
  private long settled;
  private long reserved;
  private long frozen;
  private long debt;

  public Books(CustomerKey key, RememberedIds.Window window) {
    unknown = Customer.unknown(key, window);
    replayed = unknown;
    chain = unknown.chain();
  }

  /** The customer before its first row. */
  public Customer unknown() {
    return unknown;
  }

  /** The customer as all rows lead to it, each applied once to the state before it. */
  public Customer replayed() {
    return replayed;
  }

  public int size() {
    return rows.size();
  }

  @Override
  public Optional<Facts> row(long number) {
    return number >= 1 && number <= rows.size() ? Optional.of(rows.get((int) number - 1)) : Optional.empty();
  }

  /** Nothing is ever forgotten here: who wants that has an index of its own. */
  @Override
  public Optional<List<Long>> forgotten(long hash) {
    return Optional.empty();
  }

  @Override
  public Optional<Catalogue> catalogue(int version) {
    return Optional.empty();
  }

  /** Closes a row that led to this state, as it was computed while deciding. */
  public void close(Facts row, Customer live) {
    assertFalse(row.list().isEmpty(), "a row without facts");
    row.list().forEach(this::audit);
    rows.add(row);
    replayed = replayed.evolve(row);
    if (rows.size() % ROWS_BETWEEN_FULL_COMPARISONS == 0)
      same(replayed, live);
    else
      assertEquals(Copy.withoutIds(replayed), Copy.withoutIds(live), "replayed and live");
    auditState(live);
  }

  /** The end: a replay of everything gives this state. */
  public void finish(Customer live) {
    var customer = unknown;
    for (var row : rows)
      customer = customer.evolve(row);
    same(customer, live);
  }

  /** Both are equal, but that the live one may have forgotten ids that are indexed. */
  private static void same(Customer replayed, Customer live) {
    var all = Copy.of(replayed);
    var copy = Copy.of(live);
    var forgotten = all.ids().size() - copy.ids().size();
    assertEquals(all.withoutIds(), copy.withoutIds(), "replayed and live");
    assertEquals(all.ids().subList(forgotten, all.ids().size()), copy.ids(), "remembered ids");
    for (var place : all.ids().subList(0, forgotten))
      assertTrue(place.row() <= live.ids().indexed(), () -> "forgotten before it was indexed: " + place);
  }

  private void audit(Fact fact) {
    assertTrue(Chain.follows(chain, fact), () -> "not linked: " + fact);
    assertFalse(fact.at().isBefore(lastAt), () -> "time went back to " + fact.at() + " from " + lastAt);
    claims.audit(fact.event());
    fact.entries().forEach(entry -> audit(fact, entry));
    assertEquals(seq, fact.seq(), "a fact's number is that of its last entry");
    assertEquals(balance(), fact.balance(), "a fact's balance is that of its last entry");
    runs.audit(fact.event());
    lastAt = fact.at();
    chain = fact.hash();
  }

  private void audit(Fact fact, LedgerEntry entry) {
    assertEquals(++seq, entry.seq(), "ledger numbers have no gap");
    if (entry.type().counts()) settled = Math.addExact(settled, entry.amountMicros());
    reserved = Math.addExact(reserved, held(fact.event(), entry));
    if (entry.type() == EntryType.OVERDRAFT || entry.type() == EntryType.REPAY)
      debt = Math.addExact(debt, entry.amountMicros());
    frozen = claims.frozenAfter(fact.event(), entry);
    assertTrue(settled >= 0 && reserved >= 0 && debt >= 0, () -> "below zero: " + entry);
    assertTrue(reserved <= settled, () -> "more is held than there is: " + entry);
    assertEquals(balance(), entry.balance(), () -> "the amounts do not add up to the balance of " + entry);
    auditDraws(fact.event(), entry);
  }

  private Balance balance() {
    return new Balance(new Credits(settled), new Credits(reserved), new Credits(frozen), new Credits(debt));
  }

  private static long held(Event event, LedgerEntry entry) {
    return switch (entry.type()) {
      case RESERVE -> entry.amountMicros();
      case RELEASE -> -entry.amountMicros();
      case SETTLE -> event instanceof Event.Settled settled ? -total(settled.held()) - total(settled.released()) : 0;
      case GRANT, CONSUME, EXPIRE, REFUND, VOID, ADJUST, CLAWBACK, FREEZE, UNFREEZE, ROLLOVER, OVERDRAFT, REPAY,
          UNCOLLECTED ->
        0;
    };
  }

  /** Draws say where an amount came from or went to; only what is paid to or by nobody's grant has none. */
  private void auditDraws(Event event, LedgerEntry entry) {
    var amount = Math.abs(entry.amountMicros());
    var ofNoGrant = switch (entry.type()) {
      case OVERDRAFT, UNCOLLECTED -> amount;
      case REFUND -> event instanceof Event.Refunded refunded ? refunded.repaid().micros() : 0;
      case REPAY -> event instanceof Event.Refunded ? amount : 0;
      case GRANT, CONSUME, RESERVE, SETTLE, RELEASE, EXPIRE, VOID, ADJUST, CLAWBACK, FREEZE, UNFREEZE, ROLLOVER -> 0;
    };
    assertEquals(amount - ofNoGrant, total(entry.draws()), () -> "the draws of " + entry);
    if (!entry.type().counts()) return;
    for (var draw : entry.draws()) {
      var rest = left.merge(draw.grant(), Long.signum(entry.amountMicros()) * draw.amount().micros(), Math::addExact);
      assertTrue(rest >= 0, () -> "more than a grant had: " + entry);
    }
  }

  private void auditState(Customer live) {
    var balance = live.balance();
    var grants = live.grants();
    assertEquals(rows.size(), live.row(), "rows");
    assertEquals(seq, live.seq(), "seq");
    assertEquals(balance(), balance, "balance");
    var now = new HashMap<String, Long>();
    grants.live().forEach(grant -> now.merge(grant.grant().id(), grant.left().micros(), Long::sum));
    grants.ended().forEach(grant -> now.merge(grant.grant().id(), grant.held().micros(), Long::sum));
    left.values().removeIf(rest -> rest == 0);
    assertEquals(left, now, "what is left of active grants, and held of those that ended");
    var held = new HashMap<String, Long>();
    live.reservations().list().forEach(
        open -> open.held().forEach(draw -> held.merge(draw.grant(), draw.amount().micros(), Long::sum)));
    var heldOf = new HashMap<String, Long>();
    grants.live().stream().filter(grant -> !grant.held().isZero())
        .forEach(grant -> heldOf.merge(grant.grant().id(), grant.held().micros(), Long::sum));
    grants.ended().forEach(grant -> heldOf.merge(grant.grant().id(), grant.held().micros(), Long::sum));
    assertEquals(held, heldOf, "what open reservations hold of each grant");
    assertEquals(reserved, held.values().stream().mapToLong(Long::longValue).sum(), "what open reservations hold");
    live.usage().counters().forEach((feature, counter) -> assertTrue(
        LongStream.of(counter.second(), counter.minute(), counter.hour(), counter.day(), counter.week(),
            counter.month(), counter.billingMonth(), counter.billingYear(), counter.lifetime())
            .allMatch(count -> count >= 0),
        () -> "less than nothing was used of " + feature + ": " + counter));
    assertTrue(balance.frozen().compareTo(balance.settled().minus(balance.reserved())) <= 0,
        "frozen is more than there is");
    assertTrue(live.nextDue().isAfter(lastAt), "something was due and not written");
    claims.auditState(live);
    runs.auditState(live);
  }

  private static long total(List<Draw> draws) {
    return draws.stream().mapToLong(draw -> draw.amount().micros()).sum();
  }

  /** A customer by value, the remembered ids included. */
  public record Copy(Customer withoutIds, List<Id> ids) {

    /** An id as it is remembered. */
    public record Id(long hash, long row, int minute) {}

    public static Copy of(Customer customer) {
      var ids = new ArrayList<Id>();
      customer.ids().forEach((hash, row, minute) -> ids.add(new Id(hash, row, minute)));
      return new Copy(withoutIds(customer), ids);
    }

    private static final RememberedIds NONE = RememberedIds.none(new RememberedIds.Window(1, Duration.ZERO));

    static Customer withoutIds(Customer customer) {
      return new Customer(customer.key(), customer.exists(), customer.profile(), customer.createdAt(),
          customer.lastAt(), customer.grants(), customer.reservations(), customer.runs(), customer.usage(),
          customer.access(), customer.topUp(), customer.balance(), customer.seq(), customer.chain(), customer.row(),
          NONE);
    }
  }
}
