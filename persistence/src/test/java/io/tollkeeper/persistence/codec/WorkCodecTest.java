package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Command;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.persistence.stored.Rows;

/** What is left out because something beside it says the same. */
final class WorkCodecTest {

  private static final Facts RESERVED = Objects.requireNonNull(Samples.events().get("reserved_v1"));
  private static final Facts OPENED = Objects.requireNonNull(Samples.events().get("run_opened_v1"));

  @Test
  void what_the_command_and_the_entry_of_a_reservation_say_is_written_once() {
    var reservation = FactsCodec.toStored(RESERVED).getFacts(0).getReservedV1().getReservation();
    assertTrue(reservation.getId().isEmpty());
    assertFalse(reservation.hasDemand());
    assertFalse(reservation.getCounted().hasAt());
    assertTrue(reservation.getHeldList().stream().allMatch(draw -> draw.getGrant().isEmpty()));
  }

  @Test
  void a_reservation_that_is_not_as_its_command_says_comes_back_as_it_was() {
    var fact = RESERVED.list().getFirst();
    var reserved = (Event.Reserved) fact.event();
    var other = new Event.Reserved(reserved.command(), reserved.price(), reserved.required(), WorkSamples.BARE,
        reserved.available(), Optional.empty());
    var row = new Facts(List.of(with(fact, other)));
    assertEquals(row, FactsCodec.read(FactsCodec.write(row)));
  }

  @Test
  void a_run_that_does_not_begin_as_its_command_says_is_not_written() {
    var fact = OPENED.list().getFirst();
    var opened = (Event.RunOpened) fact.event();
    var row = new Facts(List.of(with(fact, new Event.RunOpened(opened.command(), RunSamples.FULL))));
    assertThrows(StoredFormException.class, () -> FactsCodec.write(row));
  }

  @Test
  void a_draw_on_a_grant_by_a_number_that_there_is_not_is_refused() {
    for (var number : List.of(-1, 3)) {
      var stored = FactsCodec.toStored(RESERVED).toBuilder();
      reservation(stored).getReservationBuilder().getHeldBuilder(0).setNamed(number);
      var bytes = stored.build().toByteArray();
      assertThrows(StoredFormException.class, () -> FactsCodec.read(bytes), "number " + number);
    }
  }

  @Test
  void a_part_that_is_always_written_must_be_there() {
    var noPrice = FactsCodec.toStored(RESERVED).toBuilder();
    reservation(noPrice).clearPrice();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noPrice.build().toByteArray()));
    var noEnd = FactsCodec.toStored(RESERVED).toBuilder();
    reservation(noEnd).getReservationBuilder().clearExpiresAt();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noEnd.build().toByteArray()));
    var noStatus = FactsCodec.toStored(RESERVED).toBuilder();
    reservation(noStatus).getReservationBuilder().clearStatus();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noStatus.build().toByteArray()));
    var refunded = FactsCodec.toStored(Objects.requireNonNull(Samples.events().get("refunded_v1"))).toBuilder();
    refunded.getFactsBuilder(0).getRefundedV1Builder().getCommandBuilder().clearTarget();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(refunded.build().toByteArray()));
  }

  @Test
  void draws_in_a_snapshot_go_by_the_order_that_its_grants_were_written_in() {
    var stored = CustomerCodec.toStored(Samples.busyCustomer()).toBuilder();
    var first = stored.getLive(0);
    stored.setLive(0, stored.getLive(1)).setLive(1, first);
    var held = stored.getReservationsBuilder(1).getHeldBuilder(0);
    assertEquals(2, held.getNamed(), "g_3 is the second");
    held.setNamed(1);
    CustomersEqual.check(Samples.busyCustomer(), CustomerCodec.read(Seal.close(stored.build()), Samples.WINDOW));
  }

  @Test
  void a_gauge_is_moved_to_or_by() {
    for (var move : List.of(new Command.Move.To(0), new Command.Move.By(0), new Command.Move.By(Long.MIN_VALUE))) {
      var command = new Command.MoveGauge("u", "seats", move);
      assertEquals(command, CommandCodec.read(CommandCodec.write(command)));
    }
  }

  private static Rows.ReservedV1.Builder reservation(Rows.Facts.Builder stored) {
    return stored.getFactsBuilder(0).getReservedV1Builder();
  }

  private static Fact with(Fact fact, Event event) {
    return new Fact(fact.at(), event, fact.entries(), fact.seq(), fact.balance(), fact.hash());
  }
}
