package io.tollkeeper.config.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

import io.tollkeeper.config.demo.EngineAddress;
import io.tollkeeper.config.demo.EngineClient;
import io.tollkeeper.config.load.LoadOptions.Work;

/** Loads a node that is running already. What is measured goes to the standard output, as a table. */
public final class Load {

  /** The feature that is charged for, at one credit. */
  static final String FEATURE = "load_unit";

  private static final String CATALOGUE =
      "{\"features\":{\"" + FEATURE + "\":{\"kind\":\"metered\",\"cost\":{\"credits\":1}}}}";

  private final EngineAddress engine;
  private final LoadOptions options;
  private final List<Meter> meters;
  private final PrintStream out;

  Load(EngineAddress engine, LoadOptions options, List<Meter> meters, PrintStream out) {
    this.engine = engine;
    this.options = options;
    this.meters = meters;
    this.out = out;
  }

  /** Takes options as {@code name=value}; where the node is and the key come from the environment. Exits with 1 if the ledgers are wrong. */
  public static void main(String[] arguments) {
    try {
      var words = LoadOptions.words(arguments);
      var options = LoadOptions.take(words);
      LoadOptions.end(words);
      var engine = EngineAddress.of(System.getenv());
      var meters = List.of(Meter.cpu("client", ProcessHandle.current(), false));
      if (!new Load(engine, options, meters, System.out).run("store      the node's at " + engine.base()))
        System.exit(1);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("load: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Prepares, measures, checks and prints. Whether all ledgers were right. */
  boolean run(String store) {
    var client = new EngineClient(engine);
    client.publish(CATALOGUE);
    var target = Target.of(engine);
    var clients = new Clients(target, options.connections());
    var population = new Population("load-" + Long.toString(System.currentTimeMillis(), 36) + '-', options.customers());
    Machine.print(out, store);
    note("creating " + options.customers() + " customers, each with a grant");
    clients.finish(population.customers(target));
    clients.finish(population.grants(target));
    var spread = Consumption.spread(population, target);
    var hot = Consumption.hot(population, target);
    var measured = new EnumMap<Work, List<Measurement>>(Work.class);
    for (int round = 1; round <= options.rounds(); round++)
      for (var work : options.only())
        measured.computeIfAbsent(work, _ -> new ArrayList<>()).add(measure(clients, round, work, switch (work) {
          case SPREAD -> spread;
          case HOT -> hot;
          case AUTHORIZE -> new Authorization(population, target);
        }));
    settle(clients, spread);
    settle(clients, hot);
    note("reading the ledgers");
    var verdict = new LedgerCheck(client, population, List.of(spread, hot)).verdict();
    Report.print(out, options, measured, verdict);
    return verdict.isRight();
  }

  private Measurement measure(Clients clients, int round, Work work, Exchange exchange) {
    var measurement = clients.measure(work.text(), exchange, options.warmUp(), options.length(), meters);
    note("round " + round + ": " + work.text() + ": " + Math.round(measurement.perSecond())
        + " per second, load average " + Machine.loadAverage());
    return measurement;
  }

  /** What ended without an answer is asked for again until it is certain. */
  private static void settle(Clients clients, Consumption consumption) {
    for (int i = 0; i < 10 && consumption.hasUnknown(); i++)
      clients.finish(consumption.retries());
    if (consumption.hasUnknown())
      throw new IllegalStateException("some charges are still unknown after ten rounds of retries");
  }

  // Progress is not part of the report.
  private static void note(String text) {
    System.err.println("load: " + text);
  }
}
