package io.tollkeeper.persistence;

final class H2JournalTest extends JournalContract {
  H2JournalTest() {
    super(Databases.h2());
  }
}
