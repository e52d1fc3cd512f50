package io.tollkeeper.config.stripe.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The entries of a ledger, the oldest first.
 *
 * @param entries all of them
 */
record Entries(List<JsonNode> entries) {

  // These say what was held, freed, missed or borrowed; all others count.
  private static final Set<String> BESIDE =
      Set.of("reserve", "release", "freeze", "unfreeze", "overdraft", "uncollected");
  private static final Set<String> DEBT = Set.of("overdraft", "repay");
  private static final Set<String> TAKEN_BACK = Set.of("clawback", "overdraft", "uncollected");

  Entries {
    entries = List.copyOf(entries);
  }

  /** Sees to it that there is no gap, and that each entry says what those before it add up to. */
  void check() {
    var seq = 0L;
    var settled = BigDecimal.ZERO;
    var debt = BigDecimal.ZERO;
    for (var entry : entries) {
      assertEquals(++seq, entry.path("seq").asLong(), entry::toString);
      if (counts(entry)) settled = settled.add(amount(entry));
      if (owes(entry)) debt = debt.add(amount(entry));
      var balance = entry.path("balance");
      assertEquals(0, settled.compareTo(EndState.amount(balance, "settled")), () -> entry + " of " + entries);
      assertEquals(0, debt.compareTo(EndState.amount(balance, "debt")), () -> entry + " of " + entries);
    }
  }

  /** What they add up to. */
  BigDecimal settled() {
    return entries.stream().filter(Entries::counts).map(Entries::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is owed by them. */
  BigDecimal debt() {
    return entries.stream().filter(Entries::owes).map(Entries::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Of each grant that was paid for: what it brought, and what of that was taken back or is owed for it. */
  Map<String, String> grants() {
    var granted = new TreeMap<String, BigDecimal>();
    var taken = new TreeMap<String, BigDecimal>();
    for (var entry : entries) {
      var grant = EndState.text(entry, "grant_id");
      if (!grant.startsWith("stripe:")) continue;
      if (type(entry).equals("grant")) granted.merge(grant, amount(entry), BigDecimal::add);
      if (EndState.text(entry, "cause").equals("clawback") && TAKEN_BACK.contains(type(entry)))
        taken.merge(grant, type(entry).equals("clawback") ? amount(entry).negate() : amount(entry), BigDecimal::add);
    }
    var grants = new TreeMap<String, String>();
    granted.forEach((grant, credits) -> grants.put(grant, credits.toPlainString() + '-'
        + taken.getOrDefault(grant, BigDecimal.ZERO).toPlainString()));
    return grants;
  }

  private static boolean counts(JsonNode entry) {
    return !BESIDE.contains(type(entry));
  }

  private static boolean owes(JsonNode entry) {
    return DEBT.contains(type(entry));
  }

  private static String type(JsonNode entry) {
    return EndState.text(entry, "type");
  }

  private static BigDecimal amount(JsonNode entry) {
    return EndState.amount(entry, "amount");
  }
}
