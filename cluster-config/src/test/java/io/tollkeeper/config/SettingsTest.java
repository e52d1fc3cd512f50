package io.tollkeeper.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting has a default, and every wrong one is refused with one line that names it. */
final class SettingsTest {

  private static final String SECRET = "whsec_0123456789abcdef";

  @Test
  void an_empty_environment_is_a_node_for_this_machine() {
    var settings = Settings.load(Map.of());
    assertEquals(new Settings.Http("127.0.0.1", 8080), settings.http());
    assertTrue(settings.http().isLoopback());
    assertTrue(settings.database().isEmbedded());
    assertEquals(Path.of("data").toAbsolutePath(), settings.dataDir());
    assertEquals(List.of(), settings.keys());
    assertTrue(settings.cluster().single());
    assertEquals(7626, settings.cluster().managementPort());
    assertEquals(Map.of(), settings.stripe().webhookSecrets());
    assertFalse(settings.stripe().livemode());
  }

  @Test
  void the_environment_decides() {
    var settings = Settings.load(Map.of("TOLLKEEPER_HTTP_HOST", "0.0.0.0", "TOLLKEEPER_HTTP_PORT", "0",
        "TOLLKEEPER_DATABASE_URL", "jdbc:postgresql://db/shop",
        "TOLLKEEPER_DATABASE_USER", "clerk", "TOLLKEEPER_DATABASE_PASSWORD", "s3cret", "TOLLKEEPER_DATA_DIR",
        "/var/lib/tollkeeper", "STRIPE_LIVEMODE", "true"));
    assertEquals(new Settings.Http("0.0.0.0", 0), settings.http());
    assertFalse(settings.http().isLoopback());
    assertEquals(new Settings.Database("jdbc:postgresql://db/shop", "clerk", "s3cret"), settings.database());
    assertEquals(Path.of("/var/lib/tollkeeper"), settings.dataDir());
    assertTrue(settings.stripe().livemode());
  }

  @Test
  void a_cluster_has_seed_nodes() {
    var settings = Settings.load(Map.of("TOLLKEEPER_CLUSTER", "static", "TOLLKEEPER_SEED_NODES", "one:7355, other:7356",
        "TOLLKEEPER_CLUSTER_HOST", "one", "TOLLKEEPER_CLUSTER_PORT", "7000",
        "TOLLKEEPER_DATABASE_URL", "jdbc:postgresql://db/shop"));
    assertEquals(new Settings.Cluster(false, List.of("one:7355", "other:7356"), "one", 7000, 7626), settings.cluster());
  }

  @Test
  void keys_belong_to_tenants_and_may_contain_colons() {
    var keys = Settings.load(Map.of("TOLLKEEPER_API_KEYS", "shop:admin:a:b, other:agent:c")).keys();
    assertEquals(List.of(new Settings.Key("shop", Settings.Scope.ADMIN, "a:b"),
        new Settings.Key("other", Settings.Scope.AGENT, "c")), keys);
    assertFalse(keys.toString().contains("a:b"));
  }

