package io.tollkeeper.config.fault;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import io.tollkeeper.config.kit.NodeSetup;
import io.tollkeeper.config.kit.Postgres;

/**
 * A single node with PostgreSQL, killed again and again. Longer:
 * {@code mvn verify -pl cluster-config -am -Dtest=none -Dit.test=PostgresKillIT -Dkill.rounds=50}.
 */
final class PostgresKillIT {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);

  @TempDir
  private Path directory;

  @Test
  void what_was_acknowledged_survives_every_kill() {
    new KillRounds(Postgres.server().database(NodeSetup.in(directory)), Long.getLong("seed", 1)).run("PostgreSQL",
        ROUNDS);
  }
}
