package io.tollkeeper.config.kit;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a node is to be started. A restart of the same setup is the same node again: same port, same data.
 *
 * @param launcher a command that the node's own is appended to; empty for none
 */
public record NodeSetup(int port, Map<String, String> environment, List<String> options, List<String> launcher) {

  /** The key with all rights that nodes of tests take. */
  public static final String KEY = "test-key-of-the-shop-0123456789abcdef";
  /** What events of Stripe are signed with. */
  public static final String WEBHOOK_SECRET = "whsec_test_0123456789abcdef";

  // Small, and quick to start rather than quick for long; several share two processors.
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders",
          "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

  public NodeSetup {
    environment = Map.copyOf(environment);
    options = List.copyOf(options);
    launcher = List.copyOf(launcher);
  }

  /** A single node with the embedded database in this directory. */
  public static NodeSetup in(Path directory) {
    var port = Ports.free();
    return new NodeSetup(port, Map.of(
        "TOLLKEEPER_HTTP_PORT", Integer.toString(port),
        "TOLLKEEPER_MANAGEMENT_PORT", "0",
        "TOLLKEEPER_DATA_DIR", directory.toString(),
        "TOLLKEEPER_API_KEYS", "shop:admin:" + KEY,
        "STRIPE_WEBHOOK_SECRETS", WEBHOOK_SECRET), OPTIONS, List.of());
  }

  /** The same with another value of a setting. */
  public NodeSetup with(String name, String value) {
    var changed = new LinkedHashMap<>(environment);
    changed.put(name, value);
    return new NodeSetup(port, changed, options, launcher);
  }

  /** The same without a setting. */
  public NodeSetup without(String name) {
    var changed = new LinkedHashMap<>(environment);
    changed.remove(name);
    return new NodeSetup(port, changed, options, launcher);
  }

  /** The same with more options for the JVM. */
  public NodeSetup options(String... more) {
    return new NodeSetup(port, environment, Stream.concat(options.stream(), Stream.of(more)).toList(), launcher);
  }

  /** The same, started by another command. */
  public NodeSetup launchedBy(String... command) {
    return new NodeSetup(port, environment, options, List.of(command));
  }

  /** Where its API will be. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A client with all rights. */
  public ApiClient client() {
    return new ApiClient(base(), KEY);
  }
}
