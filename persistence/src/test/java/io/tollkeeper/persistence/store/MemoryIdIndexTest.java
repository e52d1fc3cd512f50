package io.tollkeeper.persistence.store;

import io.tollkeeper.engine.entity.IdIndex;

final class MemoryIdIndexTest extends IdIndexContract {

  private final IdIndex index = new MemoryIdIndex();

  @Override
  IdIndex index() {
    return index;
  }
}
