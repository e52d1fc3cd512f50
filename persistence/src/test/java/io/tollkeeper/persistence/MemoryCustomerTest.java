package io.tollkeeper.persistence;

final class MemoryCustomerTest extends CustomerContract {
  MemoryCustomerTest() {
    super(Customers.inMemory());
  }
}
