package io.tollkeeper.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.tollkeeper.engine.domain.Ids;
import io.tollkeeper.engine.domain.Limits;
import io.tollkeeper.engine.domain.RememberedIds;
import io.tollkeeper.engine.entity.EntitySettings;
import io.tollkeeper.http.ApiLimits;
import io.tollkeeper.http.stripe.StripeSettings;

/**
 * Everything an operator can set, read and checked once before anything starts.
 *
 * @param config the whole configuration, for Pekko and its plugins
 * @param api what callers of the API may do
 * @param stripeSweep how often events of Stripe that got stuck are tried again
 * @param stripeReconcile at which hour, in UTC, what is known here is compared with Stripe; empty for never
 */
public record Settings(Config config, Http http, Database database, Path dataDir, List<Key> keys, StripeSettings stripe,
    Duration stripeSweep, Optional<LocalTime> stripeReconcile, Cluster cluster, EntitySettings customers, ApiLimits api,
    ClockLimits clock) {

  /** Where the API listens. */
  public record Http(String host, int port) {

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
      return List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
    }
  }

  /** The database; an empty URL stands for the embedded one in the data directory. */
  public record Database(String url, String user, String password) {

    /** Whether it is inside this process. */
    public boolean isEmbedded() {
      return url.isEmpty();
    }

    @Override
    public String toString() {
      return isEmbedded() ? "the embedded database" : url.replaceFirst("\\?.*", "");
    }
  }

  /** An API key, as it was set. */
  public record Key(String tenant, Scope scope, String secret) {

    @Override
    public String toString() {
      return tenant + ":" + scope + ":…";
    }
  }

  /** What a key may do. */
  public enum Scope {
    AGENT, ADMIN
  }

  /** How the node finds others. Seed nodes as {@code host:port}; none for a single node. */
  public record Cluster(boolean single, List<String> seedNodes, String host, int port, int managementPort) {}

  /** How far the node's clock may be from the database's. */
  public record ClockLimits(Duration notReadyBeyond, Duration leaveBeyond) {}

  /** Reads the configuration and the environment. Throws {@link SettingsException} with one line that names the setting. */
  public static Settings load(Map<String, String> environment) {
    try {
      // Below the files, where ${?NAME} finds it.
      var config = ConfigFactory.load(ConfigFactory.defaultApplication()
          .withFallback(ConfigValueFactory.fromMap(ours(environment), "the environment")));
      return read(config, config.getConfig("tollkeeper"), environment);
    } catch (ConfigException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> ours(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("TOLLKEEPER_") || entry.getKey().startsWith("STRIPE_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Settings read(Config config, Config own, Map<String, String> environment) {
    var http = new Http(own.getString("http.host").strip(), port(own, "http.port", "TOLLKEEPER_HTTP_PORT"));
    check(!http.host().isEmpty(), () -> "TOLLKEEPER_HTTP_HOST is empty");
    var url = own.getString("database.url").strip();
    check(url.isEmpty() || url.startsWith("jdbc:postgresql:"),
        () -> "TOLLKEEPER_DATABASE_URL must begin with jdbc:postgresql:, or be absent for the embedded database");
    var cluster = cluster(own.getConfig("cluster"));
    check(cluster.single() || !url.isEmpty(),
        () -> "TOLLKEEPER_DATABASE_URL must be set when TOLLKEEPER_CLUSTER is static: all nodes use the same database");
    var keys = items(own.getString("api-keys")).map(Settings::key).toList();
    var tenants = keys.isEmpty() ? List.of(GeneratedKey.TENANT) : keys.stream().map(Key::tenant).distinct().toList();
    return new Settings(config, http,
        new Database(url, own.getString("database.user"), own.getString("database.password")), dataDir(own), keys,
        stripe(own.getConfig("stripe"), tenants, environment), own.getDuration("stripe.sweep-interval"),
        time(own, "stripe.reconcile-at"), cluster,
        customers(own), new ApiLimits(own.getInt("customers.max-metadata-bytes")), clock(own.getConfig("clock")));
  }

  private static Path dataDir(Config own) {
    var path = own.getString("data-dir");
    check(!path.isBlank(), () -> "TOLLKEEPER_DATA_DIR is empty");
    try {
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new SettingsException("TOLLKEEPER_DATA_DIR is not a path: " + e.getMessage());
    }
  }

  private static Key key(String text) {
    var parts = text.split(":", 3);
    check(parts.length == 3 && !parts[2].isBlank(),
        () -> "TOLLKEEPER_API_KEYS has an entry that is not tenant:scope:key");
    check(Ids.isTenant(parts[0]),
        () -> "TOLLKEEPER_API_KEYS names the tenant '" + parts[0] + "'; a tenant has 1 to 32 of a-z 0-9 -");
    return switch (parts[1]) {
      case "agent" -> new Key(parts[0], Scope.AGENT, parts[2]);
      case "admin" -> new Key(parts[0], Scope.ADMIN, parts[2]);
      default -> throw new SettingsException(
          "TOLLKEEPER_API_KEYS names the scope '" + parts[1] + "'; a scope is agent or admin");
    };
  }

  private static StripeSettings stripe(Config stripe, List<String> tenants, Map<String, String> environment) {
    var secrets = new LinkedHashMap<String, List<String>>();
    for (var tenant : tenants) {
      var own = environment.get("STRIPE_WEBHOOK_SECRETS_" + tenant.toUpperCase(Locale.ROOT).replace('-', '_'));
      var first = tenant.equals(tenants.getFirst()) ? environment.get("STRIPE_WEBHOOK_SECRETS") : null;
      // A blank entry is kept, so that it is refused: it would let anyone sign.
      var list = Stream.of(first, own).filter(Objects::nonNull)
          .flatMap(text -> Arrays.stream(text.split(",", -1)).map(String::strip)).toList();
      if (!list.isEmpty()) secrets.put(tenant, list);
    }
    try {
      return new StripeSettings(secrets, truth(stripe, "livemode", "STRIPE_LIVEMODE"), text(stripe, "api-key"),
          text(stripe, "api-base"), tenants.getFirst());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<LocalTime> time(Config config, String path) {
    return text(config, path).map(text -> {
      try {
        return LocalTime.parse(text);
      } catch (DateTimeParseException _) {
        throw new SettingsException("tollkeeper." + path + " is '" + text + "'; it must be a time such as 03:00");
      }
    });
  }

  private static Cluster cluster(Config cluster) {
    var mode = cluster.getString("mode");
    check(mode.equals("single") || mode.equals("static"),
        () -> "TOLLKEEPER_CLUSTER is '" + mode + "'; it must be single or static");
    var seeds = items(cluster.getString("seed-nodes")).toList();
    check(mode.equals("single") || !seeds.isEmpty(),
        () -> "TOLLKEEPER_SEED_NODES must name at least one host:port when TOLLKEEPER_CLUSTER is static");
    for (var seed : seeds)
      check(seed.matches("[^:\\s]+:\\d{1,5}"),
          () -> "TOLLKEEPER_SEED_NODES has '" + seed + "', which is not host:port");
    return new Cluster(mode.equals("single"), seeds, cluster.getString("host"),
        port(cluster, "port", "TOLLKEEPER_CLUSTER_PORT"),
        port(cluster, "management-port", "TOLLKEEPER_MANAGEMENT_PORT"));
  }

  private static EntitySettings customers(Config own) {
    var customers = own.getConfig("customers");
    var ids = own.getConfig("remembered-ids");
    var count = wholeNumber(ids, "count", "TOLLKEEPER_REMEMBERED_IDS");
    check(count > 0, () -> "TOLLKEEPER_REMEMBERED_IDS is " + count + "; it must be at least 1");
    var limits =
        new Limits(customers.getInt("max-grants"), customers.getInt("max-reservations"), customers.getInt("max-runs"),
            customers.getInt("max-run-depth"), customers.getInt("max-overrides"), customers.getDuration("late-settle"));
    return new EntitySettings(limits,
        new RememberedIds.Window(count, ids.getDuration("age")),
        customers.getInt("max-batch"), customers.getInt("max-batch-bytes"), customers.getInt("max-queue"),
        customers.getInt("max-in-flight"),
        customers.getInt("tail-facts"), customers.getInt("snapshot-every"), customers.getDuration("ask-timeout"));
  }

  private static ClockLimits clock(Config clock) {
    return new ClockLimits(clock.getDuration("not-ready-beyond"), clock.getDuration("leave-beyond"));
  }

  private static int port(Config config, String path, String name) {
    var port = wholeNumber(config, path, name);
    check(port >= 0 && port <= 65_535, () -> name + " is " + port + "; a port is 0 to 65535");
    return port;
  }

  private static int wholeNumber(Config config, String path, String name) {
    var text = config.getString(path).strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new SettingsException(name + " is '" + text + "'; it must be a whole number");
    }
  }

  private static boolean truth(Config config, String path, String name) {
    var text = config.getString(path).strip();
    check(text.equals("true") || text.equals("false"), () -> name + " is '" + text + "'; it must be true or false");
    return text.equals("true");
  }

  private static Optional<String> text(Config config, String path) {
    return Optional.of(config.getString(path).strip()).filter(text -> !text.isEmpty());
  }

  private static Stream<String> items(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty());
  }

  private static void check(boolean right, Supplier<String> otherwise) {
    if (!right) throw new SettingsException(otherwise.get());
  }
}
