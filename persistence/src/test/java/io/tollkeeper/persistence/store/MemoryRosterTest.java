package io.tollkeeper.persistence.store;

import io.tollkeeper.engine.entity.Roster;

final class MemoryRosterTest extends RosterContract {

  private final Roster roster = new MemoryRoster();

  @Override
  Roster roster() {
    return roster;
  }
}
