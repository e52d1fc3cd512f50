package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer's ledger while a decision adds to it: numbers the entries, keeps the balance, links the chain, and has the state that
 * results. The only mutable thing in the domain; it lives for one decision.
 */
final class Ledger {

  private final List<Fact> facts = new ArrayList<>(1);
  private Customer customer;

  Ledger(Customer customer) {
    this.customer = customer;
  }

  /** The state after everything written so far. */
  Customer customer() {
    return customer;
  }

  /** What has been written so far. */
  List<Fact> facts() {
    return facts;
  }

  /** Records an event with its entries and returns the fact that it became. */
  Fact write(Instant at, Event event, Posting... postings) {
    return write(at, event, List.of(postings));
  }

  /** Records an event with its entries and returns the fact that it became. */
  Fact write(Instant at, Event event, List<Posting> postings) {
    var seq = customer.seq();
    var balance = customer.balance();
    var hash = postings.isEmpty() ? Chain.link(customer.chain(), at, event, seq, balance) : customer.chain();
    var entries = new ArrayList<LedgerEntry>(postings.size());
    for (var posting : postings) {
      seq++;
      balance = posting.after(balance, customer.grants().claims());
      hash = Chain.link(hash, at, event, seq, posting.type(), posting.amountMicros(), posting.draws(), balance);
      entries.add(new LedgerEntry(seq, posting.type(), posting.amountMicros(), posting.draws(), balance, hash));
    }
    var fact = new Fact(at, event, entries, seq, balance, hash);
    facts.add(fact);
    customer = customer.evolve(fact);
    if (customer.grants().claims().pending() > 0) Reversing.collect(this, at);
    return fact;
  }

  /** The decision that all of this amounts to. */
  Decision decided(Outcome outcome) {
    return new Decision.Decided(facts, outcome, customer);
  }
}
