package io.tollkeeper.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Postgres;
import io.tollkeeper.config.ledger.Operations;

/** What only the start of a whole node shows: it starts, or it says in one line why not. */
final class StartIT {

  private static final Path JAR = Path.of("target", "tollkeeper.jar");

  @TempDir
  private Path directory;

  @Test
  void two_nodes_share_a_machine_with_ports_and_directories_of_their_own() {
    // With the management port that both have by default.
    try (var one = NodeProcess.launch(NodeSetup.in(directory.resolve("one")).without("TOLLKEEPER_MANAGEMENT_PORT"));
        var other =
            NodeProcess.launch(NodeSetup.in(directory.resolve("other")).without("TOLLKEEPER_MANAGEMENT_PORT"))) {
      one.awaitReady();
      other.awaitReady();
      one.client().ask(Operations.customer("acme")).expect(201);
      other.client().ask(Operations.customer("acme")).expect(201);
    }
  }

  @Test
  void the_jar_starts_alone_makes_a_key_and_keeps_it() throws IOException {
    assertTrue(Files.exists(JAR), JAR + " is made by mvn package");
    var setup = NodeSetup.in(directory).without("TOLLKEEPER_API_KEYS");
    try (var node = NodeProcess.launchJar(setup, JAR)) {
      node.awaitReady();
      assertTrue(node.output().contains("Tollkeeper is ready on " + setup.base()), node::output);
      var key = Files.readString(directory.resolve("api-key")).strip();
      assertTrue(node.output().contains(key), node::output);
      assertEquals(401, node.client().status("/v1/customers/acme"));
      assertEquals(0, node.stop());
      assertEquals(key, Files.readString(directory.resolve("api-key")).strip());
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    var setup = NodeSetup.in(directory);
    try (var taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()));
      assertRefuses(setup, "TOLLKEEPER_HTTP_PORT " + setup.port());
    }
  }

  @Test
  void a_wrong_setting_is_one_line() {
    assertRefuses(NodeSetup.in(directory).with("TOLLKEEPER_CLUSTER", "static"), "TOLLKEEPER_SEED_NODES");
  }

  @Test
  void a_wrong_password_is_not_waited_out() {
    Postgres.server().addUser("clerk", "right");
    var setup = Postgres.server().database(NodeSetup.in(directory)).with("TOLLKEEPER_DATABASE_USER", "clerk");
    assertRefuses(setup.with("TOLLKEEPER_DATABASE_PASSWORD", "wrong"), "password");
    try (var node = NodeProcess.ready(setup.with("TOLLKEEPER_DATABASE_PASSWORD", "right"))) {
      assertFalse(node.output().contains("right"), "a password belongs into no output");
    }
  }

  @Test
  void a_data_directory_belongs_to_one_process() {
    var setup = NodeSetup.in(directory);
    try (var node = NodeProcess.ready(setup)) {
      assertRefuses(NodeSetup.in(directory), "in use");
      node.client().ask(Operations.customer("acme")).expect(201);
    }
  }

  @Test
  void a_database_file_that_is_damaged_or_empty_is_refused_and_left_alone() throws IOException {
    var setup = NodeSetup.in(directory);
    try (var node = NodeProcess.ready(setup)) {
      node.client().ask(Operations.customer("acme")).expect(201);
      assertEquals(0, node.stop());
    }
    var file = largest(directory);
    var garbage = new byte[(int) Files.size(file)];
    new Random(1).nextBytes(garbage);
    for (var content : new byte[][] {garbage, {}}) {
      Files.write(file, content);
      assertRefuses(setup, directory.toString());
      assertEquals(content.length, Files.size(file), "what may still be saved must not be overwritten");
    }
    Files.delete(file);
    assertRefuses(setup, directory.toString());
  }

  private static void assertRefuses(NodeSetup setup, String hint) {
    try (var node = NodeProcess.launch(setup)) {
      assertNotEquals(0, node.exitCode(), node::errors);
      assertEquals(1, node.complaints().size(), node::errors);
      assertTrue(node.complaints().getFirst().contains(hint), node::errors);
      assertTrue(
          node.errors().lines().noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception in thread")),
          node::errors);
      assertEquals("", node.output());
    }
  }

  private static Path largest(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }
}
