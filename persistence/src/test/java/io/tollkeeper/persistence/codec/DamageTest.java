package io.tollkeeper.persistence.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.tollkeeper.engine.domain.Balance;
import io.tollkeeper.engine.domain.Event;
import io.tollkeeper.engine.domain.Fact;
import io.tollkeeper.engine.domain.Facts;
import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.persistence.stored.Rows;

/** What cannot be understood is refused by name, and what is merely new is passed over. */
final class DamageTest {

  private static final int FIELD_OF_A_LATER_VERSION = 999;

  private static Facts sample() {
    return Objects.requireNonNull(Samples.events().get("consumed_v1"));
  }

  @Test
  void fields_that_a_later_version_has_added_are_passed_over() {
    var stored = FactsCodec.toStored(sample()).toBuilder();
    stored.getFactsBuilder(0).setUnknownFields(later());
    stored.getFactsBuilder(0).getConsumedV1Builder().setUnknownFields(later());
    stored.getFactsBuilder(0).getEntriesBuilder(0).setUnknownFields(later());
    assertEquals(sample(), FactsCodec.read(stored.build().toByteArray()));
  }

  @Test
  void an_event_that_only_a_later_version_knows_is_refused_by_its_field() {
    var stored = FactsCodec.toStored(sample()).toBuilder();
    stored.getFactsBuilder(0).clearConsumedV1().setUnknownFields(later());
    var refused = assertThrows(StoredFormException.class, () -> FactsCodec.read(stored.build().toByteArray()));
    assertTrue(message(refused).contains("[999]") && message(refused).contains("f1"), message(refused));
  }

  @Test
  void an_enumeration_value_that_is_missing_or_of_a_later_version_is_refused() {
    for (var number : List.of(0, 77)) {
      var stored = FactsCodec.toStored(sample()).toBuilder();
      stored.getFactsBuilder(0).getEntriesBuilder(0).setTypeValue(number);
      var refused = assertThrows(StoredFormException.class, () -> FactsCodec.read(stored.build().toByteArray()));
      assertTrue(message(refused).contains("EntryType"), message(refused));
    }
  }

  @Test
  void a_part_that_is_always_written_must_be_there() {
    var noTime = FactsCodec.toStored(sample()).toBuilder();
    noTime.getFactsBuilder(0).clearAt();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noTime.build().toByteArray()));
    var noBalance = FactsCodec.toStored(sample()).toBuilder();
    noBalance.getFactsBuilder(0).getEntriesBuilder(0).clearBalance();
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noBalance.build().toByteArray()));
    var noHash = FactsCodec.toStored(sample()).toBuilder();
    noHash.getFactsBuilder(0).getEntriesBuilder(0).setHash(ByteString.EMPTY);
    assertThrows(StoredFormException.class, () -> FactsCodec.read(noHash.build().toByteArray()));
    assertThrows(StoredFormException.class, () -> FactsCodec.read(Rows.Facts.getDefaultInstance().toByteArray()));
  }

  @Test
  void bytes_that_are_no_row_are_refused() {
    assertThrows(StoredFormException.class, () -> FactsCodec.read(new byte[] {1, 2, 3}));
    assertThrows(StoredFormException.class, () -> PayerCodec.read(new byte[] {1, 2, 3}));
  }

  @Test
  void a_snapshot_with_any_bit_turned_over_is_refused() {
    var bytes = CustomerCodec.write(Samples.customer());
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      var damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(StoredFormException.class, () -> CustomerCodec.read(damaged, Samples.WINDOW), "bit " + bit);
    }
  }

  @Test
  void a_snapshot_that_was_cut_off_is_refused() {
    var bytes = CustomerCodec.write(Samples.customer());
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThrows(StoredFormException.class, () -> CustomerCodec.read(cut, Samples.WINDOW), "length " + length);
    }
  }

  @Test
  void a_fact_that_does_not_stand_as_its_last_entry_says_is_not_written() {
    var whole = sample().list().getFirst();
    var broken = new Fact(whole.at(), whole.event(), whole.entries(), whole.seq() + 1, whole.balance(), whole.hash());
    assertThrows(StoredFormException.class, () -> FactsCodec.write(new Facts(List.of(broken))));
  }

  @Test
  void every_kind_of_event_has_a_sample() {
    assertEquals(Event.class.getPermittedSubclasses().length, Samples.events().size());
    assertEquals(Samples.events().size(),
        Samples.events().values().stream().map(row -> row.list().getFirst().event().getClass()).distinct().count());
  }

  @Test
  void instants_at_both_ends_of_time_come_back() {
    for (var time : List.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.EPOCH, Instant.MAX)) {
      var row = new Facts(List.of(new Fact(time, new Event.GrantStarted("g"), List.of(), 0, Balance.ZERO, Hash.NONE)));
      assertEquals(row, FactsCodec.read(FactsCodec.write(row)));
    }
  }

  private static UnknownFieldSet later() {
    return UnknownFieldSet.newBuilder()
        .addField(FIELD_OF_A_LATER_VERSION, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build();
  }

  private static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }
}
