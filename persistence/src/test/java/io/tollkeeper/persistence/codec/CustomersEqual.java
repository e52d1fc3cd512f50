package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import io.tollkeeper.engine.domain.Customer;
import io.tollkeeper.engine.domain.RememberedIds;

/** Whether two customers are the same in everything, the ids that they remember included. */
final class CustomersEqual {

  private CustomersEqual() {}

  static void check(Customer expected, Customer actual) {
    assertEquals(ids(expected), ids(actual));
    assertEquals(expected.ids().indexed(), actual.ids().indexed(), "the row up to which ids are indexed");
    assertEquals(withIdsOf(actual, expected), actual);
  }

  // Remembered ids have no equality of their own, so they are taken out of the comparison of everything else.
  private static Customer withIdsOf(Customer other, Customer customer) {
    return new Customer(customer.key(), customer.exists(), customer.profile(), customer.createdAt(), customer.lastAt(),
        customer.grants(), customer.reservations(), customer.runs(), customer.usage(), customer.access(),
        customer.topUp(), customer.balance(), customer.seq(), customer.chain(), customer.row(), other.ids());
  }

  private record Id(long hash, long row, int minute) {}

  private static List<Id> ids(Customer customer) {
    var ids = new ArrayList<Id>();
    RememberedIds remembered = customer.ids();
    remembered.forEach((hash, row, minute) -> ids.add(new Id(hash, row, minute)));
    return ids;
  }
}
