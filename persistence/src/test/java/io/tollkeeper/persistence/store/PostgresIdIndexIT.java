package io.tollkeeper.persistence.store;

import org.junit.jupiter.api.AfterEach;
import io.tollkeeper.engine.entity.IdIndex;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Databases;

final class PostgresIdIndexIT extends IdIndexContract {

  private final Database database = Database.open(Databases.postgres());
  private final IdIndex index = new JdbcIdIndex(database);

  @Override
  IdIndex index() {
    return index;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
