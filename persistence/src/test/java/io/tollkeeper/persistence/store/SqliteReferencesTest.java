package io.tollkeeper.persistence.store;

import org.junit.jupiter.api.AfterEach;
import io.tollkeeper.engine.entity.References;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Databases;

final class SqliteReferencesTest extends ReferencesContract {

  private final Database database = Database.open(Databases.embedded());
  private final References references = new JdbcReferences(database);

  @Override
  References references() {
    return references;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
