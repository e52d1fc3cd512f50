package io.tollkeeper.persistence.journal;

import java.sql.Connection;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import com.typesafe.config.Config;
import scala.Option;
import scala.concurrent.ExecutionContext;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcDataSource;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;

/** The Slick database that the Pekko plugin insists on and that nobody uses: it opens no connection and starts no thread. */
public final class PluginDatabase implements SlickDatabaseProvider {

  private final SlickDatabase unused;

  /** Made by the plugin, once for each actor system. */
  public PluginDatabase(ActorSystem system) {
    var profile = PostgresProfile$.MODULE$;
    this.unused = new Unused(
        profile.backend().Database().forSource(new NoConnections(), new NoThreads(system.dispatcher())), profile);
  }

  @Override
  public SlickDatabase database(Config config) {
    return unused;
  }

  private record Unused(JdbcBackend.JdbcDatabaseDef database, JdbcProfile profile) implements SlickDatabase {
    @Override
    public boolean allowShutdown() {
      return false;
    }
  }

  private record NoConnections() implements JdbcDataSource {

    @Override
    public Connection createConnection() {
      throw new UnsupportedOperationException("the journal is not reached through Slick");
    }

    @Override
    public Option<Object> maxConnections() {
      return Option.empty();
    }

    @Override
    public void close() {}
  }

  private record NoThreads(ExecutionContext executionContext) implements AsyncExecutor {
    @Override
    public void close() {}
  }
}
