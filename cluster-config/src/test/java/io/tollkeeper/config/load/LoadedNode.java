package io.tollkeeper.config.load;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.tollkeeper.config.demo.EngineAddress;

/** A node in a process of its own, as an operator would start it. */
public final class LoadedNode implements AutoCloseable {

  private static final String KEY = "load-key-of-this-machine-only";
  private static final Duration START = Duration.ofSeconds(60);
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final EngineAddress address;

  private LoadedNode(Process process, EngineAddress address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param directory for its data and its log
   * @param environment how it differs from a node with an embedded store
   * @param options of its JVM, beside those that every node has
   */
  public static LoadedNode start(Path directory, Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    var port = freePort();
    var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
        "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseCompactObjectHeaders"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), "io.tollkeeper.config.Main"));
    var log = directory.resolve("node.log").toFile();
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().keySet().removeIf(name -> name.startsWith("TOLLKEEPER_") || name.startsWith("STRIPE_"));
    builder.environment()
        .putAll(Map.of("TOLLKEEPER_HTTP_PORT", Integer.toString(port), "TOLLKEEPER_MANAGEMENT_PORT", "0",
            "TOLLKEEPER_API_KEYS", "default:admin:" + KEY,
            "TOLLKEEPER_DATA_DIR", directory.resolve("data").toString()));
    builder.environment().putAll(environment);
    var process = builder.start();
    // Whoever stops the tool must not leave a node behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-node"));
    var node = new LoadedNode(process, new EngineAddress(URI.create("http://127.0.0.1:" + port), KEY));
    node.awaitReady(log);
    return node;
  }

  /** Where it is, and its key. */
  public EngineAddress address() {
    return address;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Asks it to drain and stop; after a minute it is not asked any more. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(File log) throws IOException, InterruptedException {
    var end = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (process.isAlive() && System.nanoTime() - end < 0) TimeUnit.MILLISECONDS.sleep(200);
      else {
        close();
        throw new IllegalStateException("the node did not get ready:\n" + Files.readString(log.toPath()));
      }
    }
  }

  private boolean isReady() {
    try {
      var connection = (HttpURLConnection) address.base().resolve("/health/ready").toURL().openConnection();
      return connection.getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  // Without the test classes, whose configuration of the log is not a node's.
  private static String classPath() {
    // A test's own path is not what the JVM was started with.
    return Arrays
        .stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
