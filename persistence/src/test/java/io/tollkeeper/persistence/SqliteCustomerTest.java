package io.tollkeeper.persistence;

final class SqliteCustomerTest extends StoredCustomerContract {
  SqliteCustomerTest() {
    super(Databases.embedded());
  }
}
