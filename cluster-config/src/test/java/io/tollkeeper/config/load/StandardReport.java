package io.tollkeeper.config.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Starts a database and a node, loads them, prints the report and stops everything. PostgreSQL acknowledges nothing that is not on disk,
 * as it would in production.
 */
public final class StandardReport {

  private StandardReport() {}

  /**
   * Takes the options of {@link LoadOptions}, {@code store=postgres} or {@code store=embedded}, {@code jvm=} with options for the node's JVM,
   * separated by semicolons, and {@code keep=yes} to leave the data and the log of the node where they are.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      var words = LoadOptions.words(arguments);
      var options = LoadOptions.take(words);
      var store = words.getOrDefault("store", "postgres");
      words.remove("store");
      var jvm = Stream.of(words.getOrDefault("jvm", "").split(";", -1)).filter(option -> !option.isEmpty()).toList();
      words.remove("jvm");
      var keep = "yes".equals(words.remove("keep"));
      LoadOptions.end(words);
      var directory = Files.createTempDirectory("tollkeeper-load-");
      var right = switch (store) {
        case "postgres" -> postgres(directory, options, jvm);
        case "embedded" ->
          node(directory, Map.of(), options, jvm, "store      embedded, in the node's process", List.of());
        default -> throw new IllegalArgumentException("store is '" + store + "'; it must be postgres or embedded");
      };
      if (keep) System.err.println("load: the node's data and log are in " + directory);
      else delete(directory);
      System.exit(right ? 0 : 1);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("load: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean postgres(Path directory, LoadOptions options, List<String> jvm)
      throws IOException, InterruptedException {
    try (var postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on").setServerConfig("shared_buffers", "512MB")
        .setServerConfig("max_wal_size", "4GB").start()) {
      var statistics = new JournalStatistics(postgres);
      var meters = new ArrayList<>(statistics.meters());
      meters.add(0, Meter.cpu("database", statistics.server(), true));
      var node = Map.of("TOLLKEEPER_DATABASE_URL",
          postgres.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", ""), "TOLLKEEPER_DATABASE_USER", "postgres",
          "TOLLKEEPER_DATABASE_PASSWORD", "postgres");
      return node(directory, node, options, jvm, "store      PostgreSQL " + statistics.version(), meters);
    }
  }

  private static boolean node(Path directory, Map<String, String> environment, LoadOptions options, List<String> jvm,
      String store, List<Meter> meters)
      throws IOException, InterruptedException {
    try (var node = LoadedNode.start(directory, environment, jvm)) {
      var all = new ArrayList<Meter>();
      all.add(Meter.cpu("node", node.process(), false));
      all.add(Meter.cpu("client", ProcessHandle.current(), false));
      all.addAll(meters);
      return new Load(node.address(), options, all, System.out).run(store);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList())
        Files.delete(path);
    }
  }
}
