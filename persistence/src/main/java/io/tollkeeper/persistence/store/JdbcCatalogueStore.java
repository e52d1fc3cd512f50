package io.tollkeeper.persistence.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.tollkeeper.engine.entity.CatalogueStore;
import io.tollkeeper.persistence.Database;
import io.tollkeeper.persistence.Lane;

/** Catalogues in a database. */
public final class JdbcCatalogueStore implements CatalogueStore {

  private static final String INSERT =
      "INSERT INTO catalogue (tenant, version, published_at, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private static final String SELECT = "SELECT published_at, document FROM catalogue WHERE tenant = ? AND version = ?";

  private static final String NEWEST = "SELECT tenant, max(version) FROM catalogue GROUP BY tenant";

  private final Lane lane;

  /** The catalogues of this database. */
  public JdbcCatalogueStore(Database database) {
    this.lane = database.stores();
  }

  @Override
  public CompletionStage<Boolean> add(String tenant, Publication publication) {
    var document = Documents.write(publication.document());
    return lane.write(connection -> {
      try (var statement = connection.prepareStatement(INSERT)) {
        statement.setString(1, tenant);
        statement.setInt(2, publication.version());
        Times.set(statement, 3, publication.publishedAt());
        statement.setString(4, document);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public CompletionStage<Optional<Publication>> read(String tenant, int version) {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(SELECT)) {
        statement.setString(1, tenant);
        statement.setInt(2, version);
        try (var result = statement.executeQuery()) {
          return result.next()
              ? Optional.of(new Publication(version, Times.get(result, 1), Documents.read(result.getString(2))))
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public CompletionStage<Map<String, Integer>> newest() {
    return lane.read(connection -> {
      try (var statement = connection.prepareStatement(NEWEST); var result = statement.executeQuery()) {
        var versions = new HashMap<String, Integer>();
        while (result.next())
          versions.put(result.getString(1), result.getInt(2));
        return versions;
      }
    });
  }
}
