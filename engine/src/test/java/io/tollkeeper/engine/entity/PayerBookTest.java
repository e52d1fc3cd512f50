package io.tollkeeper.engine.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.GrantKind;
import io.tollkeeper.engine.domain.payer.Order;
import io.tollkeeper.engine.domain.payer.PayerEvent;

final class PayerBookTest {

  private static final Order FIRST = order("pay_1", "small", 10);
  private static final Order SECOND = order("pay_1", "large", 90);
  private static final Order OTHER = order("pay_2", "small", 10);

  @Test
  void orders_of_one_payment_are_unseen_together_and_seen_together() {
    assertEquals(List.of(FIRST, SECOND), PayerBook.NEW.unseen(List.of(FIRST, SECOND)));
    assertEquals(List.of(OTHER), taken(FIRST).unseen(List.of(FIRST, SECOND, OTHER)));
  }

  @Test
  void the_first_order_for_a_key_stands() {
    assertEquals(List.of(FIRST), PayerBook.NEW.unseen(List.of(FIRST, order("pay_1", "small", 99))));
    assertEquals(List.of(), taken(FIRST).unseen(List.of(order("pay_1", "small", 99))));
  }

  @Test
  void what_is_open_is_found_by_its_payment_whatever_it_would_be_called_now() {
    assertEquals(List.of(FIRST), taken(FIRST, OTHER).open(List.of(order("pay_1", "renamed", 99))));
  }

  @Test
  void a_filled_order_is_neither_open_nor_unseen() {
    var book = taken(FIRST).evolve(new PayerEvent.OrderFilled(Instant.EPOCH, FIRST.key()));
    assertEquals(List.of(), book.open(List.of(FIRST)));
    assertEquals(List.of(), book.unseen(List.of(FIRST, SECOND)));
  }

  private static PayerBook taken(Order... orders) {
    var book = PayerBook.NEW;
    for (var order : orders)
      book = book.evolve(new PayerEvent.OrderTaken(Instant.EPOCH, "m", order));
    return book;
  }

  private static Order order(String payment, String pack, long micros) {
    return new Order("acme", 1,
        new Command.AddGrant(payment + ":" + pack, new Credits(micros), GrantKind.PAID, 10, Optional.empty(),
            Optional.empty(), Set.of(),
            payment, ""));
  }
}
