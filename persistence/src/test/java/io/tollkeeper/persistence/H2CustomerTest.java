package io.tollkeeper.persistence;

final class H2CustomerTest extends StoredCustomerContract {
  H2CustomerTest() {
    super(Databases.h2());
  }
}
