package io.tollkeeper.persistence.store;

import org.junit.jupiter.api.AfterEach;
import io.tollkeeper.engine.entity.CatalogueStore;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Databases;

final class PostgresCatalogueStoreIT extends CatalogueStoreContract {

  private final Database database = Database.open(Databases.postgres());
  private final CatalogueStore store = new JdbcCatalogueStore(database);

  @Override
  CatalogueStore store() {
    return store;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