  @Test
  void webhook_secrets_belong_to_the_first_tenant_or_to_the_one_that_is_named() {
    var settings = Settings.load(Map.of("TOLLKEEPER_API_KEYS", "shop:admin:a,other-shop:admin:b",
        "STRIPE_WEBHOOK_SECRETS", SECRET + "," + SECRET + "2", "STRIPE_WEBHOOK_SECRETS_OTHER_SHOP", SECRET + "3"));
    assertEquals(Map.of("shop", List.of(SECRET, SECRET + "2"), "other-shop", List.of(SECRET + "3")),
        settings.stripe().webhookSecrets());
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(delimiter = '|', textBlock = """
      TOLLKEEPER_HTTP_PORT              | eighty                       | eighty
      TOLLKEEPER_HTTP_PORT              | 65536                        | 65536
      TOLLKEEPER_HTTP_PORT              | -1                           | -1
      TOLLKEEPER_HTTP_PORT              | ''                           | ''
      TOLLKEEPER_HTTP_HOST              | ' '                          | empty
      TOLLKEEPER_CLUSTER_PORT           | 70000                        | 70000
      TOLLKEEPER_MANAGEMENT_PORT        | many                         | many
      TOLLKEEPER_DATABASE_URL           | jdbc:mysql://db/shop         | jdbc:postgresql:
      TOLLKEEPER_DATABASE_URL           | postgres://db/shop           | jdbc:postgresql:
      TOLLKEEPER_DATA_DIR               | ''                           | ''
      TOLLKEEPER_API_KEYS               | s3cret                       | tenant:scope:key
      TOLLKEEPER_API_KEYS               | shop:admin                   | tenant:scope:key
      TOLLKEEPER_API_KEYS               | shop:admin:                  | tenant:scope:key
      TOLLKEEPER_API_KEYS               | Shop:admin:k                 | Shop
      TOLLKEEPER_API_KEYS               | shop:root:k                  | root
      TOLLKEEPER_CLUSTER                | static                       | TOLLKEEPER_SEED_NODES
      TOLLKEEPER_CLUSTER                | swarm                        | swarm
      TOLLKEEPER_REMEMBERED_IDS         | 0                            | ''
      TOLLKEEPER_REMEMBERED_IDS         | all                          | all
      STRIPE_WEBHOOK_SECRETS            | ''                           | blank
      STRIPE_WEBHOOK_SECRETS            | whsec_short                  | 16
      STRIPE_WEBHOOK_SECRETS            | whsec_0123456789abcdef,      | blank
      STRIPE_LIVEMODE                   | maybe                        | maybe
      STRIPE_API_BASE                   | ftp://stripe                 | http
      STRIPE_API_KEY                    | sk_short                     | 16
      """)
  void a_wrong_value_is_refused_with_one_line_that_names_it(String name, String value, String hint) {
    var line = assertThrows(SettingsException.class, () -> Settings.load(Map.of(name, value))).line();
    assertTrue(line.contains(name), line);
    assertTrue(line.contains(hint), line);
    assertFalse(line.contains("s3cret"), line);
  }

  @Test
  void seeds_are_addresses() {
    for (var seeds : List.of("one", "one:", "one:port", "one two:1")) {
      var environment = Map.of("TOLLKEEPER_CLUSTER", "static", "TOLLKEEPER_SEED_NODES", seeds);
      assertTrue(assertThrows(SettingsException.class, () -> Settings.load(environment)).line()
          .contains("TOLLKEEPER_SEED_NODES"));
    }
  }

  @Test
  void a_cluster_needs_a_database_that_all_can_reach() {
    var environment = Map.of("TOLLKEEPER_CLUSTER", "static", "TOLLKEEPER_SEED_NODES", "one:7355");
    assertTrue(assertThrows(SettingsException.class, () -> Settings.load(environment)).line()
        .contains("TOLLKEEPER_DATABASE_URL"));
  }

  @Test
  void a_key_is_not_given_to_two_tenants() {
    refuses(Map.of("TOLLKEEPER_API_KEYS", "shop:admin:same,other:agent:same"), "TOLLKEEPER_API_KEYS");
  }

  @Test
  void who_can_be_reached_from_outside_has_keys(@TempDir Path directory) {
    Stream.of("0.0.0.0", "192.0.2.1", "example.org")
        .forEach(host -> refuses(Map.of("TOLLKEEPER_HTTP_HOST", host, "TOLLKEEPER_DATA_DIR", directory.toString()),
            "TOLLKEEPER_API_KEYS"));
    assertArrayEquals(new String[0], directory.toFile().list(), "no key is generated for a node that can be reached");
  }

  /** These look beyond the settings, but before anything is opened. */
  private static void refuses(Map<String, String> environment, String name) {
    var settings = Settings.load(new HashMap<>(environment));
    assertTrue(
        assertThrows(SettingsException.class, () -> Node.start(settings, Clock.systemUTC())).line().contains(name));
  }
}
