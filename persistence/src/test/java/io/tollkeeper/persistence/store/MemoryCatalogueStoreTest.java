package io.tollkeeper.persistence.store;

import io.tollkeeper.engine.entity.CatalogueStore;

final class MemoryCatalogueStoreTest extends CatalogueStoreContract {

  private final CatalogueStore store = new MemoryCatalogueStore();

  @Override
  CatalogueStore store() {
    return store;
  }
}
