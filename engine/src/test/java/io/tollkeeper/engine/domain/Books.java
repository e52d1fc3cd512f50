package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private long settled;

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
    for (var entry : fact.entries()) {
      assertEquals(++seq, entry.seq(), "ledger numbers have no gap");
      if (entry.type().counts()) settled = Math.addExact(settled, entry.amountMicros());
      assertTrue(settled >= 0, () -> "below zero: " + entry);
      assertEquals(settled, entry.balance().settled().micros(),
          () -> "the amounts that count do not add up to the balance of " + entry);
      assertFalse(entry.type().counts() && drawn(entry) != Math.abs(entry.amountMicros()),
          () -> "the draws do not add up to the amount of " + entry);
    }
    assertEquals(seq, fact.seq(), "a fact's number is that of its last entry");
    assertEquals(settled, fact.balance().settled().micros(), "a fact's balance is that of its last entry");
    lastAt = fact.at();
    chain = fact.hash();
  }

  private void auditState(Customer live) {
    var balance = live.balance();
    assertEquals(rows.size(), live.row(), "rows");
    assertEquals(seq, live.seq(), "seq");
    assertEquals(settled, balance.settled().micros(), "settled");
    assertEquals(settled, live.grants().live().stream().mapToLong(grant -> grant.left().micros()).sum(),
        "what is left of the active grants");
    assertTrue(balance.frozen().compareTo(balance.settled().minus(balance.reserved())) <= 0,
        "frozen is more than there is");
    assertFalse(live.isDue(lastAt), "something was due and not written");
  }

  private static long drawn(LedgerEntry entry) {
    return entry.draws().stream().mapToLong(draw -> draw.amount().micros()).sum();
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
          customer.balance(), customer.seq(), customer.chain(), customer.row(), NONE);
    }
  }
}
