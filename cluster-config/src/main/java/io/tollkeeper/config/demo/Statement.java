package io.tollkeeper.config.demo;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** A ledger as a bank would print it: oldest first, with the balance after each line. */
final class Statement {

  private static final String LINE = "%3s  %-19s  %-11s  %-25s  %-11s  %6s  %7s%n";
  // What these say was held, freed, missed or borrowed; they do not change what is settled.
  private static final Set<String> BESIDE =
      Set.of("reserve", "release", "freeze", "unfreeze", "uncollected", "overdraft");
  private static final int DATE_TIME = "2026-01-01T00:00:00".length();

  private final List<JsonNode> entries = new ArrayList<>();

  /** The statement of these entries, which come newest first. */
  Statement(JsonNode page) {
    page.path("entries").forEach(entries::add);
    Collections.reverse(entries);
  }

  int size() {
    return entries.size();
  }

  /** The entry that this usage made. */
  JsonNode charge(String usage) {
    return entries.stream()
        .filter(entry -> entry.path("usage_id").asText().equals(usage) && entry.path("type").asText().equals("consume"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the ledger has no entry for " + usage));
  }

  /** What the amounts add up to. */
  BigDecimal sum() {
    return entries.stream().filter(entry -> !isBeside(entry))
        .map(entry -> new BigDecimal(entry.path("amount").asText())).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  void print(PrintStream out) {
    out.printf(LINE, "", "date", "entry", "what", "from", "amount", "balance");
    out.printf(LINE, "---", "-".repeat(DATE_TIME), "-".repeat(11), "-".repeat(25), "-".repeat(11), "-".repeat(6),
        "-".repeat(7));
    for (var entry : entries)
      out.printf(LINE, entry.path("seq").asText(), entry.path("at").asText().substring(0, DATE_TIME).replace('T', ' '),
          entry.path("type").asText(), what(entry),
          from(entry), amount(entry), entry.path("balance").path("settled").asText());
    out.printf(LINE, "", "", "", "all amounts together", "", signed(sum()),
        entries.getLast().path("balance").path("settled").asText());
  }

  private static String what(JsonNode entry) {
    return entry.hasNonNull("usage_id")
        ? entry.path("feature").asText() + ' ' + entry.path("usage_id").asText()
        : grant(entry.path("grant_id").asText());
  }

  /** Which grant was drawn from, or who gave it. */
  private static String from(JsonNode entry) {
    if (!entry.hasNonNull("usage_id")) return entry.path("cause").asText();
    return grant(entry.path("draws").path(0).path("grant").asText());
  }

  /** A grant for a purchase is named after the session and the pack; the pack is what people know. */
  private static String grant(String id) {
    return id.startsWith("stripe:") ? id.substring(id.lastIndexOf(':') + 1) : id;
  }

  private static String amount(JsonNode entry) {
    var amount = new BigDecimal(entry.path("amount").asText());
    return isBeside(entry) ? String.format(Locale.ROOT, "(%s)", amount.toPlainString()) : signed(amount);
  }

  private static String signed(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
  }

  private static boolean isBeside(JsonNode entry) {
    return BESIDE.contains(entry.path("type").asText());
  }
}
