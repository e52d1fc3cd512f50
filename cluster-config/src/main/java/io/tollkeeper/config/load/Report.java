package io.tollkeeper.config.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.tollkeeper.config.load.LoadOptions.Work;

/** Prints what was measured, as a table in Markdown. */
final class Report {

  private Report() {}

  static void print(PrintStream out, LoadOptions options, Map<Work, List<Measurement>> measured,
      LedgerCheck.Verdict verdict) {
    out.println("load       " + options.customers() + " customers, " + options.connections()
        + " connections, one request each at a time; "
        + options.warmUp().toSeconds() + " s to get warm, then " + options.length().toSeconds() + " s; "
        + options.rounds() + " rounds");
    out.println();
    var rows = new ArrayList<List<String>>();
    measured.values()
        .forEach(rounds -> rounds.forEach(round -> rows.add(row(round, Integer.toString(rounds.indexOf(round) + 1)))));
    if (options.rounds() > 1) measured.values().forEach(rounds -> rows.add(row(median(rounds), "median")));
    var headings = new ArrayList<>(
        List.of("what", "round", "per second", "p50 ms", "p99 ms", "p99.9 ms", "2xx", "4xx", "429", "503", "broken"));
    measured.values().stream().findFirst().ifPresent(rounds -> headings.addAll(rounds.getFirst().meters().keySet()));
    table(out, headings, rows);
    out.println();
    out.println("Ledgers afterwards: " + verdict.customers() + " customers, " + verdict.entries() + " entries, "
        + verdict.acknowledged() + " acknowledged charges: "
        + (verdict.isRight() ? "each is there exactly once, nothing else is, and every balance adds up." : "WRONG"));
    verdict.complaints().forEach(complaint -> out.println("  " + complaint));
  }

  /** The round whose throughput is in the middle; the lower one of two. */
  static Measurement median(List<Measurement> rounds) {
    return rounds.stream().sorted(Comparator.comparingDouble(Measurement::perSecond)).toList()
        .get((rounds.size() - 1) / 2);
  }

  private static List<String> row(Measurement round, String number) {
    var row = new ArrayList<>(
        List.of(round.what(), number, format("%,.0f", round.perSecond()), format("%.1f", round.percentileMillis(50)),
            format("%.1f", round.percentileMillis(99)), format("%.1f", round.percentileMillis(99.9)),
            count(round, 200, 299), count(round, 400, 499), count(round, 429, 429),
            count(round, 503, 503), Long.toString(round.broken())));
    round.meters().values().forEach(value -> row.add(format(value < 10 ? "%.2f" : "%.0f", value)));
    return row;
  }

  private static String count(Measurement round, int from, int to) {
    return format("%,d", round.count(from, to));
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static void table(PrintStream out, List<String> headings, List<List<String>> rows) {
    var widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (var row : rows)
        widths[i] = Math.max(widths[i], row.get(i).length());
    }
    line(out, headings, widths);
    var rule = new ArrayList<String>();
    for (int i = 0; i < widths.length; i++)
      rule.add(i == 0 ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ':');
    line(out, rule, widths);
    rows.forEach(row -> line(out, row, widths));
  }

  private static void line(PrintStream out, List<String> cells, int[] widths) {
    var line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++)
      line.append(' ')
          .append(i == 0
              ? cells.get(i) + " ".repeat(widths[i] - cells.get(i).length())
              : " ".repeat(widths[i] - cells.get(i).length()) + cells.get(i))
          .append(" |");
    out.println(line);
  }
}
