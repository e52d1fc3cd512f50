package io.tollkeeper.config.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.tollkeeper.config.kit.ApiClient;
import io.tollkeeper.config.kit.NodeProcess;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Ports;
import io.tollkeeper.config.kit.Postgres;

/** A cluster on this machine. The first nodes are what the others look for when they start. */
final class Nodes implements AutoCloseable {

  private static final int SEEDS = 2;

  private final List<NodeProcess> nodes = new ArrayList<>();

  private Nodes() {}

  /** Starts so many nodes on a new database and waits until all are ready. */
  static Nodes start(int count, Path directory) {
    var ports = IntStream.range(0, count).map(_ -> Ports.free()).boxed().toList();
    var seeds = ports.stream().limit(SEEDS).map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    var common = Postgres.server().database(NodeSetup.in(directory));
    var cluster = new Nodes();
    for (var port : ports)
      cluster.nodes.add(NodeProcess.launch(setup(common, directory.resolve("node-" + port), port, seeds)));
    try {
      cluster.nodes.forEach(NodeProcess::awaitReady);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private static NodeSetup setup(NodeSetup common, Path directory, int port, String seeds) {
    var setup = NodeSetup.in(directory).options("-XX:ActiveProcessorCount=1", "-Xmx192m")
        .with("TOLLKEEPER_CLUSTER", "static").with("TOLLKEEPER_SEED_NODES", seeds)
        .with("TOLLKEEPER_CLUSTER_PORT", Integer.toString(port))
        .with("TOLLKEEPER_MANAGEMENT_PORT", Integer.toString(Ports.free()));
    for (var name : List.of("TOLLKEEPER_DATABASE_URL", "TOLLKEEPER_DATABASE_USER", "TOLLKEEPER_DATABASE_PASSWORD"))
      setup = setup.with(name, String.valueOf(common.environment().get(name)));
    return setup;
  }

  NodeProcess node(int number) {
    return nodes.get(number);
  }

  ApiClient client(int number) {
    return nodes.get(number).client();
  }

  /** Clients of all nodes. */
  List<ApiClient> clients() {
    return nodes.stream().map(NodeProcess::client).toList();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
