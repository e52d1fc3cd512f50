package io.tollkeeper.persistence;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/** Hands the database to the actor system that is to keep its journal and snapshots there. */
public final class DatabaseSetup extends Setup {

  private final Database database;

  /** A part of the {@code ActorSystemSetup} that the actor system is created with. */
  public DatabaseSetup(Database database) {
    this.database = database;
  }

  /** The database that this actor system was handed. */
  public static Database of(ActorSystem system) {
    return system.settings().setup().get(DatabaseSetup.class).map(setup -> setup.database)
        .orElseThrow(() -> new IllegalStateException(
            "the actor system " + system.name() + " was created without a DatabaseSetup"));
  }
}
