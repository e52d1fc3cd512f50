package io.tollkeeper.persistence;

final class PostgresCustomerIT extends CustomerContract {
  PostgresCustomerIT() {
    super(Customers.in(Database.open(Databases.postgres())));
  }
}
