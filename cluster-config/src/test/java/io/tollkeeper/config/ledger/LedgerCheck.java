package io.tollkeeper.config.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import io.tollkeeper.config.ledger.Claim.State;
import io.tollkeeper.config.ledger.Ledger.Entry;

/**
 * Compares a ledger with what clients know: acknowledged ⊆ ledger ⊆ acknowledged + unknown, nothing refused is in it, each operation at
 * most once, no gap, and every balance is what the entries before it add up to.
 */
public final class LedgerCheck {

  // Written by the customer's own clock and not by anybody's request.
  private static final Set<String> UNASKED = Set.of("expire");

  private final Ledger ledger;
  private final Collection<Claim> claims;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Entry> byKey = new HashMap<>();

  private LedgerCheck(Ledger ledger, Collection<Claim> claims) {
    this.ledger = ledger;
    this.claims = claims;
  }

  /** Everything that is wrong; empty if nothing is. */
  public static List<String> problems(Ledger ledger, Collection<Claim> claims) {
    var check = new LedgerCheck(ledger, claims);
    check.arithmetic();
    check.entries();
    check.claims();
    check.order();
    return List.copyOf(check.problems);
  }

  private void arithmetic() {
    var seq = 0L;
    var settled = BigDecimal.ZERO;
    for (var entry : ledger.entries()) {
      if (entry.seq() != ++seq) report("entry " + entry.seq() + " stands at place " + seq);
      settled = settled.add(entry.amount());
      if (settled.compareTo(entry.balance().settled()) != 0)
        report("entry " + entry.seq() + " says settled " + entry.balance().settled() + ", the amounts add up to "
            + settled);
      if (entry.balance().settled().signum() < 0 || entry.balance().available().signum() < 0)
        report("entry " + entry.seq() + " leaves less than nothing: " + entry.balance());
      seq = entry.seq();
    }
    if (settled.compareTo(ledger.balance().settled()) != 0)
      report("the balance says settled " + ledger.balance().settled() + ", the amounts add up to " + settled);
  }

  private void entries() {
    for (var entry : ledger.entries()) {
      if (entry.key().isEmpty()) {
        if (!UNASKED.contains(entry.type()))
          report("entry " + entry.seq() + " of type " + entry.type() + " has no cause");
      } else if (byKey.putIfAbsent(entry.key(), entry) != null) {
        report(entry.key() + " is there twice, the second time as entry " + entry.seq());
      }
    }
  }

  private void claims() {
    var asked = new HashMap<String, Claim>();
    for (var claim : claims) {
      asked.put(claim.operation().key(), claim);
      claim.attempts().stream().map(Attempt::result).filter(Attempt.Result.Absurd.class::isInstance)
          .forEach(absurd -> report(claim.operation().key() + " was answered with " + absurd));
      var entry = byKey.get(claim.operation().key());
      switch (claim.state()) {
        case ACKNOWLEDGED -> acknowledged(claim);
        case REFUSED -> {
          if (entry != null) report(claim.operation().key() + " was refused and is entry " + entry.seq());
        }
        case UNKNOWN -> {}
      }
      if (entry != null && entry.amount().compareTo(claim.operation().amount()) != 0)
        report(
            claim.operation().key() + " should be of " + claim.operation().amount() + " and is of " + entry.amount());
    }
    for (var key : byKey.keySet())
      if (!asked.containsKey(key)) report(key + " was never asked for");
  }

  private void acknowledged(Claim claim) {
    var key = claim.operation().key();
    var entry = byKey.get(key);
    if (entry == null) {
      report(key + " was acknowledged and is missing");
      return;
    }
    if (!claim.operation().answered()) return;
    var answers = claim.answers();
    if (answers.stream().filter(answer -> !answer.replayed()).count() > 1)
      report(key + " was done for the first time twice");
    var first = answers.getFirst();
    for (var answer : answers)
      if (answer.status() != first.status() || !answer.body().equals(first.body()))
        report(key + " was answered with " + first.body() + " and with " + answer.body());
    var json = first.json();
    if (json.path("seq").asLong() != entry.seq())
      report(key + " was answered with seq " + json.path("seq") + " and is entry " + entry.seq());
    var settled = new BigDecimal(json.path("balance").path("settled").asText("-1"));
    if (settled.compareTo(entry.balance().settled()) != 0)
      report(key + " was answered with settled " + settled + ", its entry says " + entry.balance().settled());
  }

  /** What was known to be done before something else was asked for stands before it. */
  private void order() {
    var sent = claims.stream()
        .filter(claim -> claim.state() == State.ACKNOWLEDGED && claim.operation().answered()
            && byKey.containsKey(claim.operation().key()))
        .sorted(Comparator.comparingLong(Claim::startNanos)).toList();
    var pending = new PriorityQueue<>(Comparator.comparingLong(Claim::doneNanos));
    var highest = 0L;
    for (var claim : sent) {
      for (var done = pending.peek(); done != null && done.doneNanos() < claim.startNanos(); done = pending.peek()) {
        highest = Math.max(highest, seq(done));
        pending.remove(done);
      }
      if (seq(claim) < highest)
        report(claim.operation().key() + " is entry " + seq(claim) + ", but entry " + highest
            + " had been acknowledged before it was asked for");
      pending.add(claim);
    }
  }

  private long seq(Claim claim) {
    var entry = byKey.get(claim.operation().key());
    return entry == null ? Long.MAX_VALUE : entry.seq();
  }

  private void report(String problem) {
    problems.add(ledger.customer() + ": " + problem);
  }
}
