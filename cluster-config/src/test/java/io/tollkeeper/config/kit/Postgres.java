package io.tollkeeper.config.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server, which acknowledges nothing that is not on disk. It belongs to the tests' own process, never to a node, and can be
 * stopped, killed and started again with what it had.
 */
public final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final String USER = "postgres";

  private final Path directory;
  private final int port = Ports.free();
  private EmbeddedPostgres server;

  private Postgres() throws IOException {
    Files.createDirectories(Path.of("target"));
    directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-");
    server = run();
  }

  /** The one server of this process. It is running, unless a test has stopped it. */
  public static Postgres server() {
    return Only.SERVER;
  }

  /** The settings of this node, but with a new database here. */
  public NodeSetup database(NodeSetup setup) {
    var name = "shop_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return setup.with("TOLLKEEPER_DATABASE_URL", url(name)).with("TOLLKEEPER_DATABASE_USER", USER)
        .with("TOLLKEEPER_DATABASE_PASSWORD", "any");
  }

  /** Where a database of this name is. */
  public String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** Executes a statement as the superuser. */
  public void execute(String sql) {
    try (var connection = DriverManager.getConnection(url("postgres"), USER, "any");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Adds a user who must log in with this password. */
  public void addUser(String name, String password) {
    execute("CREATE USER " + name + " SUPERUSER PASSWORD '" + password + "'");
    try {
      var rules = directory.resolve("pg_hba.conf");
      Files.writeString(rules, "host all " + name + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("SELECT pg_reload_conf()");
  }

  /** Stops the server in order. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9} of the server. Its sessions notice and end. */
  public void kill() {
    try {
      var pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      // Lets go of the directory; there is nothing left to stop.
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server again with what it had. */
  public void startAgain() {
    try {
      server = run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres run() throws IOException {
    return EmbeddedPostgres.builder().setPort(port).setDataDirectory(directory).setCleanDataDirectory(false)
        .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").start();
  }

  private static final class Only {

    static final Postgres SERVER = start();

    private static Postgres start() {
      try {
        return new Postgres();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
