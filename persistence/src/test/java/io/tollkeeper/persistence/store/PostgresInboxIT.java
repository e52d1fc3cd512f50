package io.tollkeeper.persistence.store;

import org.junit.jupiter.api.AfterEach;
import io.tollkeeper.engine.entity.Inbox;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Databases;

final class PostgresInboxIT extends InboxContract {

  private final Database database = Database.open(Databases.postgres());
  private final Inbox store = new JdbcInbox(database, CLOCK);

  @Override
  Inbox inbox() {
    return store;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
