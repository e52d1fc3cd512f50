package io.tollkeeper.persistence;

final class H2CustomerTest extends CustomerContract {
  H2CustomerTest() {
    super(Customers.in(Database.open(Databases.h2())));
  }
}
