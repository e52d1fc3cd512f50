package io.tollkeeper.persistence.store;

import org.junit.jupiter.api.AfterEach;
import io.tollkeeper.engine.entity.Roster;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Databases;

final class SqliteRosterTest extends RosterContract {

  private final Database database = Database.open(Databases.embedded());
  private final Roster roster = new JdbcRoster(database);

  @Override
  Roster roster() {
    return roster;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
