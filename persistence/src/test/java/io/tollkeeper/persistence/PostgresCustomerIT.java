package io.tollkeeper.persistence;

final class PostgresCustomerIT extends StoredCustomerContract {
  PostgresCustomerIT() {
    super(Databases.postgres());
  }
}
