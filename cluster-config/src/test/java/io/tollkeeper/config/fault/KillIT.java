package io.tollkeeper.config.fault;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.NodeSetup;

/**
 * A single node with the embedded database, killed again and again. Longer:
 * {@code mvn verify -pl cluster-config -am -Dtest=none -Dit.test=KillIT -Dkill.rounds=50}.
 */
final class KillIT {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);

  @TempDir
  private Path directory;

  @Test
  void what_was_acknowledged_survives_every_kill() {
    new KillRounds(NodeSetup.in(directory), Long.getLong("seed", 1)).run("embedded", ROUNDS);
  }
}
