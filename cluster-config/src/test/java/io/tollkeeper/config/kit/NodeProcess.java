package io.tollkeeper.config.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node as a real process, which can be told to stop or be killed. What it says is kept in {@code target/nodes}. */
public final class NodeProcess implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "nodes");
  private static final String MAIN = "io.tollkeeper.config.Main";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "stop-nodes"));
  }

  private final Process process;
  private final Path output;
  private final Path errors;
  private final ApiClient client;
  private final int port;

  private NodeProcess(Process process, Path output, Path errors, NodeSetup setup) {
    this.process = process;
    this.output = output;
    this.errors = errors;
    this.client = setup.client();
    this.port = setup.port();
  }

  /** Starts a node from the classes under test and waits until it is ready. */
  public static NodeProcess ready(NodeSetup setup) {
    var node = launch(setup);
    try {
      node.awaitReady();
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  /** Starts a node from the classes under test. */
  public static NodeProcess launch(NodeSetup setup) {
    return launch(setup, List.of("-cp", classPath(), MAIN));
  }

  /** Starts a node from the one jar that holds everything. */
  public static NodeProcess launchJar(NodeSetup setup, Path jar) {
    return launch(setup, List.of("-jar", jar.toString()));
  }

  private static NodeProcess launch(NodeSetup setup, List<String> what) {
    var command = new ArrayList<>(setup.launcher());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(setup.options());
    command.addAll(what);
    try {
      Files.createDirectories(LOGS);
      var output = Files.createTempFile(LOGS, setup.port() + "-", ".out");
      var errors = Path.of(output.toString().replaceFirst("out$", "err"));
      var builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("TOLLKEEPER_") || name.startsWith("STRIPE_"));
      builder.environment().putAll(setup.environment());
      var process = builder.start();
      RUNNING.add(process);
      return new NodeProcess(process, output, errors, setup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    // Without the tests' own: a node has its own logging.
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.replaceFirst("/$", "").endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until the node is ready, and says how long that took. */
  public Duration awaitReady() {
    return Await.until(() -> "the node on " + client + " is ready; it says: " + errors(), START, () -> {
      if (!process.isAlive()) throw new AssertionError("the node ended with " + process.exitValue() + ": " + errors());
      return client.isReady();
    });
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGTERM, and the exit code that it ends with. */
  public int stop() {
    terminate();
    return exitCode();
  }

  /** Waits for the end and says with which exit code it came. */
  public int exitCode() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS))
        throw new AssertionError("the node does not end; it says: " + errors());
      RUNNING.remove(process);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the node's end", e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** A client with all rights. */
  public ApiClient client() {
    return client;
  }

  /** Where its API is. */
  public int port() {
    return port;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** What it has said on standard output. */
  public String output() {
    return read(output);
  }

  /** What it has said on standard error. */
  public String errors() {
    return read(errors);
  }

  /** The lines on standard error that are for the operator. */
  public List<String> complaints() {
    return errors().lines().filter(line -> line.startsWith("tollkeeper: ")).toList();
  }

  /** Makes sure that nothing is left of it. */
  @Override
  public void close() {
    process.destroyForcibly();
    exitCode();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
