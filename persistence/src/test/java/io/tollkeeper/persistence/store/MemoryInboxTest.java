package io.tollkeeper.persistence.store;

import io.tollkeeper.engine.entity.Inbox;

final class MemoryInboxTest extends InboxContract {

  private final Inbox store = new MemoryInbox(CLOCK);

  @Override
  Inbox inbox() {
    return store;
  }
}
