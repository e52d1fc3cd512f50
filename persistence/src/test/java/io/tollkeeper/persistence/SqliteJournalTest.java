package io.tollkeeper.persistence;

final class SqliteJournalTest extends JournalContract {
  SqliteJournalTest() {
    super(Databases.embedded());
  }
}
