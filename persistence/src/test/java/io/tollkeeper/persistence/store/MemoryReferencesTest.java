package io.tollkeeper.persistence.store;

import io.tollkeeper.engine.entity.References;

final class MemoryReferencesTest extends ReferencesContract {

  private final References references = new MemoryReferences();

  @Override
  References references() {
    return references;
  }
}
